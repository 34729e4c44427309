using Dapper;
using Npgsql;
using Tonearm.Data;

namespace Tonearm.Accounts;

/// <summary>
/// The tokens in the accounts' rows, as ciphertext, and who is renewing them. Whatever an answer of Spotify's changes is changed only while
/// the row still has the refresh token that was spent for it. Nothing here is cancellable: Spotify has handed the tokens out, and they
/// exist nowhere else. An account that is lent has its row in a table of its own.
/// </summary>
internal sealed class TokenStore(NpgsqlDataSource database)
{
    /// <summary>Told when a renewal has ended, however it did.</summary>
    public const string Renewed = "tokens:renewed";

    /// <summary>Told when a sign-in or an unlink has made what nodes remember old.</summary>
    public const string Replaced = "tokens:replaced";

    /// <summary>
    /// Two questions of <see cref="Spotify.TokenEndpoint.Patience"/> each and the time to store the answer; longer only where the node has
    /// died.
    /// </summary>
    public static readonly TimeSpan ClaimLasts = (2 * Spotify.TokenEndpoint.Patience) + TimeSpan.FromSeconds(5);

    public async Task<TokenRow?> Read(Guid account)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        return await connection.QuerySingleOrDefaultAsync<TokenRow>(
            """
            select access_token, access_until, refresh_token, health = 'signin' as is_refused, ask_again_at, false as is_lent from accounts
              where id = @account
            union all
            select access_token, access_until, refresh_token, health = 'signin', ask_again_at, true from lent_accounts where id = @account
            """,
            new { account },
            CancellationToken.None
        );
    }

    /// <summary>Makes this caller the one who spends the refresh token.</summary>
    /// <returns>Null when somebody else does just now, or the token has changed.</returns>
    public async Task<Guid?> Claim(Guid account, string refreshToken, bool isLent)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        return await connection.ExecuteScalarAsync<Guid?>(
            $"""
            update {Table(isLent)} set renewing = @claim, renewing_until = now() + @ClaimLasts
            where id = @account and refresh_token = @refreshToken and (renewing_until is null or renewing_until < now())
            returning renewing
            """,
            new
            {
                account,
                refreshToken,
                claim = Guid.NewGuid(),
                ClaimLasts,
            },
            CancellationToken.None
        );
    }

    public async Task Release(Guid account, Guid claim, bool isLent)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            $"""
            update {Table(isLent)} set renewing = null, renewing_until = null where id = @account and renewing = @claim;
            select pg_notify('tonearm', @Renewed)
            """,
            new
            {
                account,
                claim,
                Renewed,
            },
            CancellationToken.None
        );
    }

    /// <summary>
    /// Stores what a refresh brought; the old refresh token goes on where the answer has none. A sign-in that was taken for dead is alive
    /// again.
    /// </summary>
    /// <returns>Null when another token has taken the place of the one that was spent; then nothing was changed.</returns>
    public async Task<Kept?> Keep(Guid account, string spent, string access, DateTimeOffset until, string? refresh, bool isLent)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        return await connection.QuerySingleOrDefaultAsync<Kept>(
            $"""
            with locked_account as (select id, health = 'signin' as was_refused from {Table(isLent)}
              where id = @account and refresh_token = @spent for no key update),
            renewed_account as (
              update {Table(isLent)} a set access_token = @access, access_until = @until, refresh_token = coalesce(@refresh, refresh_token),
                health = case when b.was_refused then 'ok' else health end,
                ask_again_at = case when b.was_refused then null else ask_again_at end
              from locked_account b where a.id = b.id
              returning a.{Owner(isLent)} as owner_id, b.was_refused)
            select was_refused, case when was_refused then pg_notify('tonearm', 'owner:' || owner_id)::text end as told from renewed_account
            """,
            new
            {
                account,
                spent,
                access,
                until,
                refresh,
            },
            CancellationToken.None
        );
    }

    /// <summary>Spotify took the refresh token for dead. It is tried again in an hour, then each day.</summary>
    /// <returns>False when another token has taken its place meanwhile; then nothing was changed.</returns>
    public async Task<bool> Refused(Guid account, string? spent, DateTimeOffset now, bool isLent)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        return await connection.ExecuteScalarAsync<bool?>(
                $"""
                with refused_account as (
                  update {Table(isLent)} set health = 'signin', ask_again_at = {AskAgain.Sql("signin")}
                  where id = @account and refresh_token is not distinct from @spent
                  returning {Owner(isLent)} as owner_id)
                select pg_notify('tonearm', 'owner:' || owner_id)::text is not null from refused_account
                """,
                new
                {
                    account,
                    spent,
                    now,
                },
                CancellationToken.None
            ) ?? false;
    }

    private static string Table(bool isLent) => isLent ? "lent_accounts" : "accounts";

    /// <summary>Whose pages are told; of what is lent nobody's.</summary>
    private static string Owner(bool isLent) => isLent ? "id" : "owner_id";

    /// <param name="Told">Not read: the statement's way to tell the pages.</param>
    internal sealed record Kept(bool WasRefused, string? Told);
}

/// <param name="IsLent">It is no owner's account, but one that is lent.</param>
/// <param name="IsRefused">Spotify took the refresh token for dead when it was last asked.</param>
internal sealed record TokenRow(
    string? AccessToken,
    DateTimeOffset? AccessUntil,
    string? RefreshToken,
    bool IsRefused,
    DateTimeOffset? AskAgainAt,
    bool IsLent
);

/// <summary>When Spotify is asked again about what it has refused an account: after an hour, and then each day.</summary>
internal static class AskAgain
{
    /// <summary>For an update of <c>accounts</c> that sets this health, with <c>@now</c>.</summary>
    public static string Sql(string health) => $"@now + case when health = '{health}' then interval '1 day' else interval '1 hour' end";
}
