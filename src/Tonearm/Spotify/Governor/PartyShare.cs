namespace Tonearm.Spotify.Governor;

/// <summary>
/// Whether a party goes on, is about to begin, or was held at this time of the week. Told by the room that knows parties, where there is
/// one.
/// </summary>
internal delegate Task<bool> PartyExpected(DateTimeOffset now, CancellationToken cancellation);

/// <summary>Whether a part of the player's calls is to be kept for a party. Asked at most once a minute.</summary>
internal sealed class PartyShare(IEnumerable<PartyExpected> rooms)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private volatile Known known = new(default, false);

    public async ValueTask<bool> IsExpected(DateTimeOffset now)
    {
        var last = known;
        if (now - last.At < Fresh && now >= last.At)
            return last.Expected;
        var expected = false;
        foreach (var room in rooms)
            expected |= await room(now, CancellationToken.None);
        known = new(now, expected);
        return expected;
    }

    private sealed record Known(DateTimeOffset At, bool Expected);
}
