namespace Tonearm.Guard;

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

    /// <summary>Put back so often that <see cref="Pace"/> has slowed it.</summary>
    TooOften,
    Forbidden,
    StoredDifferently,
    OwnersLimit,

    /// <summary>Spotify's API cannot empty a description.</summary>
    DescriptionCannotBeEmptied,

    /// <summary>Spotify's API cannot put an automatic mosaic back.</summary>
    MosaicCannotBePutBack,
}

/// <summary>What is to be done about one field, and why.</summary>
/// <param name="At">When to look or try again, for <see cref="Step.Wait"/> and <see cref="Step.Slow"/>; the next sweep if null.</param>
internal sealed record Decision(Field Field, Step Step, Reason Reason, DateTimeOffset? At = null)
{
    /// <summary>Decides each field on its own. The history must have been judged by this look.</summary>
    public static IReadOnlyList<Decision> Of(
        Wanted wanted, Observed observed, Comparison comparison, Policy policy, History history, DateTimeOffset now) =>
        [.. FieldSets.Each.Select(field => Of(field, wanted, observed, comparison, policy, history, now))];

    /// <summary>What a person's "restore now" does: everything that can be written and is not as wanted, whatever the policy and the history say.</summary>
    public static IReadOnlyList<Decision> Asked(Wanted wanted, Comparison comparison, Fields fields) =>
    [
        .. from field in FieldSets.Each
           select !fields.Has(field) ? new(field, Step.Nothing, Reason.NotGuarded)
               : comparison[field] == Standing.Same ? new(field, Step.Nothing, Reason.AsWanted)
               : LimitOf(field, wanted) is { } limit ? new(field, Step.Nothing, limit)
               : new Decision(field, Step.Restore, Reason.Asked),
    ];

    private static Decision Of(
        Field field, Wanted wanted, Observed observed, Comparison comparison, Policy policy, History history, DateTimeOffset now)
    {
        if (!policy.Guards(field))
            return new(field, Step.Nothing, Reason.NotGuarded);
        if (comparison[field] == Standing.Same)
            return new(field, Step.Nothing, Reason.AsWanted);
        if (LimitOf(field, wanted) is { } limit)
            return new(field, Step.Nothing, limit);
        if (comparison[field] == Standing.Unknown)
            return new(field, Step.Wait, Reason.CoverNotSeen);
        if (history.NotYetUntil(field, observed[field], now) is { } settled)
            return new(field, Step.Wait, Reason.NotYetShown, settled);
        if (policy.Mode == Mode.Watch)
            return new(field, Step.Nothing, Reason.WatchingOnly);
        if (history.Last(field)?.Outcome == Outcome.Forbidden)
            return new(field, Step.Hold, Reason.Forbidden);
        if (history.IsStoredDifferently(field, wanted[field]))
            return new(field, Step.Hold, Reason.StoredDifferently);
        if (policy.MostADay is { } most && Pace.Times(history).Count(at => at > now.AddDays(-1)) >= most)
            return new(field, Step.Hold, Reason.OwnersLimit);
        if (Pace.SlowUntil(history, now) is { } until)
            return new(field, Step.Slow, Reason.TooOften, until);

        return new(field, Step.Restore, Reason.Drifted);
    }

    private static Reason? LimitOf(Field field, Wanted wanted) => field switch
    {
        Field.Description when string.IsNullOrWhiteSpace(wanted.Description) => Reason.DescriptionCannotBeEmptied,
        Field.Cover when wanted.CoverHash is null => Reason.MosaicCannotBePutBack,
        _ => null,
    };
}
