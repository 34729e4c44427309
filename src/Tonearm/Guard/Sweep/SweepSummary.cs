namespace Tonearm.Guard.Sweep;

/// <summary>What one look saw and did.</summary>
/// <param name="HasSeen">Anything of the account was seen; what was not is marked by itself.</param>
/// <param name="Problem">What went wrong with looking or with writing, as a sentence.</param>
internal sealed record SweepSummary(
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    int Calls,
    int Looked,
    int Drifted,
    int Restored,
    int? Total,
    bool HasSeen,
    string? Problem
);

/// <param name="ListAt">When the whole list is to be read at the latest; null leaves it at that.</param>
/// <param name="UrgentAt">When those with a fresh incident are looked at by themselves before that; null when they are not.</param>
/// <param name="Windows">As many calls as looking at all of it takes; null when that was not found out.</param>
/// <param name="Promised">Until when what was seen now counts as watched: the look that was planned next, were nothing in its way. Null
/// when none is planned.</param>
internal sealed record NextTimes(
    DateTimeOffset DueAt,
    DateTimeOffset? ListAt,
    DateTimeOffset? UrgentAt,
    int? Windows,
    DateTimeOffset? Promised
);
