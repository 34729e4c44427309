namespace Tonearm.Party.Played;

/// <summary>What was played at a party, as it is told to programs.</summary>
/// <param name="Phase"><c>lobby</c>, <c>live</c> or <c>ended</c>.</param>
/// <param name="MostPeople">The most that were seen at once; null when nobody was.</param>
/// <param name="Songs">In the order in which they began.</param>
public sealed record PlayedList(
    Guid Id,
    string Playlist,
    string Phase,
    DateTimeOffset OpenedAt,
    DateTimeOffset? EndedAt,
    int? MostPeople,
    IReadOnlyList<PlayedTrack> Songs
);

/// <param name="Likes">At the moment it was chosen.</param>
/// <param name="How">By which it came, as a code of <see cref="Chosen"/>.</param>
/// <param name="Suggested">A guest had asked for it.</param>
/// <param name="Cover">A small picture; null when there is none.</param>
/// <param name="Url">Where it opens in Spotify.</param>
public sealed record PlayedTrack(
    DateTimeOffset BeganAt,
    string Title,
    string Artists,
    int DurationMs,
    bool Explicit,
    int Likes,
    string How,
    bool Suggested,
    string? Cover,
    string Url
);

/// <summary>How a song came to be the next.</summary>
public static class Chosen
{
    /// <summary>It had the most likes.</summary>
    public const string Vote = "vote";

    /// <summary>The host put it there.</summary>
    public const string Host = "host";

    /// <summary>Nobody liked anything, so the first of the ballot came; so does the first song of all.</summary>
    public const string Order = "order";
}
