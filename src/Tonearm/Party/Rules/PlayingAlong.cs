using System.Text.Json.Serialization;

namespace Tonearm.Party.Rules;

/// <summary>What is done at the player of somebody who plays along.</summary>
internal enum AlongStep
{
    LeaveAlone,

    /// <summary>See first what it does: nothing is started on a player that was not seen to follow a moment ago.</summary>
    Look,

    /// <summary>The host's song, from where it is there.</summary>
    Start,

    /// <summary>It is off: go on from where the host's is.</summary>
    Seek,

    Pause,

    /// <summary>The host's song goes on after a pause.</summary>
    Resume,

    /// <summary>They have pressed something by hand. That holds until they say otherwise.</summary>
    TheirsNow,

    /// <summary>It was told twice and does not show.</summary>
    NoAnswer,

    /// <summary>There is no player any more.</summary>
    Gone,
}

/// <summary>A look at the player of somebody who plays along.</summary>
/// <param name="Heard">Null when there was no player to be seen.</param>
internal sealed record AlongLook(Heard? Heard);

/// <summary>What a player that follows was told last, and what was seen of it since.</summary>
internal sealed record Following
{
    /// <summary>Null before it was told anything.</summary>
    public Recording? Song { get; init; }

    /// <summary>When that was at its beginning at the host's.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>It was told to stand still.</summary>
    public bool Stands { get; init; }

    public DateTimeOffset ToldAt { get; init; }

    /// <summary>When it was put right within the song.</summary>
    public DateTimeOffset SoughtAt { get; init; }

    /// <summary>When a look last showed that it does as it was told.</summary>
    public DateTimeOffset SeenAt { get; init; }

    public DateTimeOffset LookedAt { get; init; }

    /// <summary>Looks in a row that did not show it.</summary>
    public int Odd { get; init; }

    /// <summary>A command was about to be sent, and nobody knows what became of it.</summary>
    public bool Pending { get; init; }

    /// <summary>How often it was started in a row without showing it, and put right within the song.</summary>
    public int Starts { get; init; }

    public int Seeks { get; init; }

    /// <summary>Songs in a row that were at their place at once: such a player is looked at less.</summary>
    public int Calm { get; init; }

    /// <summary>The device is so much late whatever it is told, so it is told to be so much ahead.</summary>
    public int LeadMs { get; init; }

    [JsonIgnore]
    public DateTimeOffset EndsAt => Song is null ? At : At + Song.Length;

    /// <summary>As it was before the step, should it come to nothing.</summary>
    public Following Told(AlongStep step, HostPlace host, DateTimeOffset now) =>
        step switch
        {
            AlongStep.Pause => this with { Stands = true, ToldAt = now, SeenAt = default, Odd = 0 },
            AlongStep.Seek => this with
            {
                At = host.At,
                SoughtAt = now,
                // The host has gone elsewhere in the song: that was nobody's fault.
                Seeks = PlayingAlong.IsOff(host.At - At) ? 0 : Seeks + 1,
            },
            AlongStep.Start or AlongStep.Resume => this with
            {
                Song = host.Song,
                At = host.At,
                Stands = false,
                ToldAt = now,
                // What was seen before says nothing of it.
                SeenAt = default,
                Starts = Song is not null && PlayingAlong.IsInVain(this, now) ? Starts + 1 : 1,
                Seeks = 0,
                Odd = 0,
            },
            _ => this,
        };

    /// <summary>What a look has shown.</summary>
    public Following Looked(HostPlace host, AlongLook look, DateTimeOffset now)
    {
        if (!PlayingAlong.Follows(this, look))
            return this with { LookedAt = now, Odd = Odd + 1 };
        var seen = this with { LookedAt = now, SeenAt = now, Odd = 0 };
        if (Stands || !host.Plays || PlayingAlong.Off(host, this, look, now) is not { } off)
            return seen;
        if (PlayingAlong.IsOff(off))
            return seen with
            {
                Calm = 0,
                LeadMs = Seeks == 1 && PlayingAlong.MayJudge(this, now) ? PlayingAlong.Lead(LeadMs, off) : LeadMs,
            };
        return SeenAt < ToldAt ? seen with { Calm = Calm + 1 } : seen;
    }
}

/// <summary>
/// The one decision about a player that follows the host's. Spotify shows states that are old, so that a state says nothing of a command
/// for a while; and what somebody does by hand on their own device is their wish, which two looks have to show.
/// </summary>
internal static class PlayingAlong
{
    /// <summary>No player is put right that is nearer than this.</summary>
    public static readonly TimeSpan Near = TimeSpan.FromSeconds(1);

    /// <summary>Songs in a row after which a player is looked at only before the end of each.</summary>
    private const int Trust = 3;

    private const int MostSeeks = 2;
    private const int MostStarts = 2;
    private const int MostUnseen = 3;
    private const int MostLeadMs = 3_000;

    /// <summary>States may be from before a command for so long.</summary>
    private static readonly TimeSpan Stale = NextStep.RepeatAfter;

    /// <summary>What was seen so long ago still holds for the next command.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan BeforeEnd = TimeSpan.FromSeconds(8);

    /// <summary>So close to the end of a song nothing is begun or put right in it.</summary>
    private static readonly TimeSpan TooLate = TimeSpan.FromSeconds(3);

    /// <summary>What a player does at the end of the song that it was told is its own doing, not its owner's.</summary>
    private static readonly TimeSpan AroundEnd = TimeSpan.FromSeconds(6);

    /// <param name="look">Null when nobody has just looked.</param>
    /// <param name="mine">As it was before the look.</param>
    public static AlongStep Of(HostPlace host, Following mine, AlongLook? look, DateTimeOffset now)
    {
        if (look is not null && mine.Song is not null)
        {
            if (!Follows(mine, look) && Doubt(host, mine, look, now) is { } doubt)
                return doubt;
            mine = mine with { SeenAt = now };
        }

        var step = Wanted(host, mine, look, now);
        return step is AlongStep.LeaveAlone || mine.Song is null || IsFresh(mine, now) ? step : AlongStep.Look;
    }

    /// <summary>When something is to be done next if nothing changes until then; null for not at all.</summary>
    public static DateTimeOffset? Next(HostPlace host, Following mine, DateTimeOffset now)
    {
        var next = host.ChangesAt;
        if (!host.Plays || mine.Song is null)
            return next;
        Add(mine.Odd > 0 && !IsUnproved(mine, now) ? mine.LookedAt + Again : null);
        if (mine.Stands)
            return next;
        if (mine.SeenAt < mine.ToldAt && mine.Calm < Trust)
            Add(mine.LookedAt < mine.ToldAt + AfterStart ? mine.ToldAt + AfterStart : mine.ToldAt + Stale);
        if (mine.Seeks > 0 && mine.LookedAt < mine.SoughtAt + Stale)
            Add(mine.SoughtAt + Stale);
        Add(host.ChangesAt - BeforeEnd is { } before && mine.LookedAt < before ? before : null);
        return next;

        void Add(DateTimeOffset? at) => next = at < next || next is null ? at ?? next : next;
    }

    /// <summary>Whether the player does as it was told: of one that stands still, that nothing else plays there.</summary>
    public static bool Follows(Following mine, AlongLook look) =>
        mine.Song is null
        || (
            look.Heard is { Item: { } item } heard
                ? mine.Stands
                    ? !heard.IsPlaying || item.IsSame(mine.Song)
                    : heard.IsPlaying && item.IsSame(mine.Song)
                : mine.Stands && look.Heard is not { IsPlaying: true }
        );

    /// <summary>How far ahead of the host's it is; null when the look does not tell.</summary>
    public static TimeSpan? Off(HostPlace host, Following mine, AlongLook look, DateTimeOffset now) =>
        look.Heard is { ProgressMs: { } progress, Item: { } item } && host.Song is { } song && item.IsSame(song) && mine.Song!.IsSame(song)
            ? TimeSpan.FromMilliseconds(progress) - (now - host.At)
            : null;

    public static bool IsOff(TimeSpan off) => off.Duration() > Near;

    /// <summary>What is seen cannot be from before it was put right.</summary>
    public static bool MayJudge(Following mine, DateTimeOffset now) => now - mine.SoughtAt >= Stale;

    /// <summary>Learned from a device that is off though it was put right: within reason, since a state may be old.</summary>
    public static int Lead(int former, TimeSpan off) =>
        off.Duration().TotalMilliseconds > MostLeadMs ? former : Math.Clamp(former - (int)off.TotalMilliseconds, 0, MostLeadMs);

    /// <summary>It was told long enough ago to show, and no look has shown it.</summary>
    public static bool IsInVain(Following mine, DateTimeOffset now) => mine.SeenAt < mine.ToldAt && now - mine.ToldAt >= Stale;

    /// <returns>Null when the look may be believed as one that shows that it follows.</returns>
    private static AlongStep? Doubt(HostPlace host, Following mine, AlongLook look, DateTimeOffset now)
    {
        if (IsUnproved(mine, now))
        {
            if (now - mine.ToldAt < Stale)
                return AlongStep.LeaveAlone;
            if (!host.Plays)
                return AlongStep.LeaveAlone;
            return mine.Starts < MostStarts ? AlongStep.Start : AlongStep.NoAnswer;
        }

        // Long after that end, as when Spotify took no calls, only what is no album and no playlist has followed by itself.
        if (
            !mine.Stands
            && now > mine.EndsAt - AroundEnd
            && host.Song != mine.Song
            && (now < mine.EndsAt + AroundEnd || look.Heard is not { FromContext: true })
        )
            return null;
        if (mine.Odd == 0)
            return AlongStep.LeaveAlone;
        if (look.Heard is { Item: not null })
            return AlongStep.TheirsNow;
        return mine.Odd < MostUnseen ? AlongStep.LeaveAlone : AlongStep.Gone;
    }

    private static AlongStep Wanted(HostPlace host, Following mine, AlongLook? look, DateTimeOffset now)
    {
        if (!host.Plays)
            return mine.Song is not null && !mine.Stands ? AlongStep.Pause : AlongStep.LeaveAlone;
        if (host.ChangesAt - now < TooLate)
            return AlongStep.LeaveAlone;
        if (mine.Song is null || !mine.Song.IsSame(host.Song!))
            return AlongStep.Start;
        if (mine.Stands)
            return AlongStep.Resume;
        if (IsOff(host.At - mine.At))
            return AlongStep.Seek;
        return
            look is not null
            && Off(host, mine, look, now) is { } off
            && IsOff(off)
            && mine.Seeks < MostSeeks
            && (mine.Seeks == 0 || MayJudge(mine, now))
            ? AlongStep.Seek
            : AlongStep.LeaveAlone;
    }

    /// <summary>No state has shown yet what was told, and none need have.</summary>
    private static bool IsUnproved(Following mine, DateTimeOffset now) =>
        mine.SeenAt < mine.ToldAt && (mine.Calm < Trust || now - mine.ToldAt < Stale);

    private static bool IsFresh(Following mine, DateTimeOffset now) =>
        (mine.SeenAt > mine.ToldAt ? mine.SeenAt : mine.ToldAt) > now - Fresh;
}
