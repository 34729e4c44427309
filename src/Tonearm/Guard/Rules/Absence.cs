namespace Tonearm.Guard.Rules;

/// <summary>
/// A playlist that was expected in its account's list and is not in it. Lists come short and single calls answer 404 for a moment, so one
/// look is no witness: the next one is asked before anything is believed, and what is believed is looked into again, seldom, for as long as
/// it is protected.
/// </summary>
/// <param name="ListingState"><c>listed</c>; <c>unlisted</c>: alive, but not in the library; <c>gone</c>: Spotify does not know it.</param>
/// <param name="AbsentAt">The first look that missed it.</param>
/// <param name="LookAt">When to look for it again; the next sweep if null.</param>
/// <param name="IsAlive">Whether Spotify knows it by its id.</param>
internal sealed record Absence(string Id, string ListingState, DateTimeOffset AbsentAt, DateTimeOffset? LookAt, bool IsAlive)
{
    public const string Listed = "listed";
    public const string Unlisted = "unlisted";
    public const string Gone = "gone";

    public static readonly TimeSpan UnlistedEvery = TimeSpan.FromHours(1);
    public static readonly TimeSpan GoneEvery = TimeSpan.FromHours(6);

    /// <summary>How often a playlist is looked at that is believed to stand so.</summary>
    public static TimeSpan Every(string listingState, TimeSpan interval) =>
        listingState switch
        {
            Listed => interval,
            Unlisted => UnlistedEvery,
            _ => GoneEvery,
        };

    /// <param name="listingState">What was believed before this look.</param>
    /// <param name="absentAt">The first look that missed it; null when it was there at the last.</param>
    /// <param name="isAlive">Whether Spotify knows it by its id.</param>
    public static Absence After(string id, string listingState, DateTimeOffset? absentAt, bool isAlive, DateTimeOffset now)
    {
        if (absentAt is null)
            return new(id, listingState, now, null, isAlive);
        return isAlive
            ? new(id, Unlisted, absentAt.Value, now + UnlistedEvery, isAlive)
            // The first time that it is gone, it is asked again sooner.
            : new(id, Gone, absentAt.Value, now + (listingState == Gone ? GoneEvery : UnlistedEvery), isAlive);
    }
}
