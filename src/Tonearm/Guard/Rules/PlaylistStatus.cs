namespace Tonearm.Guard.Rules;

/// <summary>
/// What may be said of a playlist, field by field and as a whole. Headline, row, page, title and API read it here and nowhere else, so that
/// none of them calls right what was not seen so within its promised time.
/// </summary>
/// <param name="Each">In the order of the fields.</param>
/// <param name="State">The most urgent thing any field says.</param>
/// <param name="IsWatched">The last look that showed it is as recent as was promised, or nothing was promised.</param>
public sealed record PlaylistStatus(IReadOnlyList<FieldStatus> Each, PlaylistState State, bool IsWatched = true)
{
    /// <summary>Nothing is protected, so nothing is promised.</summary>
    public static readonly PlaylistStatus Nothing = new(
        [.. FieldSets.Each.Select(field => new FieldStatus(field, PlaylistState.NotProtected))],
        PlaylistState.NotProtected
    );

    private static readonly PlaylistStatus[] OfCalm =
    [
        .. from mode in Enum.GetValues<Mode>()
        from isWatched in new[] { false, true }
        select Of(
            new(mode),
            new(FieldComparison.Same, FieldComparison.Same, FieldComparison.Same),
            [.. FieldSets.Each.Select(field => new Decision(field, Step.Nothing, mode == Mode.Off ? Reason.NotGuarded : Reason.AsWanted))],
            History.Empty,
            Fields.None,
            Fields.None,
            isWatched
        ),
    ];

    /// <summary>
    /// Of a playlist whose last look told of every field that matters that it is as wanted: whatever was written to it before, only what
    /// is promised of it makes a difference.
    /// </summary>
    internal static PlaylistStatus Calm(Mode mode, bool isWatched) => OfCalm[(2 * (int)mode) + (isWatched ? 1 : 0)];

    public FieldStatus this[Field field] => Each[(int)field];

    /// <summary>When Spotify took the last of what is being confirmed.</summary>
    public DateTimeOffset? WrittenAt => Each.Max(said => said.WrittenAt);

    /// <param name="decisions">As of the last look: until the next one nothing else is known.</param>
    /// <param name="history">As judged by that look.</param>
    /// <param name="asked">Fields that a person wants written now.</param>
    /// <param name="unwritten">Fields in which the owner has changed what is wanted, and no look has shown it yet.</param>
    /// <param name="notBefore">When Spotify is written to again, where it takes nothing now.</param>
    internal static PlaylistStatus Of(
        Policy policy,
        Comparison comparison,
        IReadOnlyList<Decision> decisions,
        History history,
        Fields asked,
        Fields unwritten,
        bool isWatched,
        DateTimeOffset? notBefore = null
    )
    {
        FieldStatus[] each =
        [
            .. from decision in decisions
            let field = decision.Field
            let isAsked = asked.Has(field)
                && comparison[field] != FieldComparison.Same
                && decision.Reason is not (Reason.DescriptionCannotBeEmptied or Reason.MosaicCannotBePutBack)
            select Of(decision, history.Last(field), policy, isAsked, unwritten.Has(field), isWatched, notBefore),
        ];
        var most = each.Max(said => said.State);
        return new(
            each,
            most == PlaylistState.AsWanted && policy.Mode == Mode.Watch ? PlaylistState.Watching : most,
            isWatched || policy.Mode == Mode.Off
        );
    }

    private static FieldStatus Of(
        Decision decision,
        Restore? last,
        Policy policy,
        bool isAsked,
        bool isUnwritten,
        bool isWatched,
        DateTimeOffset? notBefore
    )
    {
        var field = new FieldStatus(decision.Field, PlaylistState.NotProtected, Restores: policy.Mode == Mode.Restore);
        if (!policy.Guards(decision.Field))
            return isAsked ? field with { State = PlaylistState.PuttingBack } : field;
        if (decision.Step == Step.Hold && !isAsked)
            return field with { State = PlaylistState.OnHold };
        if (!isWatched)
            return field with { State = PlaylistState.NotWatched };
        if (decision is { Step: Step.Wait, Reason: Reason.NotYetShown } && last is { Outcome: Outcome.Accepted } written)
            return field with
            {
                State = PlaylistState.Confirming,
                WrittenAt = written.AnsweredAt ?? written.StoredAt,
                IsAsked = written.Asked,
            };
        if (isAsked)
            return field with { State = PlaylistState.PuttingBack, IsAsked = true };
        if (decision.Step == Step.Restore && notBefore is not null)
            return field with { State = PlaylistState.Changed, NotBefore = notBefore };
        return field with
        {
            State = decision switch
            {
                { Reason: Reason.AsWanted } => PlaylistState.AsWanted,
                { Step: Step.Restore } or { Reason: Reason.NotYetShown } => PlaylistState.PuttingBack,
                { Reason: Reason.NotTold or Reason.CoverNotSeen } => PlaylistState.NotKnown,
                { Reason: Reason.WatchingOnly } when isUnwritten => PlaylistState.NotWritten,
                _ => PlaylistState.Changed,
            },
        };
    }
}

/// <summary>What may be said of one field.</summary>
/// <param name="WrittenAt">When Spotify took what is being confirmed.</param>
/// <param name="IsAsked">A person asked for what is on its way: it is written, not put back.</param>
/// <param name="Restores">Guard puts this playlist back by itself.</param>
/// <param name="NotBefore">When it is put back, where Spotify takes nothing before.</param>
public sealed record FieldStatus(
    Field Field,
    PlaylistState State,
    DateTimeOffset? WrittenAt = null,
    bool IsAsked = false,
    bool Restores = false,
    DateTimeOffset? NotBefore = null
);
