using Tonearm.Sandbox.State;
using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Api;

/// <summary>Reads the access token of a call, or says what is wrong with it in Spotify's words.</summary>
internal static class Bearer
{
    public static Refusal? Refuse(World world, string header, Exchange exchange)
    {
        if (header.Length == 0)
            return Refusal.Json(401, "No token provided");
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return Refusal.Json(400, "Only valid bearer authentication supported");
        if (
            !world.AccessTokens.TryGetValue(header[7..].Trim(), out var access)
            || !world.People.TryGetValue(access.PersonId, out var person)
        )
            return Refusal.Json(401, "Invalid access token");

        exchange.Person = person;
        exchange.Access = access;
        return access.Expires <= exchange.At ? Refusal.Json(401, "The access token expired") : null;
    }
}
