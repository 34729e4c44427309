using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tonearm.Sandbox.Api;

/// <summary>What a program wants of a playlist's details; refused in the way Spotify refuses it.</summary>
internal sealed record PlaylistChange(string? Name, string? Description, bool? Public, bool? Collaborative)
{
    private const int LongestName = 100;
    private const int LongestDescription = 300;

    public static PlaylistChange? Read(JsonObject sent, out Refusal? refusal)
    {
        try
        {
            var change = new PlaylistChange(
                Text(sent, "name"),
                Text(sent, "description"),
                Flag(sent, "public"),
                Flag(sent, "collaborative")
            );
            refusal = change.Refuse();
            return refusal is null ? change : null;
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or FormatException or JsonException)
        {
            refusal = Refusal.Json(400, "Error parsing JSON.");
            return null;
        }
    }

    private Refusal? Refuse() =>
        this switch
        {
            { Description: "" } => Refusal.Json(400, "Attribute description is empty"),
            { Name: "" } => Refusal.Json(400, "Attribute name is empty"),
            { Description: { } text } when text.AsSpan().ContainsAny('\n', '\r') => Refusal.Json(
                400,
                "Attribute description contains line breaks"
            ),
            { Name: { } text } when text.AsSpan().ContainsAny('\n', '\r') => Refusal.Json(400, "Attribute name contains line breaks"),
            { Name.Length: > LongestName } => Refusal.Json(400, "Attribute name is too long"),
            { Description.Length: > LongestDescription } => Refusal.Json(400, "Attribute description is too long"),
            _ => null,
        };

    private static string? Text(JsonObject sent, string name) => sent[name]?.GetValue<string>();

    private static bool? Flag(JsonObject sent, string name) => sent[name]?.GetValue<bool>();
}
