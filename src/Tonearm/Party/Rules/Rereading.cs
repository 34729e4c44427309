namespace Tonearm.Party.Rules;

/// <summary>
/// How often Spotify is asked whether the playlist of a party has changed. Calls are counted, so it is a few times an evening; but who is
/// told to add songs to it, because none is left, finds them soon.
/// </summary>
internal static class Rereading
{
    public static readonly TimeSpan Seldom = TimeSpan.FromMinutes(80);

    /// <summary>The playlist of a party that is prepared is asked for so long before its time, and not all the days until then.</summary>
    private static readonly TimeSpan BeforeStart = TimeSpan.FromMinutes(15);

    /// <summary>When it is asked again, as long as nothing is missing.</summary>
    /// <param name="startsAt">When the party begins; null when it is on.</param>
    public static DateTimeOffset Next(DateTimeOffset now, DateTimeOffset? startsAt) =>
        startsAt - BeforeStart is { } before && before > now ? before : now + Seldom;

    /// <summary>
    /// What Spotify has been told in its own app shows a little later; asked for by a host, it is asked once more after this.
    /// </summary>
    public static readonly TimeSpan Lag = TimeSpan.FromSeconds(15);

    /// <summary>A playlist that has changed while it was read is left alone for this long.</summary>
    public static readonly TimeSpan WhileItChanges = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan[] WhenAdvised =
    [
        TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(5),
    ];

    /// <summary>How long after a look the next is due while nothing is left to play.</summary>
    /// <param name="looks">How many have found nothing new since.</param>
    public static TimeSpan Advised(int looks) => WhenAdvised[Math.Clamp(looks, 0, WhenAdvised.Length - 1)];

    /// <summary>How long a page that was not to be had is left alone: a while, then longer.</summary>
    public static TimeSpan AfterFailure(int failures) => Pauses.After(failures);

    /// <summary>Once Spotify takes calls again, others go first for this long.</summary>
    public static readonly TimeSpan AfterOthers = TimeSpan.FromSeconds(3);

    /// <summary>So often in a row nothing was to be had; then what is here is all there is, until the playlist is read anew.</summary>
    public const int MostFailures = 12;
}
