using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tonearm.Spotify;

/// <summary>
/// A list that Spotify sent, each entry read by itself: one that cannot be read takes no other with it. What enumerates are those that
/// could be;
/// <see cref="Places"/> keeps the gaps, for whom the place in the list matters.
/// </summary>
[JsonConverter(typeof(EntriesConverter))]
internal sealed class Entries<T>(IReadOnlyList<T?> places) : IReadOnlyCollection<T>
    where T : class
{
    public static readonly Entries<T> None = new([]);

    private readonly T[] readable = [.. places.OfType<T>()];

    /// <summary>Every entry in its place; null for one that is null or cannot be read.</summary>
    public IReadOnlyList<T?> Places => places;

    /// <summary>How many entries are null or cannot be read.</summary>
    public int Unreadable => places.Count - readable.Length;

    public int Count => readable.Length;

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)readable).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => readable.GetEnumerator();
}

/// <summary>An entry that is of no use without a part of it, such as its id.</summary>
internal interface IEntry
{
    bool CanBeUsed { get; }
}

/// <summary>Reads <see cref="Entries{T}"/>. Where no list stands, nothing is known of it.</summary>
internal sealed class EntriesConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Entries<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Of<T> : JsonConverter<Entries<T>>
        where T : class
    {
        private JsonConverter<T>? converter;

        public override Entries<T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                reader.Skip();
                return null;
            }

            converter ??= (JsonConverter<T>)options.GetTypeInfo(typeof(T)).Converter;
            var places = new List<T?>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                places.Add(ReadOne(ref reader, options));
            return new(places);
        }

        public override void Write(Utf8JsonWriter writer, Entries<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Places, options);

        private T? ReadOne(ref Utf8JsonReader reader, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.Null)
                return null;
            var start = reader;
            try
            {
                var entry = converter!.Read(ref reader, typeof(T), options);
                return entry is IEntry { CanBeUsed: false } ? null : entry;
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
            {
                reader = start;
                // Where the whole answer is broken, this finds it out, too.
                reader.Skip();
                return null;
            }
        }
    }
}
