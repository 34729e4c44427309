using Microsoft.Extensions.Options;

namespace Tonearm.Spotify;

/// <summary>How we talk to Spotify. The order of the handlers is the order of DESIGN section 4.</summary>
internal static class SpotifySetup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PatienceForPictures = TimeSpan.FromSeconds(10);

    public static void AddSpotify(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<SpotifyOptions>().BindConfiguration("Spotify");
        services.AddSingleton<Cooldowns>();
        services.AddSingleton<CallCount>().AddHostedService(provider => provider.GetRequiredService<CallCount>());
        services.AddTransient<RetryHandler>().AddTransient<CooldownHandler>().AddTransient<TokenHandler>();

        services.AddHttpClient<SpotifyApi>((provider, http) =>
            {
                http.BaseAddress = provider.GetRequiredService<IOptions<SpotifyOptions>>().Value.ApiUrl;
                http.Timeout = Patience;
            })
            .AddHttpMessageHandler<RetryHandler>()
            .AddHttpMessageHandler<CooldownHandler>()
            .AddHttpMessageHandler<TokenHandler>()
            .UseSocketsHttpHandler(Connections);
        services.AddHttpClient<TokenEndpoint>(http => http.Timeout = Patience).UseSocketsHttpHandler(Connections);
        services.AddHttpClient(Covers.ImageClient, http => http.Timeout = PatienceForPictures).UseSocketsHttpHandler(Connections);
        services.AddTransient<Playlists>().AddTransient<Covers>().AddTransient<Profile>();
        services.AddTransient<PlaylistItems>().AddTransient<Player>();
    }

    private static void Connections(SocketsHttpHandler handler, IServiceProvider _)
    {
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        handler.AutomaticDecompression = System.Net.DecompressionMethods.All;
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
        handler.ConnectTimeout = TimeSpan.FromSeconds(10);
        handler.MaxConnectionsPerServer = 128;
    }
}
