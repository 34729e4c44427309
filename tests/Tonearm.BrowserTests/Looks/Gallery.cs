using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tonearm.Accounts;
using Tonearm.Accounts.Pages;
using Tonearm.Guard.Pages;
using Tonearm.Party;
using Tonearm.Party.Joining;
using Tonearm.Party.Pages;
using Tonearm.Party.Pages.Screens;
using Tonearm.Party.Screens;
using Tonearm.Web;

namespace Tonearm.BrowserTests.Looks;

/// <summary>Every page with contents made up for it, on a server of its own: to be looked at without the rest of the house.</summary>
internal static class Gallery
{
    /// <summary>As many playlists as anyone has: axe would take minutes over them.</summary>
    public const string Long = "overview-1500";

    /// <summary>Where the browser complains rightly: the server answers that Spotify does not.</summary>
    public const string Unreachable = "host-unreachable";

    /// <summary>Nothing at all, at the same origin: a page without one would cost the next page a new process.</summary>
    public const string Blank = "blank";

    /// <summary>The covers that pages have sent.</summary>
    public static readonly ConcurrentQueue<byte[]> Covers = [];

    public static readonly IReadOnlyDictionary<string, Func<IResult>> Pages = new Dictionary<string, Func<IResult>>
    {
        ["start"] = () => Page.Of<StartPage>(),
        ["missing"] = () => Page.Of<StatusPage>(new { Status = 404 }),
        ["fault"] = () => Page.Of<StatusPage>(new { Status = 500, Reference = "0HNQ7NKSC9SH1:00000001" }),
        ["overview"] = () => Of<OverviewPage>(Examples.Overview()),
        [Long] = () => Of<OverviewPage>(Examples.Overview(1500)),
        ["overview-part"] = () => Of<OverviewPage>(Examples.Part()),
        ["overview-nothing-matches"] = () => Of<OverviewPage>(Examples.Overview(60, new(Search: "polka"))),
        ["overview-stretched"] = () => Of<OverviewPage>(Examples.Stretched()),
        ["overview-quota"] = () => Of<OverviewPage>(Examples.Quota()),
        ["overview-importing"] = () => Of<OverviewPage>(Examples.Importing()),
        ["overview-unprotected"] = () => Of<OverviewPage>(Examples.Unprotected()),
        ["overview-empty"] = () => Of<OverviewPage>(Examples.NoPlaylists()),
        ["overview-no-accounts"] = () => Of<OverviewPage>(Examples.NoAccounts()),
        ["playlist"] = () => Of<PlaylistPage>(Examples.Playlist()),
        ["playlist-calm"] = () => Of<PlaylistPage>(Examples.Playlist(drifted: false)),
        ["playlist-confirming"] = () => Of<PlaylistPage>(Examples.Confirming()),
        ["playlist-held"] = () => Of<PlaylistPage>(Examples.Held()),
        ["playlist-unwatched"] = () => Of<PlaylistPage>(Examples.Unwatched()),
        ["playlist-problems"] = () => Of<PlaylistPage>(Examples.Problems()),
        ["playlist-first"] = () => Of<PlaylistPage>(Examples.First()),
        ["protect"] = () => Of<ProtectPage>(Examples.Protect()),
        ["incidents"] = () => Of<IncidentsPage>(Examples.Incidents()),
        ["incidents-none"] = () => Of<IncidentsPage>(Examples.Incidents(some: false)),
        ["channels"] = () => Of<ChannelsPage>(ChannelExamples.All()),
        ["channels-none"] = () => Of<ChannelsPage>(ChannelExamples.None()),
        ["channel-new"] = () => Of<ChannelPage>(ChannelExamples.New()),
        ["channel-wrong"] = () => Of<ChannelPage>(ChannelExamples.Wrong()),
        ["accounts"] = () => Of<AccountsPage>(Examples.Accounts()),
        ["accounts-refused"] = () => Of<AccountsPage>(Examples.RefusedAccounts()),
        ["signed-out"] = () => Page.Of<StatusPage>(new { Status = 401, Back = "/accounts" }),
        ["odd-request"] = () =>
            Page.Of<StatusPage>(
                new { Status = 400, Why = "returnUrl holds a character that no text has (U+0000, or half of a character). Type it anew." }
            ),
        ["sign-in-stranger"] = () => Page.Of<SignInFailedPage>(new { Failure = SignInFailure.NotOnAllowList, Retry = "/signin?for=guard" }),
        ["sign-in-quota"] = () =>
            Page.Of<SignInFailedPage>(
                new
                {
                    Failure = SignInFailure.QuotaGone,
                    Retry = "/signin?for=guard",
                    Until = Examples.Now.AddHours(9),
                }
            ),
        ["sign-in-ended"] = () => Page.Of<SignInFailedPage>(new { Failure = SignInFailure.SignedOut, Retry = "/accounts/link?for=guard" }),
        ["calls"] = () => Of<CallsPage>(CallsExamples.Stretched()),
        ["calls-quiet"] = () => Of<CallsPage>(CallsExamples.Quiet()),
        ["calls-fixed"] = () => Of<CallsPage>(CallsExamples.Fixed()),
        ["calls-none"] = () => Of<CallsPage>(CallsExamples.None()),
        ["setup"] = () => Of<SetupPage>(Examples.Setup(demo: false)),
        ["setup-demo"] = () => Of<SetupPage>(Examples.Setup(demo: true)),
        ["setup-unreachable"] = () => Of<SetupPage>(Examples.SetupUnreachable()),
        ["start-wrong-code"] = () => Page.Of<StartPage>(),
        ["host"] = () => Of<HostPage>(PartyExamples.Host()),
        ["host-again"] = () => Of<HostPage>(PartyExamples.Host() with { Earlier = PlayedExamples.Earlier() }),
        ["host-running"] = () => Of<HostPage>(PartyExamples.Host(running: true, ill: true)),
        ["host-prepared"] = () => Of<HostPage>(PartyExamples.Host(prepared: true)),
        ["host-no-devices"] = () => Of<HostPage>(PartyExamples.Host()),
        ["host-no-premium"] = () => Of<HostPage>(PartyExamples.Host()),
        ["host-had-no-premium"] = () => Of<HostPage>(PartyExamples.Host(premium: false)),
        ["consent-guard"] = () => Page.Of<ConsentPage>(new { For = Product.Guard }),
        ["consent-party"] = () => Page.Of<ConsentPage>(new { For = Product.Party }),
        ["host-no-playlists"] = () => Of<HostPage>(PartyExamples.Host()),
        [Unreachable] = () => Of<HostPage>(PartyExamples.Host()),
        ["key"] = () => Page.Of<KeyPage>(new { Secret = "abc" }),
        ["key-spent"] = () =>
            Page.Of<KeyPage>(
                new
                {
                    Secret = "abc",
                    Sentence = "This link has been used already, or it is older than ten minutes. The host can show a new one.",
                }
            ),
        ["lobby"] = () => Of<RoomPage>(PartyExamples.Lobby(host: false)),
        ["lobby-host"] = () => Of<RoomPage>(PartyExamples.Lobby(host: true)),
        ["lobby-prepared"] = () => Of<RoomPage>(PartyExamples.Prepared(host: false)),
        ["lobby-prepared-host"] = () => Of<RoomPage>(PartyExamples.Prepared(host: true)),
        ["lobby-prepared-late"] = () => Of<RoomPage>(PartyExamples.Prepared(false, -12, Troubles.DeviceAsleep)),
        ["lobby-prepared-late-host"] = () => Of<RoomPage>(PartyExamples.Prepared(true, -12, Troubles.DeviceAsleep)),
        ["lobby-prepared-due-host"] = () => Of<RoomPage>(PartyExamples.Prepared(true, -3, byItself: false)),
        ["lobby-only-here"] = () => Of<RoomPage>(PartyExamples.OnlyHere(host: false)),
        ["lobby-host-only-here"] = () => Of<RoomPage>(PartyExamples.OnlyHere(host: true)),
        ["lobby-host-alone"] = () => Of<RoomPage>(PartyExamples.Lobby(host: true, people: 1)),
        ["lobby-host-reading"] = () => Of<RoomPage>(PartyExamples.Reading()),
        ["lobby-host-reading-waits"] = () => Of<RoomPage>(PartyExamples.Reading(Troubles.Quota)),
        ["no-cookies"] = () => Page.Of<NoCookiesPage>(new { Again = "/" }),
        ["room-directions"] = () => Of<RoomPage>(PartyExamples.OtherDirections(host: true)),
        ["room"] = () => Of<RoomPage>(PartyExamples.Live()),
        ["room-host"] = () => Of<RoomPage>(PartyExamples.Live(host: true)),
        ["room-closed"] = () => Of<RoomPage>(PartyExamples.Closed()),
        ["room-closed-host"] = () => Of<RoomPage>(PartyExamples.Closed(host: true)),
        ["room-skip"] = () => Of<RoomPage>(PartyExamples.Skipping()),
        ["room-skip-early"] = () => Of<RoomPage>(PartyExamples.Skipping(12, host: true)),
        ["room-choice"] = () => Of<RoomPage>(PartyExamples.Choice()),
        ["room-choice-host"] = () => Of<RoomPage>(PartyExamples.Choice(host: true)),
        ["room-choice-closed"] = () => Of<RoomPage>(PartyExamples.ChoiceClosed()),
        ["room-ten"] = () => Of<RoomPage>(PartyExamples.Ten(host: false)),
        ["room-ten-host"] = () => Of<RoomPage>(PartyExamples.Ten(host: true)),
        ["room-long"] = () => Of<RoomPage>(PartyExamples.LongWords(host: true)),
        ["room-starting"] = () => Of<RoomPage>(PartyExamples.Starting()),
        ["room-single"] = () => Of<RoomPage>(PartyExamples.Single()),
        ["room-many"] = () => Of<RoomPage>(PartyExamples.Many()),
        ["room-paused"] = () => Of<RoomPage>(PartyExamples.Trouble(Troubles.Paused, host: false)),
        ["room-no-device"] = () => Of<RoomPage>(PartyExamples.Trouble(Troubles.NoDevice, host: true)),
        ["room-something-else"] = () => Of<RoomPage>(PartyExamples.Trouble(Troubles.SomethingElse, host: true)),
        ["room-sign-in"] = () => Of<RoomPage>(PartyExamples.TroubleAhead(Troubles.SignIn, host: true)),
        ["room-premium"] = () => Of<RoomPage>(PartyExamples.Trouble(Troubles.PremiumRequired, host: true)),
        ["room-nothing-to-play"] = () => Of<RoomPage>(PartyExamples.Trouble(Troubles.NothingToPlay, host: true)),
        ["room-unreachable"] = () => Of<RoomPage>(PartyExamples.TroubleAhead(Troubles.Unreachable, host: false)),
        ["room-quota"] = () => Of<RoomPage>(PartyExamples.TroubleAhead(Troubles.Quota, host: false)),
        ["room-device-gone"] = () => Of<RoomPage>(PartyExamples.DeviceGone()),
        ["room-device-moving"] = () => Of<RoomPage>(PartyExamples.Moving()),
        ["room-learned"] = () => Of<RoomPage>(PartyExamples.Learned()),
        ["room-unplayed"] = () => Of<RoomPage>(PartyExamples.Unplayed()),
        ["room-own-queue"] = () => Of<RoomPage>(PartyExamples.OwnQueue()),
        ["room-suggest"] = () => Of<RoomPage>(SuggestExamples.Room(host: false)),
        ["room-suggest-host"] = () => Of<RoomPage>(SuggestExamples.Room(host: true)),
        ["room-muted"] = () => Of<RoomPage>(PartyExamples.Muted()),
        ["room-along"] = () => Of<RoomPage>(AlongExamples.Room()),
        ["room-along-ready"] = () => Of<RoomPage>(AlongExamples.Room("ready")),
        ["room-along-on"] = () => Of<RoomPage>(AlongExamples.Room("on")),
        ["room-along-theirs"] = () => Of<RoomPage>(AlongExamples.Room("theirs")),
        ["room-along-premium"] = () => Of<RoomPage>(AlongExamples.Room("premium")),
        ["room-along-budget"] = () => Of<RoomPage>(AlongExamples.Room("budget")),
        ["room-along-host"] = () => Of<RoomPage>(AlongExamples.Room(host: true)),
        ["along-declined"] = () =>
            Page.Of<SignInFailedPage>(
                new
                {
                    Failure = SignInFailure.NotOnAllowList,
                    Retry = $"/party/{Guid.Empty}/along",
                    Lends = true,
                }
            ),
        ["room-grace"] = () => Of<RoomPage>(PartyExamples.Grace()),
        ["played"] = () => Of<PlayedPage>(PlayedExamples.Evening()),
        ["played-saving"] = () => Of<PlayedPage>(PlayedExamples.Saving()),
        ["played-saved"] = () => Of<PlayedPage>(PlayedExamples.Saved()),
        ["played-consent"] = () => Of<PlayedPage>(PlayedExamples.Consent()),
        ["played-quota"] = () => Of<PlayedPage>(PlayedExamples.Quota()),
        ["played-not-saved"] = () => Of<PlayedPage>(PlayedExamples.NotSaved()),
        ["played-so-far"] = () => Of<PlayedPage>(PlayedExamples.SoFar()),
        ["played-by-link"] = () => Of<PlayedPage>(PlayedExamples.ByLink()),
        ["played-nothing"] = () => Of<PlayedPage>(PlayedExamples.Nothing()),
        ["played-unknown"] = () => Of<PlayedPage>(PlayedExamples.Unknown()),
        ["screen-pairing"] = () => Page.Of<ScreenPage>(),
        ["screen-lobby"] = () => Page.Of<ScreenPage>(),
        ["screen-prepared"] = () => Page.Of<ScreenPage>(),
        ["screen-lobby-only-here"] = () => Page.Of<ScreenPage>(),
        ["screen"] = () => Page.Of<ScreenPage>(),
        ["screen-other-side"] = () => Page.Of<ScreenPage>(),
        ["screen-wifi"] = () => Page.Of<ScreenPage>(),
        ["screen-closed"] = () => Page.Of<ScreenPage>(),
        ["screen-five"] = () => Page.Of<ScreenPage>(),
        ["screen-ten"] = () => Page.Of<ScreenPage>(),
        ["screen-long"] = () => Page.Of<ScreenPage>(),
        ["screen-directions"] = () => Page.Of<ScreenPage>(),
        ["screen-starting"] = () => Page.Of<ScreenPage>(),
        ["screen-grace"] = () => Page.Of<ScreenPage>(),
        ["screen-no-device"] = () => Page.Of<ScreenPage>(),
        ["screen-troubles"] = () => Page.Of<ScreenPage>(),
        ["screen-ended"] = () => Page.Of<ScreenPage>(),
        [ScreenExamples.Lost] = () => Page.Of<ScreenPage>(),
        ["screen-scanned"] = () =>
            Page.Of<PairingPage>(new { Code = "FHKLM", Parties = new[] { new HostedParty(Guid.Empty, "Kitchen Dancing") } }),
        ["screen-scanned-stranger"] = () => Page.Of<PairingPage>(new { Code = "FHKLM", Parties = Array.Empty<HostedParty>() }),
        ["screen-scanned-late"] = () =>
            Page.Of<PairingPage>(
                new
                {
                    Code = "FHKLM",
                    Sentence = "No television shows this code. It changes every ten minutes: have another look at the television.",
                    Parties = new[] { new HostedParty(Guid.Empty, "Kitchen Dancing"), new HostedParty(Guid.NewGuid(), "ראדיו") },
                }
            ),
        ["room-crowded"] = () => Of<RoomPage>(PartyExamples.Crowded()),
    };

    public static async Task<(WebApplication App, string Address)> Start(string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        builder.AddWeb([]);
        builder.Services.AddHealthChecks();
        builder
            .Services.AddProduct<PartyCard, JoinPart>("Party", "/party", 0)
            .AddProduct<GuardCard>("Guard", "/guard", 1)
            .AddSingleton(new StandIn("http://127.0.0.1:5081"))
            .AddSingleton<GuestCookie>();
        var app = builder.Build();
        app.Use(
            (context, next) =>
            {
                if (!context.Request.Path.StartsWithSegments("/look/start"))
                    context.User = new(new ClaimsIdentity([new(ClaimTypes.Name, "Harbour Lights Records")], "gallery"));
                return next(context);
            }
        );
        app.Use(
            (context, next) =>
            {
                if (context.Request.Path == "/look/start-wrong-code")
                    context.Features.Set(new JoinDraft("482 931", "No party has this code. Have another look at the host’s screen."));
                return next(context);
            }
        );
        app.UseWeb();
        app.UseWebSockets();
        app.MapWeb();
        app.MapFakeParty();
        app.MapGet("/look/covers/{n:int}", (int n) => TypedResults.Text(Picture(n), "image/svg+xml"));
        app.MapGet(
            "/api/guard/live",
            async (HttpContext context) =>
            {
                context.Response.ContentType = "text/event-stream";
                await context.Response.StartAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        );
        app.MapPost("/guard/protect", ([FromForm] string back) => Of<ProtectPage>(Examples.Protect() with { Back = back }));
        app.MapPost(
            "/guard/playlists/{id}/wanted",
            async (IFormFile cover) =>
            {
                using var bytes = new MemoryStream();
                await cover.CopyToAsync(bytes);
                Covers.Enqueue(bytes.ToArray());
                return TypedResults.LocalRedirect("/look/playlist");
            }
        );
        app.MapGet($"/look/{Blank}", () => TypedResults.Text("<!doctype html><title>Blank</title>", "text/html"));
        app.MapGet("/look/{name}", IResult (string name) => Pages.TryGetValue(name, out var page) ? page() : TypedResults.NotFound());
        await app.StartAsync();
        return (app, app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    private static Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TPage> Of<TPage>(object view)
        where TPage : IComponent => Page.Of<TPage>(new { View = view });

    /// <summary>A picture that could be a cover; from 100 on four of them, as Spotify makes one from the songs.</summary>
    private static string Picture(int n) =>
        n >= 100
            ? $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 200 200'>{string.Concat(Enumerable.Range(0, 4).Select(i =>
            $"<svg x='{i % 2 * 100}' y='{i / 2 * 100}' width='100' height='100' viewBox='0 0 100 100'>{Shapes(n + i)}</svg>"))}</svg>"
            : $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100'>{Shapes(n)}</svg>";

    private static string Shapes(int n)
    {
        var hue = n * 47 % 360;
        return $"<rect width='100' height='100' fill='hsl({hue} 45% {22 + (n % 3 * 14)}%)'/>"
            + (n % 4) switch
            {
                0 =>
                    $"<circle cx='50' cy='{44 + (n % 7)}' r='26' fill='hsl({(hue + 40) % 360} 70% 62%)'/><rect y='70' width='100' height='30' fill='hsl({hue} 50% 14%)'/>",
                1 =>
                    $"<path d='M0 80 30 40l18 24 20-34 32 50v20H0z' fill='hsl({(hue + 200) % 360} 40% 60%)'/><circle cx='76' cy='22' r='8' fill='hsl(45 80% 80%)'/>",
                2 =>
                    $"<g stroke='hsl({(hue + 160) % 360} 60% 70%)' stroke-width='5'><path d='M10 20h80M10 35h60M10 50h72M10 65h40M10 80h66'/></g>",
                _ =>
                    $"<path d='M0 0h50v100H0z' fill='hsl({(hue + 20) % 360} 60% 45%)'/><circle cx='50' cy='50' r='22' fill='none' stroke='hsl({hue} 30% 92%)' stroke-width='6'/>",
            };
    }
}
