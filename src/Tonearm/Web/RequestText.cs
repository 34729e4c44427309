using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Tonearm.Web;

/// <summary>
/// The one rule for every text that comes in a request, wherever it stands: not longer than its limit, no U+0000 and no half of a
/// character. No database keeps those, and nobody types them.
/// </summary>
internal static class RequestText
{
    /// <returns>What is wrong, as a sentence; null when nothing is.</returns>
    public static string? Problem(string name, string? text, int most) =>
        text is null ? null
        : text.Length > most ? $"{Shown(name)} is too long: at most {most:N0} characters are taken."
        : IsWhole(text) ? null
        : Odd(name);

    public static string Odd(string name) =>
        $"{Shown(name)} holds a character that no text has (U+0000, or half of a character). Type it anew.";

    /// <summary>For JSON: each text of a type that names its limit by <c>MaxLength</c> is held against the rule while it is read.</summary>
    public static void Apply(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (
                property.AttributeProvider?.GetCustomAttributes(typeof(MaxLengthAttribute), inherit: true)
                is not [MaxLengthAttribute limit, ..]
            )
                continue;
            if (property.PropertyType == typeof(string))
                property.CustomConverter = new Converter(property.Name, limit.Length);
            else if (property.PropertyType == typeof(string[]))
                property.CustomConverter = new ListConverter(property.Name, limit.Length);
        }
    }

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || char.IsLowSurrogate(text[i]))
                return false;
            if (char.IsHighSurrogate(text[i]) && (++i == text.Length || !char.IsLowSurrogate(text[i])))
                return false;
        }

        return true;
    }

    /// <summary>A name from outside is text from outside, too.</summary>
    private static string Shown(string name) =>
        name.Length is > 0 and <= 40 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-')
            ? name
            : "What was sent";

    private sealed class Converter(string name, int most) : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String)
                throw new RefusedTextException($"{name} is to be a text.");
            string? text;
            try
            {
                text = reader.GetString();
            }
            catch (InvalidOperationException)
            {
                throw new RefusedTextException(Odd(name));
            }

            return Problem(name, text, most) is { } problem ? throw new RefusedTextException(problem) : text;
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }

    private sealed class ListConverter(string name, int most) : JsonConverter<string[]>
    {
        private readonly Converter each = new(name, most);

        public override string[]? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
                throw new RefusedTextException($"{name} is to be a list of texts.");
            var texts = new List<string>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (texts.Count == TextLimits.Many)
                    throw new RefusedTextException($"{name} has too many entries: at most {TextLimits.Many} are taken.");
                texts.Add(each.Read(ref reader, typeof(string), options)!);
            }

            return [.. texts];
        }

        public override void Write(Utf8JsonWriter writer, string[] value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value, JsonSerializerOptions.Web);
    }
}

/// <summary>A text of a request that is against <see cref="RequestText"/>; its message is the sentence for who sent it.</summary>
internal sealed class RefusedTextException(string sentence) : JsonException(sentence);

/// <summary>Why a request was refused, for the answer.</summary>
internal sealed record RefusedBecause(string Sentence);
