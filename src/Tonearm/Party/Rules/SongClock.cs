namespace Tonearm.Party.Rules;

/// <summary>What is due when in a song that runs since <paramref name="At"/>.</summary>
/// <param name="At">When it was, or would have been, at its beginning, given where it is now.</param>
internal sealed record SongClock(DateTimeOffset At, TimeSpan Length)
{
    /// <summary>So long before its end the winner goes into Spotify's queue, which nobody can take it out of again.</summary>
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(10);

    /// <summary>A song longer than this is looked at once in its middle.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    public DateTimeOffset EndsAt => At + Length;

    public DateTimeOffset HandOverAt => EndsAt - (Length < 2 * Lead ? Length / 2 : Lead);

    /// <summary>After the set time, but never later than the winner must be known.</summary>
    public DateTimeOffset ClosesAt(PartySettings settings) =>
        settings.VoteSeconds is { } seconds && At.AddSeconds(seconds) is var set && set < HandOverAt ? set : HandOverAt;

    public DateTimeOffset? MiddleAt => Length > Long ? At + Length / 2 : null;
}
