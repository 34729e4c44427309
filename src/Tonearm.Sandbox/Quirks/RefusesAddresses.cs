using System.Text.Json.Nodes;
using Tonearm.Sandbox.Api;
using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Quirks;

/// <summary>The Web API refuses a description with a web address in it, which the app takes.</summary>
internal sealed class RefusesAddresses : Quirk
{
    public override string Words => "Descriptions with a web address are refused";

    public override Refusal? Refuse(Exchange exchange) =>
        exchange.Family == Families.PlaylistWrite
        && ApiJson.Object(exchange.Body)?["description"] is JsonValue description
        && description.TryGetValue(out string? text)
        && (text.Contains("://", StringComparison.Ordinal) || text.Contains("www.", StringComparison.OrdinalIgnoreCase))
            ? Refusal.Json(400, "Attribute description contains a link")
            : null;
}
