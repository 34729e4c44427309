using Tonearm.Spotify;
using Tonearm.Spotify.Governor;

namespace Tonearm.Party.Hosting;

/// <summary>
/// What a host's dearer wishes take of the day's calls, told before they are granted. What costs next to nothing is not worth a word.
/// </summary>
internal sealed class PartyCosts(CallLedger ledger)
{
    private const int WorthAWord = 4;
    private const int Plenty = 1_000;

    /// <summary>A sentence for each number of songs that a party may be made of.</summary>
    public async Task<Func<int, string?>> Songs(CancellationToken cancellation)
    {
        var left = (await ledger.Of(Family.PlaylistItems, cancellation)).Budget.Room(CallPurpose.Person);
        return songs =>
        {
            var calls = (songs + PlaylistItems.PageSize - 1) / PlaylistItems.PageSize;
            if (calls <= WorthAWord && left is null or > WorthAWord)
                return null;
            var takes = $"Reading its {songs:N0} songs takes {(calls == 1 ? "1 call" : $"{calls:N0} calls")} to Spotify";
            return left switch
            {
                null => $"{takes}.",
                0 => $"{takes}, and none is left for that today.",
                { } few when few < calls => $"{takes}, and only {few:N0} are left for that today.",
                { } enough => $"{takes}, of {enough:N0} that are left for that today.",
            };
        };
    }

    /// <summary>What watching for devices takes while somebody looks at them; null while there is plenty.</summary>
    public async Task<string?> Devices(CancellationToken cancellation)
    {
        var devices = (await ledger.Of(Family.Devices, cancellation)).Budget.Room(CallPurpose.Person);
        var players = (await ledger.Of(Family.PlayerRead, cancellation)).Budget.Room(CallPurpose.Person);
        return Math.Min(devices ?? int.MaxValue, players ?? int.MaxValue) switch
        {
            >= Plenty => null,
            0 => "Today's calls for looking for devices are used up here. The device on which Spotify is active will be used.",
            var left => $"While this list is open it asks Spotify every few seconds; {left:N0} looks are left today.",
        };
    }
}
