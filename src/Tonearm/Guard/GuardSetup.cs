using Microsoft.Extensions.Options;
using Tonearm.Accounts;
using Tonearm.Guard.Incidents;
using Tonearm.Guard.Notifications;
using Tonearm.Guard.Pages;
using Tonearm.Guard.Protection;
using Tonearm.Guard.Status;
using Tonearm.Guard.Sweep;
using Tonearm.Spotify.Governor;
using Tonearm.Web;

namespace Tonearm.Guard;

/// <summary>Playlists stay as their owner wants them.</summary>
internal static class GuardSetup
{
    public static void AddGuard(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<GuardOptions>().BindConfiguration("Guard");
        if (!builder.Configuration.GetValue("Guard:Enabled", true))
            return;

        services.AddSingleton(provider => new SweepGate(provider.GetRequiredService<IOptions<GuardOptions>>().Value.InFlight));
        services
            .AddSingleton<GuardMetrics>()
            .AddSingleton<SweepStore>()
            .AddSingleton<ListingStore>()
            .AddSingleton<SweepResultStore>()
            .AddSingleton<RestoreStore>();
        services
            .AddSingleton<LibraryReader>()
            .AddSingleton<PlaylistSearch>()
            .AddSingleton<CoverReader>()
            .AddSingleton<Assessor>()
            .AddSingleton<Brake>();
        services.AddSingleton<WriteTiming>().AddSingleton<Restorer>().AddSingleton<AccountSweep>();
        services
            .AddSingleton<LookForecast>()
            .AddSingleton<LookSchedule>()
            .AddSingleton<IExpectsCalls>(provider => provider.GetRequiredService<LookSchedule>());
        services.AddSingleton<ProtectionStore>().AddSingleton<Protecting>().AddSingleton<WantedVersions>();
        services
            .AddSingleton<PlaylistStatusReader>()
            .AddSingleton<PlaylistOutlines>()
            .AddSingleton<RestorePreview>()
            .AddSingleton<IncidentStore>()
            .AddSingleton<IncidentHistory>();
        services.AddSingleton<LookNow>().AddSingleton<GuardViews>().AddSingleton<TextSearch>();
        services.AddSingleton<IAccountLinked, ListingBegins>().AddSingleton<IKnowsTroubles, GuardTroubles>();
        var options = builder.Configuration.GetSection("Guard").Get<GuardOptions>() ?? new();
        foreach (var rule in GuardRetention.Rules(options))
            services.AddSingleton(rule);
        services.AddHostedService<GuardSweep>();
        services.AddNotifications();
        services.AddProduct<GuardCard>("Guard", "/guard", order: 1);
    }

    public static void MapGuard(this WebApplication app)
    {
        if (!app.Configuration.GetValue("Guard:Enabled", true))
            return;
        GuardEndpoints.Map(app);
        ChannelEndpoints.Map(app);
        GuardPages.Map(app);
    }
}
