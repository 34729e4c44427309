namespace Tonearm.Sandbox.Players;

/// <summary>A line of what a player has played.</summary>
/// <param name="GapMs">The silence before it; null for the first of all.</param>
/// <param name="EndedAt">When its sound stopped for good: at its end, or when something else began.</param>
/// <param name="HeardMs">How much of it was heard.</param>
internal sealed record PlayedSong(
    string PersonId,
    long Number,
    string Uri,
    string ShownUri,
    string Name,
    string By,
    int DurationMs,
    Start How,
    string DeviceId,
    DateTimeOffset StartedAt,
    double? GapMs,
    DateTimeOffset? EndedAt = null,
    double HeardMs = 0
);
