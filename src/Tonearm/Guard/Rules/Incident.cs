namespace Tonearm.Guard.Rules;

/// <summary>How a drift ended.</summary>
public enum Ending
{
    /// <summary>A restore put it right.</summary>
    PutBack,

    /// <summary>It was right again without us: somebody put it right in Spotify.</summary>
    ByItself,

    /// <summary>"That was me, keep it".</summary>
    Kept,
}

/// <summary>Who did something to a playlist.</summary>
public enum Who
{
    /// <summary>Its owner: here, or in Spotify where they have said so.</summary>
    You,
    Guard,

    /// <summary>
    /// Whoever changed it on Spotify: Spotify itself, another person, or the owner in another app. Spotify does not tell.
    /// </summary>
    SomebodyElse,
}

/// <summary>A drift as evidence: what was shown, and between which two looks it came.</summary>
/// <param name="Shown">What stood there instead (<see cref="Observed"/>).</param>
/// <param name="NotYetAt">The last look that did not show it; null if there was none.</param>
/// <param name="SeenAt">The first look that showed it.</param>
/// <param name="EndedAt">When it was right again; for a restore, when Spotify took it.</param>
public sealed record SeenDrift(
    Drift Drift,
    string Shown,
    DateTimeOffset? NotYetAt,
    DateTimeOffset SeenAt,
    DateTimeOffset? EndedAt = null,
    Ending? Ending = null
)
{
    public Who By => Ending == Rules.Ending.Kept ? Who.You : Who.SomebodyElse;

    /// <summary>Null as long as it lasts.</summary>
    public Who? EndedBy =>
        Ending switch
        {
            Rules.Ending.PutBack => Who.Guard,
            Rules.Ending.Kept => Who.You,
            Rules.Ending.ByItself => Who.SomebodyElse,
            _ => null,
        };
}

/// <summary>A drift, and as long as it lasts what may be said of its field.</summary>
/// <param name="Now">Null once it has ended, and where nothing may be said.</param>
public sealed record ToldDrift(SeenDrift Seen, FieldStatus? Now);

/// <summary>A burst of drifts on one playlist, from the first until it has stayed calm.</summary>
/// <param name="LastAt">When the last thing happened: a drift seen, still there, or ended.</param>
/// <param name="ClosedAt">Set once calm.</param>
internal sealed record Incident(
    DateTimeOffset StartedAt,
    DateTimeOffset LastAt,
    IReadOnlyList<SeenDrift> Drifts,
    DateTimeOffset? ClosedAt = null
)
{
    /// <summary>So long after the last drift has ended, the next one is another incident.</summary>
    public static readonly TimeSpan CalmAfter = TimeSpan.FromMinutes(60);

    /// <summary>The incident after a look: opened, extended, closed or as it was. Null when there is none.</summary>
    /// <param name="open">The playlist's open incident.</param>
    /// <param name="history">As judged by this look.</param>
    /// <param name="unwritten">Fields that differ because the owner has changed what is wanted: that is history, and no incident.</param>
    /// <param name="lastLook">The look before this one.</param>
    public static Incident? After(
        Incident? open,
        Comparison comparison,
        Observed observed,
        Policy policy,
        History history,
        Fields unwritten,
        DateTimeOffset? lastLook,
        DateTimeOffset now
    )
    {
        var drifts = open?.Drifts.ToList() ?? [];
        var stirred = false;
        foreach (var field in FieldSets.Each.Where(policy.Guards))
        {
            if (comparison[field] == FieldComparison.Same)
                stirred |= End(drifts, field, history, now);
            else if (!unwritten.Has(field) && comparison.Drifts.FirstOrDefault(each => each.Field == field) is { } drift)
                stirred |= See(drifts, drift, observed[field], history, lastLook, now);
        }

        if (open is null)
            return stirred ? new(now, now, drifts) : null;
        if (stirred)
            return open with { LastAt = now, Drifts = drifts };

        return now - open.LastAt >= CalmAfter ? open with { ClosedAt = now } : open;
    }

    private static bool End(List<SeenDrift> drifts, Field field, History history, DateTimeOffset now)
    {
        var ended = false;
        for (var i = 0; i < drifts.Count; i++)
        {
            if (drifts[i].Drift.Field != field || drifts[i].EndedAt is not null)
                continue;

            ended = true;
            drifts[i] =
                history.Last(field) is { ConfirmedAt: not null } restore && restore.StoredAt >= drifts[i].SeenAt
                    ? drifts[i] with
                    {
                        EndedAt = restore.AnsweredAt ?? restore.StoredAt,
                        Ending = Ending.PutBack,
                    }
                    : drifts[i] with
                    {
                        EndedAt = now,
                        Ending = Ending.ByItself,
                    };
        }

        return ended;
    }

    private static bool See(
        List<SeenDrift> drifts,
        Drift drift,
        string shown,
        History history,
        DateTimeOffset? lastLook,
        DateTimeOffset now
    )
    {
        if (drifts.Any(seen => seen.EndedAt is null && seen.Drift.Field == drift.Field && seen.Shown == shown))
            return true;
        if (history.NotYetUntil(drift.Field, shown, now) is not null)
            return false;

        drifts.Add(new(drift, shown, lastLook, now));
        return true;
    }
}
