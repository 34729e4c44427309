using Tonearm.Sandbox.Demo;
using Tonearm.Sandbox.State;
using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Api;

/// <summary>/tracks/{id}: one track; the form that takes several is gone.</summary>
internal static class TrackEndpoints
{
    public static IResult Get(string id, Exchange exchange, World world)
    {
        if (!SpotifyId.IsWellFormed(id))
            return Refusal.Json(400, "Invalid base62 id");
        if (Catalogue.TrackOf(id) is not { } track)
            return Refusal.NotFound();
        var address = FullPlaylist.AddressFor(world, exchange, world.Now);
        return new JsonAnswer(ApiJson.Bytes(json => TrackJson.Write(json, track, address)));
    }
}
