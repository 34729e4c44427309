using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Tonearm.Accounts;

/// <summary>The owner's accounts, for scripts and for the pages' forms.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var accounts = routes.MapGroup("/api/accounts").RequireAuthorization().WithTags("Accounts");
        accounts.MapGet("", List).WithSummary("All linked accounts with their health");
        accounts.MapDelete("{id:guid}", Unlink).WithSummary("Unlink an account: its tokens and all that was kept of it are deleted at once");
    }

    private static async Task<Ok<AccountInfo[]>> List(ClaimsPrincipal user, AccountStore accounts, CancellationToken cancellation) =>
        TypedResults.Ok<AccountInfo[]>([.. (await accounts.Of(user.Owner(), cancellation)).Select(AccountInfo.Of)]);

    private static async Task<Results<NoContent, NotFound>> Unlink(
        Guid id, ClaimsPrincipal user, AccountStore accounts, AccountTokens tokens, CancellationToken cancellation)
    {
        if (!await accounts.Unlink(user.Owner(), id, cancellation)) return TypedResults.NotFound();
        tokens.Forget();
        return TypedResults.NoContent();
    }
}

/// <summary>A linked account as the API shows it.</summary>
/// <param name="Health">One of <c>ok</c>, <c>signin</c>, <c>scope</c>, <c>allowlist</c>, <c>premium</c>.</param>
/// <param name="ConsentEnds">When Spotify ends the sign-in, six months after it was given.</param>
public sealed record AccountInfo(Guid Id, string Name, string SpotifyUser, string Health, DateTimeOffset ConsentEnds, DateTimeOffset LinkedAt)
{
    internal static AccountInfo Of(Account account) =>
        new(account.Id, account.Name, account.UserId, HealthColumn.Of(account.Health), account.ConsentEnds, account.LinkedAt);
}
