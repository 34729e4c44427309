using Tonearm.Accounts;
using Tonearm.Party.Along;
using Tonearm.Party.Conductor;
using Tonearm.Party.Guests;
using Tonearm.Party.Hosting;
using Tonearm.Party.Joining;
using Tonearm.Party.Likes;
using Tonearm.Party.Pages;
using Tonearm.Party.Pages.Screens;
using Tonearm.Party.Played;
using Tonearm.Party.Room;
using Tonearm.Party.Screens;
using Tonearm.Party.Skips;
using Tonearm.Party.Starts;
using Tonearm.Party.Suggestions;
using Tonearm.Spotify.Governor;
using Tonearm.Web;

namespace Tonearm.Party;

/// <summary>The room picks the next song.</summary>
internal static class PartySetup
{
    public static void AddParty(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<PartyOptions>().BindConfiguration("Party");
        if (!builder.Configuration.GetValue("Party:Enabled", true))
            return;

        var services = builder.Services;
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, PartyJson.Web));
        services
            .AddSingleton<PartyMetrics>()
            .AddSingleton<GuestCookie>()
            .AddSingleton<JoinLimits>()
            .AddSingleton<JoinStore>()
            .AddSingleton<Admission>();
        services
            .AddSingleton<LikeStore>()
            .AddSingleton<LikeBatches>()
            .AddHostedService(provider => provider.GetRequiredService<LikeBatches>());
        services.AddSingleton<LikeLimits>().AddSingleton<GuestReader>().AddSingleton<GuestStore>();
        services.AddSingleton<ChoiceStore>().AddSingleton<FallbackStore>();
        services.AddSingleton<StartStore>();
        services.AddSingleton<SkipStore>().AddSingleton<SkipLimits>();
        services.AddSingleton<RoomReader>().AddSingleton<SnapshotReader>().AddSingleton<Presence>().AddSingleton<SnapshotLimits>();
        services.AddSingleton<PartyRooms>().AddHostedService(provider => provider.GetRequiredService<PartyRooms>());
        services.AddSingleton<PlaylistPages>().AddSingleton<PlaylistReadingStore>().AddHostedService<PlaylistReader>();
        services.AddSingleton<OwnPlaylists>().AddSingleton<Opening>().AddSingleton<OpeningStore>().AddSingleton<HostDevices>();
        services
            .AddSingleton<PartyCosts>()
            .AddSingleton<PartyForecast>()
            .AddSingleton<IExpectsCalls>(provider => provider.GetRequiredService<PartyForecast>());
        services.AddSingleton<PartyExpected>(provider => provider.GetRequiredService<PartyForecast>().IsExpected);
        services
            .AddSingleton<HostCheck>()
            .AddSingleton<HostStore>()
            .AddSingleton<EarlierParties>()
            .AddSingleton<HostKeys>()
            .AddSingleton<IAccountLinked, SignedInAgain>();
        services.AddSingleton<ConductorStore>().AddSingleton<DueParties>().AddHostedService<PartyConductor>();
        services
            .AddSingleton<SuggestionStore>()
            .AddSingleton<SuggestionReader>()
            .AddSingleton<SuggestionLimits>()
            .AddSingleton<SongSearch>()
            .AddSingleton<DoNotPlayStore>();
        services
            .AddSingleton<PlayedStore>()
            .AddSingleton(PlayedStore.Owned)
            .AddSingleton(SaveStore.Owned)
            .AddSingleton<SaveStore>()
            .AddSingleton<IAccountLinked, SaveAllowed>()
            .AddHostedService<PlaylistSaver>();
        services
            .AddSingleton<AlongStore>()
            .AddSingleton<AlongCosts>()
            .AddSingleton<AlongLimits>()
            .AddSingleton<IBorrowsAccounts, AlongSignIn>()
            .AddHostedService<AlongWorker>();
        services.AddSingleton<ScreenCookie>().AddSingleton<ScreenLimits>().AddSingleton<ScreenStore>().AddSingleton<WifiStore>();
        services.AddSingleton<Pairing>().AddSingleton(ScreenRetention.Rule);
        services.AddSingleton<PartyViews>();
        services.AddProduct<PartyCard, JoinPart>("Party", "/party", order: 0);
    }

    public static void MapParty(this WebApplication app)
    {
        if (!app.Configuration.GetValue("Party:Enabled", true))
            return;
        app.UseWebSockets();
        JoinEndpoints.Map(app);
        LikeEndpoints.Map(app);
        SkipEndpoints.Map(app);
        GuestEndpoints.Map(app);
        RoomEndpoints.Map(app);
        OpeningEndpoints.Map(app);
        HostEndpoints.Map(app);
        SuggestionEndpoints.Map(app);
        DoNotPlayEndpoints.Map(app);
        PlayedEndpoints.Map(app);
        SaveEndpoints.Map(app);
        ChoiceEndpoints.Map(app);
        FallbackEndpoints.Map(app);
        StartEndpoints.Map(app);
        CalendarPages.Map(app);
        AlongEndpoints.Map(app);
        PartyPages.Map(app);
        PlayedPages.Map(app);
        AgainPages.Map(app);
        KeyPages.Map(app);
        ScreenEndpoints.Map(app);
        ScreenPages.Map(app);
    }
}
