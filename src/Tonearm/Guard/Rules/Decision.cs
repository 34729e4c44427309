namespace Tonearm.Guard.Rules;

/// <summary>What Guard does about one field.</summary>
internal enum Step
{
    Nothing,
    Restore,
    Wait,
    Slow,
    Hold,
}

internal enum Reason
{
    AsWanted,
    NotGuarded,
    WatchingOnly,
    Drifted,

    /// <summary>A person asked for it.</summary>
    Asked,

    /// <summary>Within settle, and Spotify still shows what stood there before our write.</summary>
    NotYetShown,

    /// <summary>A cover we have not been able to fetch.</summary>
    CoverNotSeen,

    /// <summary>Spotify did not say what stands there.</summary>
    NotTold,

    /// <summary>Put back so often that <see cref="RestoreBackoff"/> has slowed it.</summary>
    TooOften,

    /// <summary>Written that often without a clear answer that it is tried less often.</summary>
    NoAnswer,
    Forbidden,

    /// <summary>Spotify refused the value.</summary>
    Refused,

    /// <summary>The account's sign-in does not cover writing it.</summary>
    NotCovered,
    StoredDifferently,

    /// <summary>Spotify's API cannot empty a description.</summary>
    DescriptionCannotBeEmptied,

    /// <summary>Spotify's API cannot put an automatic mosaic back.</summary>
    MosaicCannotBePutBack,
}

/// <summary>What is to be done about one field, and why.</summary>
/// <param name="At">When to look or try again, for <see cref="Step.Wait"/> and <see cref="Step.Slow"/>; the next sweep if null.</param>
/// <param name="Details">What Spotify said, and what helps.</param>
internal sealed record Decision(Field Field, Step Step, Reason Reason, DateTimeOffset? At = null, string? Details = null)
{
    /// <summary>Decides each field on its own. The history must have been judged by this look.</summary>
    public static IReadOnlyList<Decision> Of(
        Wanted wanted,
        Observed observed,
        Comparison comparison,
        Policy policy,
        History history,
        DateTimeOffset now
    ) => [.. FieldSets.Each.Select(field => Of(field, wanted, observed, comparison, policy, history, now))];

    /// <summary>
    /// What a person's "restore now" does: everything that can be written and is not as wanted, whatever the policy and the history say.
    /// </summary>
    public static IReadOnlyList<Decision> Asked(Wanted wanted, Comparison comparison, Fields fields) =>
        [
            .. from field in FieldSets.Each
            select !fields.Has(field) ? new(field, Step.Nothing, Reason.NotGuarded)
            : comparison[field] == FieldComparison.Same ? new(field, Step.Nothing, Reason.AsWanted)
            : LimitOf(field, wanted) is { } limit ? new(field, Step.Nothing, limit)
            : new Decision(field, Step.Restore, Reason.Asked),
        ];

    private static Decision Of(
        Field field,
        Wanted wanted,
        Observed observed,
        Comparison comparison,
        Policy policy,
        History history,
        DateTimeOffset now
    )
    {
        if (!policy.Guards(field))
            return new(field, Step.Nothing, Reason.NotGuarded);
        if (comparison[field] == FieldComparison.Same)
            return new(field, Step.Nothing, Reason.AsWanted);
        if (LimitOf(field, wanted) is { } limit && comparison[field] != FieldComparison.Unknown)
            return new(field, Step.Nothing, limit);
        if (comparison[field] == FieldComparison.Unknown)
            return new(field, Step.Wait, observed.Unknown.Has(field) ? Reason.NotTold : Reason.CoverNotSeen);
        if (history.NotYetUntil(field, observed[field], now) is { } settled)
            return new(field, Step.Wait, Reason.NotYetShown, settled);
        if (policy.Mode == Mode.Watch)
            return new(field, Step.Nothing, Reason.WatchingOnly);
        if (history.Last(field) is { Outcome: Outcome.Forbidden } forbidden)
            return new(field, Step.Hold, Reason.Forbidden, Details: DecisionWords.SpotifySaid(forbidden));
        if (
            RefusalBackoff.Until(history, field, wanted[field], now) is { } again
            && RefusalBackoff.Refusal(history, field, wanted[field]) is { } refused
        )
        {
            return refused.Outcome == Outcome.NotCovered
                ? new(field, Step.Hold, Reason.NotCovered, again, DecisionWords.SpotifySaid(refused))
                : new(
                    field,
                    Step.Hold,
                    Reason.Refused,
                    again,
                    $"{DecisionWords.SpotifySaid(refused)} {Limits.Remedy(field, wanted)}".Trim()
                );
        }

        if (history.IsStoredDifferently(field, wanted[field]))
            return new(field, Step.Hold, Reason.StoredDifferently);
        if (RestoreBackoff.SlowUntil(history, now) is { } until)
            return new(
                field,
                Step.Slow,
                history.Last(field) is { Outcome: Outcome.Unknown, ConfirmedAt: null } ? Reason.NoAnswer : Reason.TooOften,
                until
            );

        return new(field, Step.Restore, Reason.Drifted);
    }

    private static Reason? LimitOf(Field field, Wanted wanted) =>
        field switch
        {
            Field.Description when string.IsNullOrWhiteSpace(wanted.Description) => Reason.DescriptionCannotBeEmptied,
            Field.Cover when wanted.CoverHash is null => Reason.MosaicCannotBePutBack,
            _ => null,
        };
}
