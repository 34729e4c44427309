using Tonearm.Sandbox.Demo;
using Tonearm.Sandbox.State;
using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Players;

/// <summary>What follows what: the queue, then the context, then recommendations. Pure but for the playlists it looks up.</summary>
internal static class Transport
{
    /// <summary>The music stops so long after the last command: the apps ask whether anybody is still there.</summary>
    private static readonly TimeSpan Unattended = TimeSpan.FromHours(12);

    /// <summary>What happens by itself next, and when; null when nothing does before <paramref name="now"/>.</summary>
    public static (Playback Next, DateTimeOffset At)? Due(World world, Playback playback, DateTimeOffset now)
    {
        if (ChangesAt(world, playback) is var end && end <= now)
        {
            if (end - playback.CommandedAt > Unattended)
                return (Stop(playback.At(end)), end);
            if (playback is not { Repeat: RepeatMode.Track, Song: { } song })
                return (Next(world, playback.At(end), null), end);
            return (Begin(world, playback.At(end), song.Uri, Start.Repeat), end);
        }

        if (
            playback is { DeviceId: not null, SilentSince: { } silence }
            && world.Conditions.Players.IdleMinutes is { } idle
            && silence.AddMinutes(idle) is var gone
            && gone <= now
        )
            return (playback with { DeviceId = null }, gone);
        return null;
    }

    /// <summary>When the song gives way to the next if nobody does anything: at its end, or a crossfade before it.</summary>
    public static DateTimeOffset ChangesAt(World world, Playback playback)
    {
        if (playback is not { IsPlaying: true, Song: { } song })
            return DateTimeOffset.MaxValue;
        var fade = TimeSpan.FromSeconds(world.Conditions.Players.Crossfade);
        if (fade <= TimeSpan.Zero || fade > song.Length / 2)
            return playback.EndsAt;
        return playback.EndsAt - fade is var change && change > playback.Since ? change : playback.Since;
    }

    /// <param name="by">Who skips; null when the song before has simply ended.</param>
    public static Playback Next(World world, Playback playback, Start? by)
    {
        if (playback.Queue is [var queued, .. var rest])
            return Begin(world, playback with { Queue = rest }, queued, Start.Queue);

        if (playback.Context is { } context && context.Items(world) is { Length: > 0 } items)
        {
            var order = context.Order(items.Length);
            if (NextPlayable(items, order, playback.Position + 1) is { } position)
                return Begin(world, playback with { Position = position }, items[order[position]]!, by ?? Start.Context);
            if (playback.Repeat == RepeatMode.Context && NextPlayable(items, order, 0) is { } again)
                return Begin(world, playback with { Position = again }, items[order[again]]!, by ?? Start.Context);
        }

        return world.Conditions.Players.Autoplay
            ? Begin(world, playback, Catalogue.After(Catalogue.Find(playback.Song?.Uri), "").Uri, Start.Autoplay)
            : Stop(playback);
    }

    /// <summary>The one before in the context, or this one from its start when there is none.</summary>
    public static Playback Previous(World world, Playback playback, Start by)
    {
        var back = playback.Song?.How is Start.Queue or Start.Autoplay ? playback.Position : playback.Position - 1;
        if (playback.Context is { } context && context.Items(world) is { } items && context.Order(items.Length) is var order)
            for (var position = Math.Min(back, items.Length - 1); position >= 0; position--)
                if (IsPlayable(items[order[position]]))
                    return Begin(world, playback with { Position = position }, items[order[position]]!, by);
        return playback with { Progress = TimeSpan.Zero, IsPlaying = true };
    }

    /// <summary>What would be played after this song if nobody did anything: at most so many.</summary>
    public static IEnumerable<string> Upcoming(World world, Playback playback, int most)
    {
        for (var i = 0; i < most; i++)
        {
            playback = Next(world, playback, null);
            if (!playback.IsPlaying || playback.Song is not { } song)
                yield break;
            yield return song.Uri;
        }
    }

    /// <param name="playback">As it is at the moment the song begins.</param>
    public static Playback Begin(World world, Playback playback, string uri, Start how, TimeSpan progress = default)
    {
        var piece = Catalogue.Find(uri)!;
        var shown = piece is Track track && IsRelinked(track, world.Conditions.Players.Relinked) ? Catalogue.Elsewhere(track) : piece;
        var song = new Song((playback.Song?.Number ?? 0) + 1, uri, shown.Uri, piece.Name, piece.By, piece.DurationMs, how);
        return playback with { Song = song, Progress = progress, IsPlaying = true };
    }

    public static bool IsPlayable(string? uri) => Catalogue.Find(uri) is { Playable: true };

    /// <summary>The first place at or after this one that a device can play.</summary>
    public static int? NextPlayable(string?[] items, int[] order, int from)
    {
        for (var position = from; position < order.Length; position++)
            if (IsPlayable(items[order[position]]))
                return position;
        return null;
    }

    private static Playback Stop(Playback playback) => playback with { IsPlaying = false, Progress = TimeSpan.Zero };

    private static bool IsRelinked(Track track, Relinking relinked) =>
        relinked == Relinking.All || (relinked == Relinking.Some && track.Moved);
}
