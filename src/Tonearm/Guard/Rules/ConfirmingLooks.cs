namespace Tonearm.Guard.Rules;

/// <summary>
/// When Guard looks whether Spotify shows what was put back: soon and then ever later, so that what came back at once is called right at
/// once. The last look is the one that ends the wait; those before it are extra and only come out of a budget that has plenty.
/// </summary>
internal static class ConfirmingLooks
{
    private static readonly TimeSpan[] Soon = [TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30)];

    /// <summary>The next look of a restore that was stored at <paramref name="storedAt"/>; never after it has settled.</summary>
    public static DateTimeOffset Next(DateTimeOffset storedAt, DateTimeOffset settledAt, DateTimeOffset now)
    {
        foreach (var after in Soon)
            if (storedAt + after > now && storedAt + after < settledAt)
                return storedAt + after;
        return settledAt;
    }

    /// <summary>Extra looks take at most half of what is left: each window may be looked at that often.</summary>
    /// <param name="room">Calls that may still be made for restores; null for any number.</param>
    /// <param name="windows">Calls that one look takes.</param>
    public static bool MayLookSoon(int? room, int windows) => room is not { } calls || calls / 2 >= windows * (Soon.Length + 1);
}
