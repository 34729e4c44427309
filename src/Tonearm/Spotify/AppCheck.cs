using System.Text.RegularExpressions;

namespace Tonearm.Spotify;

/// <summary>Whether what Spotify's dashboard gave out was copied whole. Spotify itself is not asked.</summary>
internal static partial class AppCheck
{
    private const string Dashboard = "developer.spotify.com/dashboard";

    public static IEnumerable<CheckResult> Of(SpotifyOptions spotify, bool demo)
    {
        yield return demo || spotify.ClientId.Length == 0
            ? CheckResult.Missing(
                "Client id",
                "None is set, so the demo runs.",
                $"Create an app at {Dashboard} and start Tonearm with its client id: Spotify__ClientId=… ./run"
            )
        : Form().IsMatch(spotify.ClientId) ? CheckResult.Good("Client id", "It has the form of one.")
        : CheckResult.Missing(
            "Client id",
            $"“{spotify.ClientId}” has not the form of one, which is 32 characters from 0 to 9 and a to f.",
            $"Copy it once more from the app’s settings at {Dashboard}."
        );
        if (demo)
            yield break;
        yield return spotify.ClientSecret is not { Length: > 0 } secret
            ? CheckResult.Good("Client secret", "None is set, and none is needed.")
        : Form().IsMatch(secret) ? CheckResult.Good("Client secret", "It has the form of one.")
        : CheckResult.Missing(
            "Client secret",
            "It has not the form of one, which is 32 characters from 0 to 9 and a to f.",
            $"Copy it once more from {Dashboard}, or leave it out: none is needed."
        );
    }

    [GeneratedRegex("^[0-9a-f]{32}$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
