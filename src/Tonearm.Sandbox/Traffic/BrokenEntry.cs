using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tonearm.Sandbox.Traffic;

/// <summary>The ways in which an entry of a list has been seen broken, or may be: a small grammar, from which a seed chooses.</summary>
internal static class BrokenEntry
{
    private static readonly (string? Member, string Json)[] Ways =
    [
        (null, "null"),
        (null, "5"),
        (null, "\"gone\""),
        (null, "[]"),
        (null, "{}"),
        ("id", "null"),
        ("id", "7"),
        ("id", "{}"),
        ("name", "null"),
        ("name", "\"\\ud800\""),
        ("name", "7"),
        ("name", "\"Nice\\u0000Name\""),
        ("name", "[]"),
        ("description", "null"),
        ("description", "\"\\udc00 words\""),
        ("description", "false"),
        ("images", "null"),
        ("images", "[]"),
        ("images", "[null]"),
        ("images", "[{\"url\":null}]"),
        ("images", "\"none\""),
        ("images", "{}"),
        ("images", "[{\"url\":\"https://i.scdn.co/image/ab67616d0000b2730123456789abcdef01234567\",\"height\":640.5,\"width\":\"wide\"}]"),
        ("owner", "null"),
        ("owner", "{}"),
        ("owner", "{\"id\":null,\"display_name\":\"Nice\\u0000Name\"}"),
        ("owner", "\"somebody\""),
        ("collaborative", "null"),
        ("collaborative", "\"no\""),
        ("public", "\"yes\""),
        ("items", "null"),
        ("items", "{\"total\":null}"),
        ("items", "{\"total\":\"many\"}"),
        ("items", "{\"total\":12.5}"),
        ("snapshot_id", "null"),
        ("item", "null"),
        ("item.name", "null"),
        ("item.duration_ms", "null"),
        ("item.artists", "[null]"),
        ("item.album", "null"),
        ("item.uri", "null"),
        ("is_active", "null"),
        ("type", "null"),
        ("volume_percent", "0.5"),
    ];

    /// <summary>How this entry is broken; null when it is not.</summary>
    public static (string? Member, string Json)? Of(RewriteRule rule, int place, JsonElement entry)
    {
        var id =
            entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("id", out var known) && known.ValueKind == JsonValueKind.String
                ? known.GetRawText()
                : $"{place}";
        var dice = SHA256.HashData(Encoding.UTF8.GetBytes($"{rule.Seed} {id}"));
        if (dice[0] * 100 / 256 >= rule.Share)
            return null;
        var fitting = Ways.Where(way => way.Member is null || Has(entry, way.Member)).ToArray();
        return fitting[(dice[1] << 8 | dice[2]) % fitting.Length];
    }

    private static bool Has(JsonElement entry, string member) =>
        member.Split('.').All(part => entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(part, out entry));
}
