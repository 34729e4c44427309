using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Api;

/// <summary>GET /me: who the token belongs to, without what development mode no longer tells.</summary>
internal static class ProfileEndpoints
{
    public static IResult Me(Exchange exchange)
    {
        var person = exchange.Person!;
        return new JsonAnswer(
            ApiJson.Bytes(json =>
            {
                json.WriteStartObject();
                json.WriteString("account_id", person.AccountId);
                json.WriteString("display_name", person.Name);
                PlaylistJson.WriteUser(json, person, exchange.Origin);
                json.WriteStartArray("images");
                json.WriteEndArray();
                json.WriteEndObject();
            })
        );
    }
}
