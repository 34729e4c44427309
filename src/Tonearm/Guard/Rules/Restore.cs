namespace Tonearm.Guard.Rules;

/// <summary>What became of a write.</summary>
internal enum Outcome
{
    /// <summary>No clear answer, or none yet: a crash, a broken connection, a 5xx. It may have been written.</summary>
    Unknown,

    /// <summary>Spotify said yes.</summary>
    Accepted,

    /// <summary>403: we may not.</summary>
    Forbidden,

    /// <summary>Any other no.</summary>
    Refused,

    /// <summary>It never reached the playlist (429, quota, no token): as if it had not been tried.</summary>
    Unsent,

    /// <summary>The account's sign-in does not cover it.</summary>
    NotCovered,
}

/// <summary>
/// One field put back once. It is stored with <see cref="Outcome.Unknown"/> before the write, so that a crash anywhere leaves a trace.
/// Fields put back together bear the same <paramref name="StoredAt"/> and count as one restore of the playlist.
/// </summary>
/// <param name="Before">What Spotify showed before (<see cref="Observed"/>).</param>
/// <param name="Written">What we wrote (<see cref="Wanted"/>).</param>
/// <param name="SettledAt">Until then Spotify may still show <paramref name="Before"/>.</param>
/// <param name="AnsweredAt">When Spotify answered.</param>
/// <param name="Asked">A person asked for it; such a restore is always possible and never counts.</param>
/// <param name="ConfirmedAt">When a look showed the wanted value.</param>
/// <param name="ReadBack">What a look showed instead, once it was clear that it was not the wanted value.</param>
/// <param name="Message">What Spotify said to it, in its own words.</param>
internal sealed record Restore(
    long Id,
    Field Field,
    string Before,
    string Written,
    DateTimeOffset StoredAt,
    DateTimeOffset SettledAt,
    Outcome Outcome = Outcome.Unknown,
    DateTimeOffset? AnsweredAt = null,
    bool Asked = false,
    DateTimeOffset? ConfirmedAt = null,
    string? ReadBack = null,
    string? Message = null
)
{
    /// <summary>Spotify said no, to what was written and not to us for good.</summary>
    public bool IsRefused => Outcome is Outcome.Refused or Outcome.NotCovered;

    /// <summary>Whether Spotify may have taken it.</summary>
    public bool MayBeWritten => Outcome is Outcome.Unknown or Outcome.Accepted;

    /// <summary>The restores that decisions ask for, to be stored before they are written.</summary>
    public static IReadOnlyList<Restore> Begin(
        IEnumerable<Decision> decisions,
        Wanted wanted,
        Observed observed,
        DateTimeOffset now,
        TimeSpan settle
    ) =>
        [
            .. from decision in decisions
            where decision.Step == Step.Restore
            let asked = decision.Reason == Reason.Asked
            select new Restore(0, decision.Field, observed[decision.Field], wanted[decision.Field], now, now + settle, Asked: asked),
        ];
}
