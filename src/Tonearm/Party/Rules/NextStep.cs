namespace Tonearm.Party.Rules;

/// <summary>What a look at the player means for a party.</summary>
internal enum Step
{
    /// <summary>The song plays, and began at <see cref="NextStep.At"/>.</summary>
    Goes,

    /// <summary>The song stands still where it is.</summary>
    Stands,

    /// <summary>The winner plays, and began at <see cref="NextStep.At"/>.</summary>
    Begun,

    /// <summary>The winner is on, but stands still.</summary>
    BegunStanding,

    /// <summary>Too early to tell: look again at <see cref="NextStep.At"/>.</summary>
    LookAgain,

    /// <summary>The song is over or was skipped, and something else plays or nothing: the winner must play now.</summary>
    PlayNow,

    /// <summary>What was just told to play never came: say it again.</summary>
    PlayAgain,

    /// <summary>The host plays something else: stop conducting and ask.</summary>
    Ask,

    /// <summary>There is no player.</summary>
    Gone,
}

/// <summary>
/// The conductor's one decision: what we expected against what the player shows. Spotify tells nobody that a song has changed, shows states
/// that are seconds old, and starts recommendations of its own when it has nothing else (FACTS 2.11).
/// </summary>
/// <param name="Uri">What Spotify plays in the place of what was asked for, when that differs.</param>
internal readonly record struct NextStep(Step Step, DateTimeOffset At, string? Uri = null)
{
    /// <summary>What begins this close to the expected change began because of it.</summary>
    private static readonly TimeSpan AroundChange = TimeSpan.FromSeconds(5);

    /// <summary>So long after it was told to play a song, the player may still show what was before.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);
    private const int NearEndMs = 3000;
    private const int PatientLooks = 4;
    private const int CommandLooks = 2;

    /// <param name="heard">Null when there is no player.</param>
    public static NextStep Of(Expected expected, Heard? heard, DateTimeOffset now)
    {
        if (heard is null)
            return expected.Looks == 0 ? Again() : new(Step.Gone, now);
        var begun = now - TimeSpan.FromMilliseconds(heard.ProgressMs);

        if (heard.Item is { } item && IsWinnersTurn(expected, item, begun))
            return new(heard.IsPlaying ? Step.Begun : Step.BegunStanding, begun, Substitute(expected.Winner!, item));
        if (heard.Item is { } same && expected.IsSong(same) && expected.Handover != Handover.Playing)
            return OfSong(expected, heard, same, begun, now);

        // The winner was played to its end while nobody was there to see it.
        if (expected is { Handover: Handover.Queued, Winner: { } winner, ChangeAt: { } changed } && begun >= changed + winner.Length - AroundChange)
            return new(Step.Begun, changed);

        // A state from before our command is no answer to it.
        if (expected.Handover == Handover.Playing) return expected.Looks < CommandLooks ? Again() : new(Step.PlayNow, now);
        if (IsFresh(expected, now)) return expected.Looks < PatientLooks ? Again() : new(Step.PlayAgain, now);
        if (expected.ChangeAt is { } change && (begun - change).Duration() <= AroundChange) return new(Step.PlayNow, now);
        if (!heard.IsPlaying || heard.FromContext || heard.Item is null) return new(Step.Ask, now);
        return new(Step.PlayNow, now);

        NextStep Again() => new(Step.LookAgain, now + Soon);
    }

    private static NextStep OfSong(Expected expected, Heard heard, Recording item, DateTimeOffset begun, DateTimeOffset now)
    {
        var left = expected.Song!.Length - TimeSpan.FromMilliseconds(heard.ProgressMs);
        var isOver = expected.ChangeAt - TimeSpan.FromMilliseconds(NearEndMs) <= now;
        if (!heard.IsPlaying)
        {
            if (IsFresh(expected, now) && expected.Looks < PatientLooks) return new(Step.LookAgain, now + Soon);
            if (heard.ProgressMs == 0 && (isOver || !heard.FromContext && expected.SongAt < now - AroundChange)) return new(Step.PlayNow, now);
            return left.TotalMilliseconds <= NearEndMs && isOver ? new(Step.PlayNow, now) : new(Step.Stands, begun, Substitute(expected.Song, item));
        }

        // Begun once more by itself: on repeat, where the winner should be.
        if (expected.IsCommanded && expected.ChangeAt is { } change && (begun - change).Duration() <= AroundChange && now >= change && begun > expected.SongAt + AroundChange)
            return new(Step.PlayNow, now);
        if (isOver && left <= Soon)
            return expected.Looks < PatientLooks ? new(Step.LookAgain, now + (left > TimeSpan.Zero ? left : TimeSpan.Zero) + Soon) : new(Step.PlayNow, now);
        return new(Step.Goes, begun, Substitute(expected.Song, item));
    }

    /// <summary>The winner may be the song itself, when it is the only one; then it must have begun anew.</summary>
    private static bool IsWinnersTurn(Expected expected, Recording item, DateTimeOffset begun) =>
        expected.IsWinner(item) && (!expected.IsSong(item) || expected.ChangeAt is not { } change || begun >= change - AroundChange);

    private static bool IsFresh(Expected expected, DateTimeOffset now) => expected.SongAt + Fresh >= now;

    private static string? Substitute(Recording asked, Recording item) => item.Uri == asked.Uri ? null : item.Uri;
}
