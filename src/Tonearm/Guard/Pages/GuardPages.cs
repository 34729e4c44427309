using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Tonearm.Accounts;
using Tonearm.Accounts.Pages;
using Tonearm.Guard.Sweep;
using Tonearm.Web;

namespace Tonearm.Guard.Pages;

/// <summary>Guard's pages. Each form on them does what the API does, and then shows the page it came from.</summary>
internal static class GuardPages
{
    private const string About = "Your Spotify playlists stay as you want them: what somebody takes down is put back.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var guard = routes.MapGroup("/guard").RequireAuthorization().ExcludeFromDescription();
        guard.MapGet("", Overview).Previewed("Guard", About);
        guard.MapPost("look", Look);
        guard.MapGet("incidents", Incidents).Previewed("What has happened", About);
        ProtectionForms.Map(guard);
        ChannelForms.Map(guard);
        guard.MapGet("playlists/{id}", One).Previewed("A guarded playlist", About);
        WantedForms.Map(guard.MapGroup("playlists/{id}"));
    }

    private static async Task<IResult> Overview(
        ClaimsPrincipal user,
        AccountStore accounts,
        GuardViews views,
        CancellationToken cancellation,
        Guid? account = null,
        string? q = null,
        string? state = null,
        string? sort = null,
        string? after = null,
        string? before = null
    )
    {
        if ((await accounts.Of(user.Owner(), cancellation)).LackOnly(Scopes.Guard))
            return Page.Of<ConsentPage>(new { For = Product.Guard });
        var query = OverviewQuery.Of(account, q, state, sort, after, before);
        return Page.Of<OverviewPage>(new { View = await views.Overview(user.Owner(), query, cancellation) });
    }

    private static async Task<IResult> One(string id, ClaimsPrincipal user, GuardViews views, CancellationToken cancellation) =>
        await views.Playlist(user.Owner(), id, null, cancellation) is { } view
            ? Page.Of<PlaylistPage>(new { View = view })
            : TypedResults.NotFound();

    private static async Task<IResult> Incidents(
        ClaimsPrincipal user,
        GuardViews views,
        CancellationToken cancellation,
        string? playlist = null,
        long? before = null
    ) =>
        await views.Incidents(user.Owner(), playlist, before, cancellation) is { } view
            ? Page.Of<IncidentsPage>(new { View = view })
            : TypedResults.NotFound();

    private static async Task<IResult> Look(
        ClaimsPrincipal user,
        LookNow look,
        Flash flash,
        CancellationToken cancellation,
        [FromForm] string? back = null
    )
    {
        var report = await look.Run(user.Owner(), cancellation, whole: true, LookNow.OfPerson);
        var (restored, drifted) = (report.Sum(each => each.Restored), report.Sum(each => each.Drifted));
        // What is wrong with the account stands on the page already.
        if (report.FirstOrDefault(each => each.Problem is not null) is { } account)
            flash.Say(Tone.Care, $"{Bidi.Plain(account.Name)} could not be looked at as it should.");
        else
            flash.Say(
                Tone.Good,
                restored > 0 ? $"Looked at all accounts. {Playlists(restored)} put back."
                    : drifted > 0 ? $"Looked at all accounts. {Playlists(drifted)} changed."
                    : "Looked at all accounts. Nothing has changed."
            );
        return Back(back);
    }

    /// <summary>To the page that a form came from; to the overview where it does not say.</summary>
    public static IResult Back(string? back) => TypedResults.LocalRedirect(LocalBack(back));

    public static string LocalBack(string? back) => LocalAddress.Of(back) ?? "/guard";

    public static string Playlists(int count) => count == 1 ? "1 playlist" : $"{count:N0} playlists";
}
