using Npgsql;
using Tonearm.Data;
using Tonearm.Spotify;

namespace Tonearm.Accounts;

/// <summary>
/// An account that somebody lends for one thing at a party. Nobody becomes an owner by it, and nothing else is done with it.
/// </summary>
/// <param name="To">The party.</param>
/// <param name="By">The device that asked: only its browser can bring the account.</param>
internal sealed record Loan(Guid To, Guid By)
{
    /// <summary>Where it can be begun anew.</summary>
    public string Address => $"/party/{To}/along";
}

/// <summary>Takes what people lend. Accounts knows no product, so the one that borrows registers itself.</summary>
internal interface IBorrowsAccounts
{
    /// <summary>Whether the browser is that of the device that asked, and may still lend.</summary>
    Task<bool> Awaits(HttpContext context, Loan loan, CancellationToken cancellation);

    /// <returns>Why it cannot be taken; null when it was.</returns>
    Task<SignInFailure?> Take(Loan loan, Me me, Tokens tokens);
}

/// <summary>The accounts that are lent just now, by the id of what they are lent for.</summary>
internal sealed class LentAccounts(TokenProtector protector, TimeProvider time)
{
    /// <summary>Stores it in place of whatever else the same person lends.</summary>
    public Task Keep(NpgsqlConnection connection, Guid id, Me me, Tokens tokens) =>
        connection.ExecuteAsync(
            """
            insert into lent_accounts (id, spotify_id, access_token, access_until, refresh_token)
            values (@id, @spotifyId, @access, @until, @refresh);
            select pg_notify('tonearm', @Replaced)
            """,
            new
            {
                id,
                spotifyId = SpotifyId(me),
                access = protector.Protect(tokens.AccessToken),
                until = time.GetUtcNow().AddSeconds(tokens.ExpiresIn),
                refresh = tokens.RefreshToken is { } refresh ? protector.Protect(refresh) : null,
                TokenStore.Replaced,
            },
            CancellationToken.None
        );

    public static string SpotifyId(Me me) => me.AccountId ?? me.Id;
}
