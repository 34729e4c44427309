using System.Text.Json.Nodes;

namespace Tonearm.Sandbox.Api;

/// <summary>
/// The <c>fields</c> query: names separated by commas, dots and parentheses to go deeper, an exclamation mark to leave out.
/// <c>name,owner(id),items.items(item(name))</c> keeps those; <c>!images</c> keeps all but that.
/// </summary>
internal sealed class FieldFilter
{
    private readonly Dictionary<string, FieldFilter> kept = new(StringComparer.Ordinal);
    private readonly HashSet<string> left = new(StringComparer.Ordinal);

    public static IResult Apply(HttpContext http, byte[] json)
    {
        var fields = http.Request.Query["fields"].ToString();
        if (fields.Length == 0)
            return new JsonAnswer(json);
        if (Parse(fields) is not { } filter)
            return Refusal.Json(400, "Invalid fields");
        var node = JsonNode.Parse(json)!;
        filter.Prune(node);
        return new JsonAnswer(ApiJson.Bytes(writer => node.WriteTo(writer)));
    }

    public static FieldFilter? Parse(string fields)
    {
        var filter = new FieldFilter();
        ReadOnlySpan<char> rest = fields;
        return filter.Read(ref rest) && rest.IsEmpty ? filter : null;
    }

    public void Prune(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                Prune(item);
            return;
        }

        if (node is not JsonObject thing)
            return;
        foreach (var name in thing.Select(member => member.Key).ToArray())
        {
            if (left.Contains(name) || (kept.Count > 0 && !kept.ContainsKey(name)))
                thing.Remove(name);
            else if (kept.TryGetValue(name, out var deeper))
                deeper.Prune(thing[name]);
        }
    }

    private bool Read(ref ReadOnlySpan<char> rest)
    {
        while (true)
        {
            if (!ReadOne(ref rest))
                return false;
            if (rest.IsEmpty || rest[0] == ')')
                return true;
            if (rest[0] != ',')
                return false;
            rest = rest[1..];
        }
    }

    private bool ReadOne(ref ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart();
        var excluded = !rest.IsEmpty && rest[0] == '!';
        if (excluded)
            rest = rest[1..];
        var end = rest.IndexOfAny(",.()");
        var name = (end < 0 ? rest : rest[..end]).Trim().ToString();
        if (name.Length == 0)
            return false;
        rest = end < 0 ? [] : rest[end..];
        if (excluded)
        {
            left.Add(name);
            return true;
        }

        if (!kept.TryGetValue(name, out var deeper))
            kept[name] = deeper = new FieldFilter();
        if (rest.IsEmpty || rest[0] is ',' or ')')
            return true;
        var dot = rest[0] == '.';
        rest = rest[1..];
        if (dot)
            return deeper.ReadOne(ref rest);
        if (!deeper.Read(ref rest) || rest.IsEmpty)
            return false;
        rest = rest[1..];
        return true;
    }
}
