namespace Tonearm.Spotify.Governor;

/// <summary>Who says that no call of a family may be made for now.</summary>
internal enum LimitedBy
{
    /// <summary>Spotify: too many within half a minute.</summary>
    Rate,

    /// <summary>Spotify: the day's quota is gone.</summary>
    Quota,

    /// <summary>We ourselves, so that Spotify need not: the rest of the day's calls is kept for something else.</summary>
    Budget,
}

/// <param name="Until">When it may be tried again.</param>
internal sealed record CallLimit(LimitedBy By, DateTimeOffset Until);

/// <summary>How a limit is told to people.</summary>
internal static class CallLimitWords
{
    /// <summary>Why, without the time and what goes on then.</summary>
    public static string Sentence(this LimitedBy? by) =>
        by switch
        {
            LimitedBy.Budget => "Today's calls for this are used up here; the rest is kept for what comes first",
            LimitedBy.Quota => "Spotify takes no more calls from this app today: its quota is used up",
            _ => "Spotify takes no more calls for a moment",
        };
}
