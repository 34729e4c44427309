using Tonearm.Data;
using Tonearm.Party.Rules;
using Tonearm.Spotify;
using Tonearm.Spotify.Governor;

namespace Tonearm.Party.Conductor;

/// <summary>A party during one turn of its conductor: what is stored of it, and what will be.</summary>
internal sealed class TurnSession(
    ConductorStore store,
    PartyState loaded,
    LeaseTerm term,
    TimeProvider time,
    CancellationToken cancellation
)
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);

    private PartyState stored = loaded;
    private bool isOver;

    public PartyState Party { get; set; } = loaded;

    /// <summary>When to act next about the music, where that does not follow from the song's clock.</summary>
    public DateTimeOffset? ActAt { get; set; }

    /// <summary>A command named a device that is not there: what has become of it is to be found out.</summary>
    public bool IsDeviceLost { get; private set; }

    /// <summary>What became of this turn's commands shows whether the account has Premium; null when it showed nothing.</summary>
    public bool? Premium { get; private set; }

    /// <summary>
    /// Asked before each command: the party goes on, and is still ours to conduct. Otherwise the turn ends without doing anything more.
    /// </summary>
    public bool IsOurs => !isOver && term.IsHeld;

    /// <summary>Stores an intent before its step is taken. Should we die in between, the party is due at once.</summary>
    /// <returns>False when the step must not be taken any more.</returns>
    public async Task<bool> StoreIntent(Handover intent)
    {
        Party = Party with { Handover = intent };
        return await Store(time.GetUtcNow(), time.GetUtcNow()) && IsOurs;
    }

    /// <returns>False when the turn is over.</returns>
    public async Task<bool> Store(DateTimeOffset? actAt, DateTimeOffset? due)
    {
        Party = Party with { ActAt = Whole(actAt) };
        if (isOver || !await store.Save(stored, Party, Whole(due), term, cancellation))
            return !(isOver = true);
        stored = Party = Party with { ClosesShown = Party.ClosesAt };
        return true;
    }

    /// <summary>Closes the vote, or chooses anew after the winner was refused.</summary>
    /// <returns>False when the turn is over, or nothing is left that may play: asked again later and later, and at once when the host
    /// changes what may.</returns>
    public async Task<bool> Close(Handover intent)
    {
        if (Party != stored && !await Store(time.GetUtcNow(), time.GetUtcNow()))
            return false;
        if (isOver || await store.Close(Party, intent, term, cancellation) is not { } closed)
            return !(isOver = true);
        stored = Party = closed;
        if (Party.Winner is not null)
            return true;
        ActAt = time.GetUtcNow() + Pauses.After(Party.Looks);
        Party = Party with { Looks = Party.Looks + 1 };
        return false;
    }

    /// <returns>False when the turn is over.</returns>
    public async Task<bool> Advance(DateTimeOffset at, string? uri, PlayerKnowledge player)
    {
        if (Party != stored && !await Store(time.GetUtcNow(), time.GetUtcNow()))
            return false;
        if (isOver || await store.Advance(Party, at, uri, player, term, cancellation) is not { } advanced)
            return !(isOver = true);
        stored = Party = advanced;
        return true;
    }

    /// <summary>Says to all what is in the way, and comes again later and later.</summary>
    public void Fail(AnswerKind why, DateTimeOffset? until, LimitedBy? by = null)
    {
        var now = time.GetUtcNow();
        var trouble = PlayerStateMapper.Trouble(why, by);
        IsDeviceLost |= why == AnswerKind.NoDevice;
        if (why == AnswerKind.NoPremium)
            Premium = false;
        Party = Party.Surprised() with { Trouble = why == AnswerKind.NoDevice ? Party.Trouble : trouble, Looks = Party.Looks + 1 };
        ActAt =
            why == AnswerKind.Limited && until is { } end && end > now
                ? (end < now + LongestRest ? end : now + LongestRest)
                : now + Pauses.After(Party.Looks);
    }

    /// <summary>The player did as it was told.</summary>
    public void Obeyed() => Premium = true;

    public Task Refuse(int place) => store.Refuse(Party, place, term, cancellation);

    public Task End(string why) => store.End(Party, time.GetUtcNow(), why, term, cancellation);

    /// <summary>As PostgreSQL keeps times, so that what is due now is not due a little later.</summary>
    private static DateTimeOffset? Whole(DateTimeOffset? at) =>
        at is { } time ? time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond)) : null;
}
