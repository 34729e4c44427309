using System.Globalization;
using System.Text.Json;

namespace Tonearm.Sandbox.Api;

/// <summary>Limit and offset of a listing, and the members of a page around its items.</summary>
internal sealed record Paging(int Limit, int Offset)
{
    public static Paging? Read(HttpRequest request, out Refusal? refusal, int most = 50, int usual = 20, int deepest = 100_000)
    {
        refusal = null;
        if (!TryRead(request, "limit", usual, out var limit) || limit < 1 || limit > most)
            refusal = Refusal.Json(400, "Invalid limit");
        else if (!TryRead(request, "offset", 0, out var offset) || offset < 0 || offset > deepest)
            refusal = Refusal.Json(400, "Invalid offset");
        else
            return new Paging(limit, offset);
        return null;
    }

    public void WriteMembers(Utf8JsonWriter json, string path, int total)
    {
        json.WriteString("href", Address(path, Offset));
        json.WriteNumber("limit", Limit);
        if (Offset + Limit < total)
            json.WriteString("next", Address(path, Offset + Limit));
        else
            json.WriteNull("next");
        json.WriteNumber("offset", Offset);
        if (Offset > 0)
            json.WriteString("previous", Address(path, Math.Max(0, Offset - Limit)));
        else
            json.WriteNull("previous");
        json.WriteNumber("total", total);
    }

    /// <summary>A page up to its first item.</summary>
    public byte[] Head(string path, int total) =>
        ApiJson.Bytes(json =>
        {
            json.WriteStartObject();
            WriteMembers(json, path, total);
            json.WriteStartArray("items");
        });

    private string Address(string path, int offset) => $"{path}{(path.Contains('?') ? '&' : '?')}offset={offset}&limit={Limit}";

    private static bool TryRead(HttpRequest request, string name, int usual, out int value)
    {
        var text = request.Query[name].ToString();
        value = usual;
        return text.Length == 0 || int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }
}
