using Tonearm.Data;
using Tonearm.Spotify;

namespace Tonearm.Accounts;

/// <summary>What has to be there before Tonearm can work: one list for the set-up page and for the command line.</summary>
internal static class StartChecks
{
    /// <param name="reach">What was found of Spotify; null while it is being asked.</param>
    public static IReadOnlyList<CheckResult> OfSpotify(
        IConfiguration configuration,
        CheckResult redirect,
        IReadOnlyList<CheckResult>? reach
    ) =>
        [
            .. AppCheck.Of(SpotifyOptions.From(configuration), configuration.IsDemo()),
            redirect,
            .. reach ?? [CheckResult.Unknown("Spotify", "It has not answered yet.", "Look at this page again in a few seconds.")],
        ];

    /// <summary>What only those should see who run this installation: places on its disk are named.</summary>
    public static async Task<IReadOnlyList<CheckResult>> OfMachine(
        IConfiguration configuration,
        TimeProvider time,
        CancellationToken cancellation
    ) =>
        [
            FolderCheck.Of(DataFolder.PathOf(configuration)),
            CertificateCheck.Of(configuration, time.GetUtcNow()),
            await DatabaseCheck.Of(configuration, cancellation),
        ];
}
