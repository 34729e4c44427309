using Microsoft.Extensions.Options;
using Tonearm.Spotify.Governor;

namespace Tonearm.Spotify;

/// <summary>
/// How we talk to Spotify. Handlers stand in the order in which a call passes them, so that the governor counts each attempt of a retry.
/// </summary>
internal static class SpotifySetup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PatienceForPictures = TimeSpan.FromSeconds(10);

    public static void AddSpotify(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<SpotifyOptions>().Configure<IConfiguration>((spotify, configuration) => spotify.Read(configuration));
        services.AddSingleton<Reachability>().AddSingleton<ReachCheck>().AddSingleton<RecentReach>();
        services
            .AddSingleton<Cooldowns>()
            .AddSingleton<CallLedger>()
            .AddSingleton<Reservations>()
            .AddSingleton<PartyShare>()
            .AddSingleton<CallMetrics>();
        services.AddHostedService<BudgetKeeper>();
        services.AddTransient<RetryHandler>().AddTransient<GovernorHandler>().AddTransient<TokenHandler>();

        services
            .AddHttpClient<SpotifyApi>(
                (provider, http) =>
                {
                    http.BaseAddress = provider.GetRequiredService<IOptions<SpotifyOptions>>().Value.ApiUrl;
                    http.Timeout = Patience;
                }
            )
            .AddHttpMessageHandler<RetryHandler>()
            .AddHttpMessageHandler<GovernorHandler>()
            .AddHttpMessageHandler<TokenHandler>()
            .UseSocketsHttpHandler((handler, _) => Connections(handler));
        services
            .AddHttpClient<TokenEndpoint>(http => http.Timeout = TokenEndpoint.Patience)
            .UseSocketsHttpHandler((handler, _) => Connections(handler));
        services
            .AddHttpClient(Covers.ImageClient, http => http.Timeout = PatienceForPictures)
            .UseSocketsHttpHandler((handler, _) => Connections(handler));
        services.AddTransient<Playlists>().AddTransient<Covers>().AddTransient<Profile>();
        services.AddTransient<PlaylistItems>().AddTransient<Player>().AddTransient<Catalogue>();
    }

    public static void Connections(SocketsHttpHandler handler)
    {
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        handler.AutomaticDecompression = System.Net.DecompressionMethods.All;
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
        handler.ConnectTimeout = TimeSpan.FromSeconds(10);
        handler.MaxConnectionsPerServer = 128;
    }
}
