using Tonearm.Sandbox.Images;
using Tonearm.Sandbox.State;
using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Api;

/// <summary>One playlist with all its members; the items only for those who may see them.</summary>
internal static class FullPlaylist
{
    private static readonly Paging Embedded = new(100, 0);

    /// <summary>Called under the world's gate.</summary>
    public static byte[] Of(World world, Playlist playlist, Exchange exchange, DateTimeOffset now) =>
        ApiJson.Bytes(json =>
        {
            var address = AddressFor(world, exchange, now);
            json.WriteStartObject();
            PlaylistJson.WriteMembers(json, playlist, world.People[playlist.OwnerId], address, now, world.Conditions.Habits);
            json.WriteStartObject("followers");
            json.WriteNull("href");
            json.WriteNumber("total", world.People.Values.Count(person => person.Library.Contains(playlist.Id)) - 1);
            json.WriteEndObject();
            if (playlist.OwnerId == exchange.Person!.Id || playlist.Collaborative)
            {
                json.WritePropertyName("items");
                ItemsJson.WritePage(json, playlist, Embedded, address);
            }

            json.WriteEndObject();
        });

    public static ImageAddress AddressFor(World world, Exchange exchange, DateTimeOffset now) =>
        ImageAddress.At(exchange.Origin, now, world.Conditions.Habits.ImageSeconds);
}
