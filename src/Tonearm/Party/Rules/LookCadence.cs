using Tonearm.Spotify.Governor;

namespace Tonearm.Party.Rules;

/// <summary>
/// How often a party looks at its player when nothing asks for it: each look is a call out of the day's budget. Lean, that is hardly ever;
/// while somebody watches and there are calls to spare, often enough that phones are right within fifteen seconds.
/// </summary>
internal static class LookCadence
{
    /// <summary>Looks an hour of a conductor who looks no more often than he must.</summary>
    public const int LeanAnHour = 50;

    /// <summary>As long as a party usually goes on.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromHours(4);

    /// <summary>Changes in a row that make a player trusted, and those after which it is trusted twice as far.</summary>
    private const int Trust = 3;
    private const int LongTrust = 12;

    /// <summary>A party always has at least so much before it.</summary>
    private static readonly TimeSpan Longer = TimeSpan.FromHours(1);

    /// <summary>
    /// Half of what can be spared may be spent within this time: closely at first, in longer and longer steps when it gets short.
    /// </summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(30);

    /// <summary>A song that stands still is looked at so often while it is watched; then as seldom as it is when nobody does.</summary>
    private const int PatientLooks = 45;

    /// <summary>
    /// Whether a song is looked at before its winner goes into the queue. Lean: as long as changes come as expected, the look after the
    /// last one is proof enough two times out of three, and later five times out of six; what a person does meanwhile in Spotify is found
    /// out at the next change.
    /// </summary>
    /// <param name="calm">Changes in a row that came as expected.</param>
    /// <param name="every">How often it is looked at while it is watched; null when lean.</param>
    public static bool LooksBeforeHandOver(int calm, TimeSpan? every) =>
        every is not null || calm < Trust || calm % (calm < LongTrust ? Trust : 2 * Trust) == 0;

    /// <summary>
    /// How often a player is looked at that somebody watches; null when there is nothing to spare beyond what the parties will need.
    /// </summary>
    /// <param name="room">What the parties may spend.</param>
    /// <param name="parties">How many are on.</param>
    /// <param name="age">How long this one has been on.</param>
    public static TimeSpan? WhileWatched(CallRoom room, int parties, TimeSpan age)
    {
        if (room.Calls is not { } calls)
            return room.LookEvery(Ahead);
        var left = Usual - age is var rest && rest > Longer ? rest : Longer;
        var spare = calls - LeanAnHour * left.TotalHours * parties;
        return spare > 0 ? new CallRoom((int)(spare / parties)).LookEvery(Ahead) : null;
    }

    /// <summary>
    /// When a song is looked at only because somebody watches; null when it is looked at soon enough for other reasons, or something is in
    /// doubt.
    /// </summary>
    /// <param name="clock">Null while the song stands still.</param>
    /// <param name="looks">How often a look was put off.</param>
    public static DateTimeOffset? Next(TimeSpan? every, SongClock? clock, int looks, PlayerKnowledge known)
    {
        if (every is not { } between || known is { Change.Seen: false } or { Moving: not null } or { PostponedTo: not null })
            return null;
        var at = known.DoubtedSeek is null ? known.LookedAt + between : known.LookedAt + WatchedLook.Soon;
        if (clock is null)
            return looks < PatientLooks ? at ?? DateTimeOffset.MinValue : null;
        at ??= clock.At + between;
        return looks == 0 && at < clock.HandOverAt ? at : null;
    }
}
