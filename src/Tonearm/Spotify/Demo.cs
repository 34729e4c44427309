namespace Tonearm.Spotify;

/// <summary>Without a client id there is no Spotify to talk to, and a stand-in takes its place.</summary>
internal static class Demo
{
    private const string ClientId = "tonearm-demo";
    private const string StandInUrl = "Spotify:StandIn";

    /// <summary>Whether this start has no Spotify app of its own.</summary>
    public static bool IsDemo(this IConfiguration configuration) =>
        configuration["Spotify:ClientId"] is null or "" || configuration[StandInUrl] is not null;

    /// <summary>Points every call at the stand-in that listens at <paramref name="url"/>.</summary>
    public static void UseStandIn(this IConfiguration configuration, string url)
    {
        var address = new Uri(url.TrimEnd('/') + "/");
        configuration[StandInUrl] = url;
        configuration["Spotify:ClientId"] = ClientId;
        configuration["Spotify:AccountsUrl"] = address.ToString();
        configuration["Spotify:ApiUrl"] = address.ToString();
        configuration["Spotify:ImageHosts:0"] = address.Authority;
    }

    /// <summary>Where the stand-in's own page is; null with the real Spotify.</summary>
    public static string? StandIn(this IConfiguration configuration) => configuration[StandInUrl];
}
