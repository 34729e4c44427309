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

    /// <summary>It says nothing, or it is too early to tell: look again at <see cref="NextStep.At"/>.</summary>
    LookAgain,

    /// <summary>The change is due and nothing speaks against it: the winner has begun as far as anybody knows.</summary>
    Believe,

    /// <summary>The song is over or was skipped, and something else plays or nothing: the winner must play now.</summary>
    PlayNow,

    /// <summary>
    /// Something else plays where the winner should: it may have been queued before it, or the winner is not in the queue at all.
    /// </summary>
    Displaced,

    /// <summary>What was told to play does not show: say it once more.</summary>
    PlayAgain,

    /// <summary>It was said twice and does not show: tell it, and go on looking.</summary>
    NoAnswer,

    /// <summary>The host plays something else, since <see cref="NextStep.At"/>: stop conducting and ask.</summary>
    Ask,

    /// <summary>There is no player: see which devices there are.</summary>
    Gone,
}

/// <summary>
/// The conductor's one decision: what we expected against what the player shows. Spotify tells nobody that a song has changed, shows states
/// that are old, goes back to what it showed before, leaves out what plays, and starts recommendations of its own. So a state that may be
/// from before the last change says nothing about it, however long; what is not told is not known; and nobody's music is interrupted on the
/// word of a single look, but at the moment of a change.
/// </summary>
/// <param name="Uri">What Spotify plays in the place of what was asked for, when that differs.</param>
internal readonly record struct NextStep(Step Step, DateTimeOffset At, string? Uri = null)
{
    /// <summary>A command that does not show is said once more after so long.</summary>
    public static readonly TimeSpan RepeatAfter = TimeSpan.FromSeconds(25);

    /// <summary>So long after a change that was seen, states may still go back to what was before.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(40);

    /// <summary>What begins this close to the expected change began because of it.</summary>
    private static readonly TimeSpan AroundChange = TimeSpan.FromSeconds(5);

    /// <summary>The longest crossfade there is, and a little more.</summary>
    private static readonly TimeSpan LongestFade = TimeSpan.FromSeconds(13);

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    /// <summary>After the first look that does not show a command, so long until the one more before it is said again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    private const int NearEndMs = 3000;
    private const int PatientLooks = 4;
    private const int CommandLooks = 2;

    /// <param name="heard">Null when there is no player.</param>
    public static NextStep Of(Expected expected, Heard? heard, DateTimeOffset now)
    {
        if (heard is null)
            return expected.Looks == 0 ? new(Step.LookAgain, now + Soon) : new(Step.Gone, now);
        if (heard is not { Item: { } item, ProgressMs: { } progress })
            return Nothing(expected, now);
        var begun = now - TimeSpan.FromMilliseconds(progress);

        if (IsWinnersTurn(expected, item, begun))
            return new(heard.IsPlaying ? Step.Begun : Step.BegunStanding, begun, Substitute(expected.Winner!, item));
        // Somebody is in the middle of telling it to play: what is shown may be from before.
        if (expected.Handover == Handover.Playing)
            return expected.Looks < CommandLooks ? Again(expected, now) : new(Step.PlayNow, now);
        if (expected.IsSong(item))
            return OfSong(expected, heard, item, progress, begun, now);
        if (expected.Change is { } change && MayBeFromBefore(change, item, now))
            return change.Seen ? Again(expected, now) : Unheeded(expected, change, now);
        return OfOther(expected, heard, begun, now);
    }

    private static NextStep OfSong(Expected expected, Heard heard, Recording item, int progress, DateTimeOffset begun, DateTimeOffset now)
    {
        // The only song of a party is before itself.
        if (expected.Change is { } former && former.IsBefore(item) && begun < former.At - AroundChange && now < former.At + Settle)
            return Again(expected, now);
        var left = expected.Song!.Length - TimeSpan.FromMilliseconds(progress);
        var isOver = expected.ChangeAt - TimeSpan.FromMilliseconds(NearEndMs) <= now;
        if (!heard.IsPlaying)
        {
            if (IsContradicted(expected, playing: false, now))
                return Again(expected, now);
            if (progress == 0 && (isOver || !heard.FromContext && expected.SongAt < now - AroundChange))
                return Twice(expected, new(Step.PlayNow, now), now, isOver);
            return left.TotalMilliseconds <= NearEndMs && isOver
                ? new(Step.PlayNow, now)
                : new(Step.Stands, begun, Substitute(expected.Song, item));
        }

        if (IsContradicted(expected, playing: true, now))
            return Again(expected, now);
        // Begun once more by itself: on repeat, where the winner should be.
        if (
            expected.IsCommanded
            && expected.ChangeAt is { } change
            && (begun - change).Duration() <= AroundChange
            && now >= change
            && begun > expected.SongAt + AroundChange
        )
            return new(Step.PlayNow, now);
        if (isOver && left <= Soon)
            return Overdue(expected, now, left > TimeSpan.Zero ? left : TimeSpan.Zero);
        return new(Step.Goes, begun, Substitute(expected.Song, item));
    }

    private static NextStep OfOther(Expected expected, Heard heard, DateTimeOffset begun, DateTimeOffset now)
    {
        // Of what we have told nothing has been seen yet: the host's own music is respected, anything else is not ours to skip a song for.
        if (expected.Change is { Seen: false } unseen)
            return now < unseen.At + RepeatAfter ? Await(expected, unseen, now)
                : heard.FromContext || heard.IsEpisode ? new(Step.Ask, begun)
                : Unheeded(expected, unseen, now);

        if (expected.ChangeAt is { } change)
        {
            // The winner was played to its end while nobody was there to see it.
            if (expected is { Handover: Handover.Queued, Winner: { } winner } && begun >= change + winner.Length - AroundChange)
                return new(Step.Begun, change);
            var early = heard.FromContext ? AroundChange : LongestFade;
            if (begun >= change - early && begun <= change + AroundChange)
                return AtChange(expected, now);
            if (
                expected.Handover == Handover.Queued
                && heard is { IsPlaying: true, FromContext: false, IsEpisode: false }
                && begun > change
            )
                return AtChange(expected, now);
        }

        return Twice(
            expected,
            !heard.IsPlaying || heard.FromContext || heard.IsEpisode
                ? new(Step.Ask, heard.IsPlaying ? begun : now)
                : new(Step.PlayNow, now),
            now
        );
    }

    private static NextStep AtChange(Expected expected, DateTimeOffset now) =>
        new(expected.Handover == Handover.Queued ? Step.Displaced : Step.PlayNow, now);

    /// <summary>
    /// The song's last moment, though its time is up: the change will show. What waits in the queue is believed to come, the rest is told
    /// to play.
    /// </summary>
    private static NextStep Overdue(Expected expected, DateTimeOffset now, TimeSpan left) =>
        expected.Looks < PatientLooks
            ? new(Step.LookAgain, now + left + Soon)
            : new(expected.Handover == Handover.Queued ? Step.Believe : Step.PlayNow, now);

    /// <summary>Neither yes nor no: the music goes on by the clock.</summary>
    private static NextStep Nothing(Expected expected, DateTimeOffset now)
    {
        if (expected.Handover == Handover.Playing && expected.Looks >= CommandLooks)
            return new(Step.PlayNow, now);
        if (expected.Handover != Handover.Queued || !(expected.ChangeAt <= now))
            return Again(expected, now);
        return expected.Looks < PatientLooks ? new(Step.LookAgain, now + Soon) : new(Step.Believe, now);
    }

    private static NextStep Unheeded(Expected expected, SongChange change, DateTimeOffset now) =>
        now < change.At + RepeatAfter ? Await(expected, change, now) : new(change.Times < 2 ? Step.PlayAgain : Step.NoAnswer, now);

    /// <summary>
    /// Nothing is done about it before it is said once more, so between the first look and that moment one more is enough.
    /// </summary>
    private static NextStep Await(Expected expected, SongChange change, DateTimeOffset now)
    {
        var again = change.At + RepeatAfter;
        return new(Step.LookAgain, expected.Looks == 0 && now + Patience < again ? now + Patience : again);
    }

    private static bool MayBeFromBefore(SongChange change, Recording item, DateTimeOffset now) =>
        change.IsBefore(item) && (!change.Seen || now < change.At + Settle);

    /// <summary>The state says the opposite of what we have just said, so it is older.</summary>
    private static bool IsContradicted(Expected expected, bool playing, DateTimeOffset now) =>
        expected.Transport is { } said && said.Playing != playing && now < said.At + RepeatAfter
        || (!playing && expected.Change is { Seen: false, Times: > 0 } told && now < told.At + RepeatAfter);

    /// <summary>One look is no look, where it would interrupt something.</summary>
    private static NextStep Twice(Expected expected, NextStep step, DateTimeOffset now, bool atOnce = false) =>
        atOnce || expected.Looks > 0 ? step : new(Step.LookAgain, now + Soon);

    private static NextStep Again(Expected expected, DateTimeOffset now) =>
        new(Step.LookAgain, now + (expected.Looks == 0 ? Soon : Pauses.After(expected.Looks)));

    /// <summary>The winner may be the song itself, when it is the only one; then it must have begun anew.</summary>
    private static bool IsWinnersTurn(Expected expected, Recording item, DateTimeOffset begun) =>
        expected.IsWinner(item) && (!expected.IsSong(item) || expected.ChangeAt is not { } change || begun >= change - AroundChange);

    private static string? Substitute(Recording asked, Recording item) => item.Uri == asked.Uri ? null : item.Uri;
}
