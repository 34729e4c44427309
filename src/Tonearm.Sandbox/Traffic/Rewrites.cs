using System.Text.Json;
using Tonearm.Sandbox.Api;
using Tonearm.Sandbox.Quirks;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Traffic;

/// <summary>Answers as the rewrite rules want them; like a fault, a rule that counts is worn down.</summary>
internal static class Rewrites
{
    /// <summary>The rules that hit a request, those of quirks first.</summary>
    public static RewriteRule[] Strike(World world, Exchange exchange)
    {
        var habits = world.Conditions.Habits;
        var quirks =
            from quirk in Quirk.All
            where habits.Has(quirk) && quirk.Rewrite is { } rule && PathPattern.Matches(null, rule.Path, rule.Person, exchange)
            select quirk.Rewrite;
        return [.. quirks, .. Set(world, exchange)];
    }

    private static RewriteRule[] Set(World world, Exchange exchange)
    {
        if (world.Conditions.Rewrites.Length == 0)
            return [];
        lock (world.Gate)
        {
            var hit = new List<RewriteRule>();
            var left = new List<RewriteRule>();
            foreach (var rule in world.Conditions.Rewrites)
            {
                if (!PathPattern.Matches(null, rule.Path, rule.Person, exchange))
                    left.Add(rule);
                else if (rule.Skip > 0)
                    left.Add(rule with { Skip = rule.Skip - 1 });
                else
                {
                    hit.Add(rule);
                    if (rule.Count is null)
                        left.Add(rule);
                    else if (rule.Count > 1)
                        left.Add(rule with { Count = rule.Count - 1 });
                }
            }

            if (!left.SequenceEqual(world.Conditions.Rewrites))
                world.Save(world.Conditions with { Rewrites = [.. left] });
            return [.. hit];
        }
    }

    public static byte[] Apply(IEnumerable<RewriteRule> rules, byte[] answer)
    {
        foreach (var rule in rules)
        {
            try
            {
                using var json = JsonDocument.Parse(answer);
                answer = ApiJson.Bytes(writer => Write(writer, rule, json.RootElement));
            }
            catch (JsonException)
            {
                return answer;
            }
        }

        return answer;
    }

    private static void Write(Utf8JsonWriter writer, RewriteRule rule, JsonElement root)
    {
        if (rule.List is null)
            Change(writer, rule, root);
        else
            WriteWithList(writer, rule, rule.List.Split('.'), root);
    }

    /// <param name="path">Members on the way to the list, which is the last.</param>
    private static void WriteWithList(Utf8JsonWriter writer, RewriteRule rule, ReadOnlySpan<string> path, JsonElement root)
    {
        if (
            root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty(path[0], out var list)
            && (path.Length > 1 || list.ValueKind == JsonValueKind.Array)
        )
        {
            writer.WriteStartObject();
            foreach (var member in root.EnumerateObject())
            {
                writer.WritePropertyName(member.Name);
                if (!member.NameEquals(path[0]))
                    Raw(writer, member.Value);
                else if (path.Length > 1)
                    WriteWithList(writer, rule, path[1..], list);
                else
                    WriteList(writer, rule, list);
            }

            writer.WriteEndObject();
        }
        else
            Raw(writer, root);
    }

    private static void WriteList(Utf8JsonWriter writer, RewriteRule rule, JsonElement list)
    {
        writer.WriteStartArray();
        var place = 0;
        foreach (var entry in list.EnumerateArray())
        {
            if (rule.Entry is not null && IdOf(entry) != rule.Entry)
                Raw(writer, entry);
            else if (rule.Share > 0)
            {
                if (BrokenEntry.Of(rule, place, entry) is not { } broken)
                    Raw(writer, entry);
                else if (broken.Member is { } member)
                    Change(writer, new() { Members = { [member] = broken.Json } }, entry);
                else
                    writer.WriteRawValue(broken.Json, skipInputValidation: true);
            }
            else if (rule.Copy is { } other)
                Raw(
                    writer,
                    list.EnumerateArray().FirstOrDefault(each => IdOf(each) == other) is { ValueKind: not JsonValueKind.Undefined } copy
                        ? copy
                        : entry
                );
            else
                Change(writer, rule, entry);
            place++;
        }

        writer.WriteEndArray();
    }

    private static void Change(Utf8JsonWriter writer, RewriteRule rule, JsonElement thing)
    {
        if (rule.Whole is { } whole)
            writer.WriteRawValue(whole, skipInputValidation: true);
        else if (thing.ValueKind != JsonValueKind.Object)
            Raw(writer, thing);
        else
        {
            writer.WriteStartObject();
            foreach (var member in thing.EnumerateObject())
            {
                writer.WritePropertyName(member.Name);
                if (rule.Members.TryGetValue(member.Name, out var json))
                    writer.WriteRawValue(json, skipInputValidation: true);
                else if (Deeper(rule, member.Name) is { Count: > 0 } deeper)
                    Change(writer, new() { Members = deeper }, member.Value);
                else
                    Raw(writer, member.Value);
            }

            writer.WriteEndObject();
        }
    }

    private static Dictionary<string, string> Deeper(RewriteRule rule, string member) =>
        rule
            .Members.Where(each => each.Key.StartsWith(member + ".", StringComparison.Ordinal))
            .ToDictionary(each => each.Key[(member.Length + 1)..], each => each.Value);

    private static void Raw(Utf8JsonWriter writer, JsonElement value) =>
        writer.WriteRawValue(value.GetRawText(), skipInputValidation: true);

    private static string? IdOf(JsonElement entry) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
            ? id.GetString()
        : entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("item", out var item) ? IdOf(item)
        : null;
}
