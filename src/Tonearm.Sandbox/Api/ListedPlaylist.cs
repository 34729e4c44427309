using Tonearm.Sandbox.Images;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Api;

/// <summary>A playlist as a listing shows it, kept as bytes until a reader would see something else.</summary>
internal sealed record ListedPlaylist(byte[] Json, string Origin, DateTimeOffset Until, int ConditionsVersion)
{
    /// <summary>Called under the world's gate.</summary>
    public static byte[] Of(World world, Playlist playlist, string origin, DateTimeOffset now)
    {
        if (playlist.Listed is { } kept && now < kept.Until && kept.ConditionsVersion == world.ConditionsVersion && kept.Origin == origin)
            return kept.Json;

        var lag = TimeSpan.FromSeconds(world.Conditions.Lag.ListSeconds);
        var seen = now - lag;
        var address = ImageAddress.At(origin, now, world.Conditions.Habits.ImageSeconds);
        var owner = world.People[playlist.OwnerId];
        var json = ApiJson.Bytes(writer =>
        {
            writer.WriteStartObject();
            PlaylistJson.WriteMembers(writer, playlist, owner, address, seen, world.Conditions.Habits);
            writer.WriteStartObject("items");
            writer.WriteString("href", $"{origin}/v1/playlists/{playlist.Id}/items");
            writer.WriteNumber("total", playlist.TrackCount);
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
        playlist.Listed = new ListedPlaylist(json, origin, UntilChanged(playlist, seen, lag, address.NextPeriod), world.ConditionsVersion);
        return json;
    }

    private static DateTimeOffset UntilChanged(Playlist playlist, DateTimeOffset seen, TimeSpan lag, DateTimeOffset nextPeriod)
    {
        var until = nextPeriod;
        // What changes each day is not kept beyond it.
        var midnight = new DateTimeOffset(seen.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
        if (midnight + lag < until)
            until = midnight + lag;
        foreach (
            var change in (ReadOnlySpan<DateTimeOffset>)
                [
                    playlist.Title.NextChange(seen),
                    playlist.Description.NextChange(seen),
                    playlist.Cover.NextChange(seen),
                    playlist.Snapshot.NextChange(seen),
                ]
        )
            if (change < DateTimeOffset.MaxValue && change + lag < until)
                until = change + lag;
        return until;
    }
}
