using Tonearm.Accounts;
using Tonearm.Spotify;
using Tonearm.Web;

namespace Tonearm;

/// <summary><c>tonearm check</c>: says what is missing before a start, each thing with its cure. It makes and starts nothing.</summary>
internal static class CheckCommand
{
    public const string Name = "check";

    /// <returns>The exit code: 0 when nothing is missing.</returns>
    public static async Task<int> Run(IConfiguration configuration, TextWriter output, CancellationToken cancellation)
    {
        var results = Settings.Problems(configuration).Select(problem => CheckResult.Missing("Setting", problem)).ToList();
        // What follows reads the settings, so they have to be right.
        if (results.Count == 0)
            results.AddRange(await Everything(configuration, cancellation));
        foreach (var result in results)
        {
            await output.WriteLineAsync(
                $"{(result.State switch { CheckState.Good => "ok", CheckState.Missing => "missing", _ => "unknown" }), -8} {result.What, -18} {result.Sentence}"
            );
            if (result.Remedy is not null)
                await output.WriteLineAsync($"{"", -27} {result.Remedy}");
        }

        var missing = results.Count(result => result.State == CheckState.Missing);
        await output.WriteLineAsync(
            missing == 0 ? "Nothing is missing."
            : missing == 1 ? "One thing is missing."
            : $"{missing} things are missing."
        );
        return missing == 0 ? 0 : 1;
    }

    private static async Task<IReadOnlyList<CheckResult>> Everything(IConfiguration configuration, CancellationToken cancellation)
    {
        string[] listens = (configuration["urls"] ?? "http://localhost:5000").Split(
            ';',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        var web = configuration.GetSection(WebOptions.Section).Get<WebOptions>() ?? new();
        return
        [
            .. StartChecks.OfSpotify(
                configuration,
                RedirectCheck.Of(web.PublicUrl, listens),
                await new ReachCheck(TimeProvider.System).Of(SpotifyOptions.From(configuration), cancellation)
            ),
            .. await StartChecks.OfMachine(configuration, TimeProvider.System, cancellation),
            .. PortCheck.Of(listens),
        ];
    }
}
