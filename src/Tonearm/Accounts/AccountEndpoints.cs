using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Tonearm.Web;

namespace Tonearm.Accounts;

/// <summary>The owner's accounts, for scripts and for the pages' forms.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var accounts = routes.MapGroup("/api/accounts").RequireAuthorization().WithTags("Accounts");
        accounts.MapGet("", List).WithSummary("All linked accounts with their health");
        accounts
            .MapDelete("{id:guid}", Unlink)
            .WithSummary("Unlink an account: its tokens and all that was kept of it are deleted at once");
    }

    private static async Task<Ok<AccountInfo[]>> List(ClaimsPrincipal user, KnownTroubles troubles, CancellationToken cancellation)
    {
        var known = await troubles.Of(user.Owner(), cancellation);
        return TypedResults.Ok<AccountInfo[]>([.. known.Accounts.Select(account => AccountInfo.Of(account, known.Of(account.Id)))]);
    }

    private static async Task<Results<NoContent, NotFound>> Unlink(
        Guid id,
        ClaimsPrincipal user,
        AccountStore accounts,
        AccountTokens tokens,
        CancellationToken cancellation
    )
    {
        if (!await accounts.Unlink(user.Owner(), id, cancellation))
            return TypedResults.NotFound();
        tokens.Forget();
        return TypedResults.NoContent();
    }
}

/// <summary>A linked account as the API shows it.</summary>
/// <param name="Health">One of <c>ok</c>, <c>signin</c>, <c>scope</c>, <c>allowlist</c>, <c>premium</c>.</param>
/// <param name="Trouble">What keeps it from its work, as a sentence; null where nothing of its own does.</param>
/// <param name="ConsentEnds">When Spotify ends the sign-in, six months after it was given.</param>
public sealed record AccountInfo(
    Guid Id,
    string Name,
    string SpotifyUser,
    string Health,
    DateTimeOffset ConsentEnds,
    DateTimeOffset LinkedAt,
    string? Trouble
)
{
    internal static AccountInfo Of(Account account, Remedy? cure) =>
        new(
            account.Id,
            account.Name,
            account.UserId,
            HealthColumn.Of(account.Health),
            account.ConsentEnds,
            account.LinkedAt,
            cure is null ? null : TimestampMarkup.Plain(cure.Sentence)
        );
}
