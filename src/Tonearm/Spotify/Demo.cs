using System.Globalization;
using Tonearm.Spotify.Governor;

namespace Tonearm.Spotify;

/// <summary>Without a client id there is no Spotify to talk to, and a stand-in takes its place.</summary>
internal static class Demo
{
    /// <summary>The setting by which the stand-in's address is remembered; nobody sets it by hand.</summary>
    public const string StandInSetting = "StandIn";

    private const string ClientId = "tonearm-demo";
    private const string StandInUrl = $"{SpotifyOptions.Section}:{StandInSetting}";

    /// <summary>Whether this start has no Spotify app of its own.</summary>
    public static bool IsDemo(this IConfiguration configuration) =>
        SpotifyOptions.From(configuration).ClientId is "" || configuration[StandInUrl] is not null;

    /// <summary>
    /// Points every call at the stand-in that listens at <paramref name="url"/>. It changes only what <see cref="SpotifyOptions"/> has a
    /// default for: what is missing there, the real service would lack.
    /// </summary>
    /// <param name="dailyQuota">Calls of each family that it grants in a day: there is nothing to learn, unless somebody wants it
    /// learned.</param>
    public static void UseStandIn(this IConfiguration configuration, string url, int dailyQuota)
    {
        var address = new Uri(url.TrimEnd('/') + "/");
        configuration[StandInUrl] = url;
        Set(nameof(SpotifyOptions.ClientId), ClientId);
        Set(nameof(SpotifyOptions.AccountsUrl), address.ToString());
        Set(nameof(SpotifyOptions.ApiUrl), address.ToString());
        Set(nameof(SpotifyOptions.ImageHosts), address.Authority);
        configuration[DailyBudget.Setting] ??= dailyQuota.ToString(CultureInfo.InvariantCulture);

        void Set(string setting, string value) => configuration[$"{SpotifyOptions.Section}:{setting}"] = value;
    }

    /// <summary>Where the stand-in's own page is; null with the real Spotify.</summary>
    public static string? StandIn(this IConfiguration configuration) => configuration[StandInUrl];
}
