namespace Tonearm.Party.Likes;

/// <summary>One guest's word on one track, and who waits to hear what became of it.</summary>
/// <param name="n">The guest's own counter: a word with an older one than the last that was heeded is not heeded.</param>
internal sealed class LikeAsk(Guid party, Guid guest, int round, string track, bool liked, long n)
    : TaskCompletionSource<LikeOutcome>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public Guid Party => party;

    public Guid Guest => guest;

    public int Round => round;

    public string Track => track;

    public bool Liked => liked;

    public long N => n;
}

/// <param name="Round">The round the party is in now.</param>
/// <param name="N">The last counter that was heeded.</param>
/// <param name="Likes">What the guest likes now.</param>
internal sealed record LikeOutcome(LikeVerdict Verdict, int Round = 0, long N = 0, string[]? Likes = null);

internal enum LikeVerdict
{
    /// <summary>Written down, or older than what is.</summary>
    Told,

    /// <summary>The round is over, its vote is closed, or the track is not up for vote.</summary>
    Late,

    /// <summary>No guest of this party.</summary>
    Stranger,

    UnknownParty,

    /// <summary>Nothing is known of it, and it may be sent again.</summary>
    Lost,

    /// <summary>The host has muted this guest.</summary>
    Muted,
}
