using Tonearm.Party.Rules;
using Tonearm.Spotify;
using Tonearm.Spotify.Governor;

namespace Tonearm.Party.Along;

/// <summary>What is left of the day's calls for those who play along, which is what the party itself can do without.</summary>
internal sealed class AlongCosts(CallLedger ledger)
{
    public async Task<AlongForecast> Of(AlongTally tally, CancellationToken cancellation) =>
        new(tally.SongMs, tally.Others, await Left(Family.PlayerRead, cancellation), await Left(Family.PlayerWrite, cancellation));

    private async Task<int?> Left(Family family, CancellationToken cancellation) =>
        (await ledger.Room(family, CallPurpose.Background, cancellation)).Calls;
}
