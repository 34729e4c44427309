using Tonearm.Data;
using Tonearm.Party.Rules;
using Tonearm.Spotify;
using Tonearm.Spotify.Governor;

namespace Tonearm.Party.Conductor;

/// <summary>A party during one turn of its conductor: what is stored of it, and what will be.</summary>
internal sealed class TurnSession(ConductorStore store, PartyState loaded, LeaseTerm term, TimeProvider time, CancellationToken cancellation)
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);

    private PartyState stored = loaded;

    public PartyState Party { get; set; } = loaded;

    /// <summary>When to act next about the music, where that does not follow from the song's clock.</summary>
    public DateTimeOffset? ActAt { get; set; }

    /// <summary>A command named a device that is not there: what has become of it is to be found out.</summary>
    public bool IsDeviceLost { get; private set; }

    /// <summary>What became of this turn's commands shows whether the account has Premium; null when it showed nothing.</summary>
    public bool? Premium { get; private set; }

    /// <summary>Asked before each command: still ours to give.</summary>
    public void MustBeHeld()
    {
        if (!term.IsHeld) throw new OperationCanceledException("The lease has passed on");
    }

    /// <summary>Stores an intent before its step is taken. Should we die in between, the party is due at once.</summary>
    public async Task StoreIntent(Handover intent)
    {
        Party = Party with { Handover = intent };
        await Store(time.GetUtcNow(), time.GetUtcNow());
    }

    public async Task Store(DateTimeOffset? actAt, DateTimeOffset? due)
    {
        Party = Party with { ActAt = Whole(actAt) };
        if (!await store.Save(stored, Party, Whole(due), term, cancellation)) throw new PartyOverException();
        stored = Party = Party with { ClosesShown = Party.ClosesAt };
    }

    /// <summary>Closes the vote, or chooses anew after the winner was refused.</summary>
    /// <returns>False when nothing is left that may play: asked again later and later, and at once when the host changes what may.</returns>
    public async Task<bool> Close(Handover intent)
    {
        if (Party != stored) await Store(time.GetUtcNow(), time.GetUtcNow());
        stored = Party = await store.Close(Party, intent, term, cancellation) ?? throw new PartyOverException();
        if (Party.Winner is not null) return true;
        ActAt = time.GetUtcNow() + Pauses.After(Party.Looks);
        Party = Party with { Looks = Party.Looks + 1 };
        return false;
    }

    public async Task Advance(DateTimeOffset at, string? uri, PlayerKnowledge player)
    {
        if (Party != stored) await Store(time.GetUtcNow(), time.GetUtcNow());
        stored = Party = await store.Advance(Party, at, uri, player, term, cancellation) ?? throw new PartyOverException();
    }

    /// <summary>Says to all what is in the way, and comes again later and later.</summary>
    public void Fail(AnswerKind why, DateTimeOffset? until, LimitedBy? by = null)
    {
        var now = time.GetUtcNow();
        var trouble = PlayerStateMapper.Trouble(why, by);
        IsDeviceLost |= why == AnswerKind.NoDevice;
        if (why == AnswerKind.NoPremium) Premium = false;
        Party = Party.Surprised() with { Trouble = why == AnswerKind.NoDevice ? Party.Trouble : trouble, Looks = Party.Looks + 1 };
        ActAt = why == AnswerKind.Limited && until is { } end && end > now ? (end < now + LongestRest ? end : now + LongestRest) : now + Pauses.After(Party.Looks);
    }

    /// <summary>The player did as it was told.</summary>
    public void Obeyed() => Premium = true;

    public Task Refuse(int place) => store.Refuse(Party, place, term, cancellation);

    public Task End(string why) => store.End(Party, time.GetUtcNow(), why, term, cancellation);

    /// <summary>As PostgreSQL keeps times, so that what is due now is not due a little later.</summary>
    private static DateTimeOffset? Whole(DateTimeOffset? at) => at is { } time ? time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond)) : null;
}

/// <summary>Somebody ended the party in the middle of a turn.</summary>
internal sealed class PartyOverException : Exception;
