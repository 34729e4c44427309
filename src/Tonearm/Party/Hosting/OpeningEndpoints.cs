using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Tonearm.Accounts;
using Tonearm.Party.Joining;
using Tonearm.Party.Room;
using Tonearm.Party.Rules;
using Tonearm.Spotify;
using Tonearm.Spotify.Governor;
using Tonearm.Web;

namespace Tonearm.Party.Hosting;

/// <summary>From signed in to a party: which playlist, which device, open.</summary>
internal static class OpeningEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").RequireAuthorization().WithTags("Party");
        api.MapGet("party/playlists", ListPlaylists).WithSummary("The own playlists of the owner's accounts, or of one");
        api.MapGet("party/devices", ListDevices).WithSummary("Where an account's music can play, and what plays now");
        api.MapPost("parties", Open).WithSummary("Open a party in its lobby");
    }

    private static async Task<Results<Ok<IReadOnlyList<PartyPlaylist>>, ProblemHttpResult>> ListPlaylists(
        ClaimsPrincipal user,
        AccountStore accounts,
        OwnPlaylists playlists,
        PartyCosts costs,
        TimeProvider time,
        CancellationToken cancellation,
        Guid? account = null
    )
    {
        var cost = await costs.Songs(cancellation);
        var all = new List<PartyPlaylist>();
        foreach (var each in await HostsOf(user, accounts, account, cancellation))
        {
            var own = await playlists.Of(each, cancellation);
            if (!own.IsOk)
                return Problem(own.Failure!, time.GetUtcNow());
            all.AddRange(own.Value.Select(playlist => playlist with { Cost = cost(playlist.Tracks) }));
        }

        return TypedResults.Ok<IReadOnlyList<PartyPlaylist>>(all);
    }

    private static async Task<Results<Ok<PartyDevices>, NotFound>> ListDevices(
        ClaimsPrincipal user,
        AccountStore accounts,
        HostDevices devices,
        CancellationToken cancellation,
        Guid? account = null
    ) =>
        await HostsOf(user, accounts, account, cancellation) is [var host, ..]
            ? TypedResults.Ok(await devices.Of(host.Id, cancellation))
            : TypedResults.NotFound();

    private static async Task<IResult> Open(
        NewParty asked,
        HttpContext context,
        AccountStore accounts,
        OwnPlaylists playlists,
        Opening opening,
        GuestCookie cookie,
        SnapshotReader snapshots,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var settings = asked.Settings ?? new();
        if (asked.PlaylistId is not { Length: > 0 and <= 100 })
            return Problem("Choose a playlist.");
        if (SettingsRules.Problems(settings) is { Count: > 0 } problems)
            return TypedResults.ValidationProblem(problems, problems.First().Value[0]);
        if (asked.StartsAt is { } at && StartTime.Problem(at, time.GetUtcNow()) is { } problem)
            return Problem(problem);
        if (await AccountOf(asked, context.User, accounts, playlists, cancellation) is not { } account)
            return Problem(
                "Sign in with Spotify as the owner of this playlist, and let Tonearm see and control your player.",
                StatusCodes.Status403Forbidden
            );

        var guest = cookie.ReadOrIssue(context);
        var opened = await opening.Open(account, guest, asked, settings, time.GetUtcNow(), cancellation);
        return opened switch
        {
            { IsRunning: true } => TypedResults.Problem(
                "There is a party on this account already.",
                statusCode: StatusCodes.Status409Conflict,
                extensions: new Dictionary<string, object?> { ["id"] = opened.Party }
            ),
            _ when Refusal(opened, time.GetUtcNow()) is { } refusal => refusal,
            _ => TypedResults.Ok(await snapshots.Read(opened.Party!.Value, guest, host: true, cancellation)),
        };
    }

    /// <summary>Why no party could be opened; null when one was, or there is one already.</summary>
    public static ProblemHttpResult? Refusal(Opened opened, DateTimeOffset now) =>
        opened switch
        {
            { IsEmpty: true } => Problem(
                "Nothing in this playlist can be played. Local files, episodes and what Spotify no longer has are left out.",
                StatusCodes.Status422UnprocessableEntity
            ),
            { IsFull: true } => Problem(
                $"{OpeningStore.MostPrepared} parties are prepared on this account already. End one of them first.",
                StatusCodes.Status409Conflict
            ),
            { Failure: { } failure } => Problem(failure, now),
            _ => null,
        };

    /// <summary>The account that was named, or else the one that the playlist belongs to.</summary>
    private static async Task<Account?> AccountOf(
        NewParty asked,
        ClaimsPrincipal user,
        AccountStore accounts,
        OwnPlaylists playlists,
        CancellationToken cancellation
    )
    {
        var hosts = await HostsOf(user, accounts, asked.AccountId, cancellation);
        if (hosts.Count < 2)
            return hosts is [var only] ? only : null;
        foreach (var host in hosts)
            if ((await playlists.Of(host, cancellation)).Value?.Any(playlist => playlist.Id == asked.PlaylistId) == true)
                return host;
        return hosts[0];
    }

    /// <summary>The owner's accounts that have agreed to what a party needs.</summary>
    private static async Task<IReadOnlyList<Account>> HostsOf(
        ClaimsPrincipal user,
        AccountStore accounts,
        Guid? account,
        CancellationToken cancellation
    ) =>
        [
            .. (await accounts.Of(user.Owner(), cancellation)).Where(each =>
                (account is null || each.Id == account) && each.Has(Scopes.Party)
            ),
        ];

    private static ProblemHttpResult Problem(string sentence, int status = StatusCodes.Status400BadRequest) =>
        TypedResults.Problem(sentence, statusCode: status);

    /// <summary>Why Spotify gives no playlist, as a person understands it.</summary>
    public static ProblemHttpResult Problem(CallFailure failure, DateTimeOffset now) =>
        failure.Kind switch
        {
            AnswerKind.NotFound or AnswerKind.Refused => Problem("There is no such playlist.", StatusCodes.Status404NotFound),
            AnswerKind.Forbidden => Problem(
                "Spotify shows what is in a playlist only to its owner and those who work on it. Choose one of your own.",
                StatusCodes.Status403Forbidden
            ),
            AnswerKind.NeedsSignIn or AnswerKind.MissingScope => Problem(
                "Spotify wants you to sign in again.",
                StatusCodes.Status403Forbidden
            ),
            AnswerKind.AppRefused => Problem(
                "Spotify does not accept this installation's client id or secret. Whoever runs it can mend that.",
                StatusCodes.Status503ServiceUnavailable
            ),
            AnswerKind.NotOnAllowList => Problem(
                "This Spotify account is not among the app's users in Spotify's dashboard.",
                StatusCodes.Status403Forbidden
            ),
            AnswerKind.OwnerWithoutPremium => Problem(
                "The owner of the Spotify app has no Premium, so Spotify answers nobody.",
                StatusCodes.Status403Forbidden
            ),
            AnswerKind.Limited => Problem(
                failure.Until is { } until && until > now
                    ? $"{failure.By.Sentence()}. Try again {Times.Distance(until, now)}."
                    : $"{failure.By.Sentence()}. Nobody has said for how long: try again in a while.",
                StatusCodes.Status503ServiceUnavailable
            ),
            _ when failure.Fault is { } wrong => Problem($"{wrong.Sentence()} {wrong.Remedy()}", StatusCodes.Status503ServiceUnavailable),
            _ => Problem("Spotify does not answer. Try again in a moment.", StatusCodes.Status503ServiceUnavailable),
        };
}
