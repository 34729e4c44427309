using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Spotify;

namespace Tonearm.Accounts;

/// <summary>Owners and their accounts. Their tokens are <see cref="AccountTokens"/>' part.</summary>
internal sealed class AccountStore(NpgsqlDataSource database, TokenProtector protector, TimeProvider time)
{
    private const string Columns = "id, owner_id, user_id, name, picture, scopes, consented_at, health, linked_at, premium, premium_at";

    public async Task<IReadOnlyList<Account>> Of(Guid owner, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<AccountRow>(
            $"select {Columns} from accounts where owner_id = @owner order by linked_at, id",
            new { owner },
            cancellation
        );
        return [.. rows.Select(row => row.Account)];
    }

    public async Task<Account?> Find(Guid owner, Guid account, CancellationToken cancellation) =>
        (await Of(owner, cancellation)).FirstOrDefault(each => each.Id == account);

    public async Task<bool> OwnerExists(Guid owner, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<bool>(
            "select exists (select from owners where id = @owner)",
            new { owner },
            cancellation
        );
    }

    /// <summary>The scopes the person's account agreed to earlier; none when it is new.</summary>
    public async Task<string[]> ScopesOf(Me me, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var scopes = await connection.ExecuteScalarAsync<string?>(
            "select scopes from accounts where spotify_id = @id",
            new { id = me.AccountId ?? me.Id },
            cancellation
        );
        return scopes?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
    }

    /// <summary>
    /// Stores what a sign-in brought. A known account stays with its owner, unless it is being linked by another: who has just signed in at
    /// Spotify decides where the account belongs, and its playlists move with it. An owner left without accounts is gone.
    /// </summary>
    /// <param name="scopes">What the person has agreed to, separated by spaces.</param>
    public async Task<Linked> Link(Guid? owner, Me me, Tokens tokens, string scopes)
    {
        var spotifyId = me.AccountId ?? me.Id;
        var name = me.DisplayName is { Length: > 0 } given ? given : me.Id;
        var now = time.GetUtcNow();
        // Not cancellable from here: Spotify has handed the tokens out, and they exist nowhere else.
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
        var known = await connection.QuerySingleOrDefaultAsync<(Guid Id, Guid OwnerId)?>(
            "select id, owner_id from accounts where spotify_id = @spotifyId for update",
            new { spotifyId },
            CancellationToken.None
        );
        var to = owner ?? known?.OwnerId ?? Guid.CreateVersion7(now);
        await connection.ExecuteAsync(
            "insert into owners (id, created_at) values (@to, @now) on conflict do nothing",
            new { to, now },
            CancellationToken.None
        );
        var id = await connection.ExecuteScalarAsync<Guid>(
            """
            insert into accounts (id, owner_id, spotify_id, user_id, name, picture, scopes, access_token, access_until, refresh_token,
              consented_at, health, linked_at)
            values (@id, @to, @spotifyId, @UserId, @name, @picture, @scopes, @access, @until, @refresh, @now, 'ok', @now)
            on conflict (spotify_id) do update set
              owner_id = @to, user_id = @UserId, name = @name, picture = @picture, scopes = @scopes, access_token = @access,
              access_until = @until,
              refresh_token = coalesce(@refresh, accounts.refresh_token), consented_at = @now, health = 'ok', ask_again_at = null,
              renewing = null, renewing_until = null
            returning id
            """,
            new
            {
                id = Guid.CreateVersion7(now),
                to,
                spotifyId,
                UserId = me.Id,
                name,
                picture = me.Images?.FirstOrDefault()?.Url,
                scopes,
                access = protector.Protect(tokens.AccessToken),
                until = now.AddSeconds(tokens.ExpiresIn),
                refresh = tokens.RefreshToken is { } refresh ? protector.Protect(refresh) : null,
                now,
            },
            CancellationToken.None
        );
        var moved = known is { } before && before.OwnerId != to;
        if (moved)
            await connection.ExecuteAsync(
                "delete from owners where id = @OwnerId and not exists (select from accounts where owner_id = @OwnerId)",
                new { known!.Value.OwnerId },
                CancellationToken.None
            );
        await connection.ExecuteAsync("select pg_notify('tonearm', @Replaced)", new { TokenStore.Replaced }, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return new(to, id, name, IsNew: known is null, Moved: moved);
    }

    /// <summary>Writes down what answers of Spotify's said of an account.</summary>
    /// <param name="consentedAt">The sign-in that those answers were about: of a newer one they say nothing.</param>
    public async Task SetHealth(Guid account, DateTimeOffset consentedAt, Health health)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        var column = HealthColumn.Of(health);
        await connection.ExecuteAsync(
            $"""
            with changed_account as (
              update accounts set health = @column, ask_again_at = {(
                health is Health.MissingScope or Health.NeedsSignIn ? AskAgain.Sql(column) : "null"
            )}
              where id = @account and consented_at = @consentedAt and (health <> @column or (health = 'scope' and ask_again_at <= @now))
              returning owner_id)
            select pg_notify('tonearm', 'owner:' || owner_id) from changed_account
            """,
            new
            {
                account,
                consentedAt,
                column,
                now = time.GetUtcNow(),
            },
            CancellationToken.None
        );
    }

    /// <summary>Writes down what became of a command to the account's player: nothing else tells whether it has Premium.</summary>
    public async Task SetPremium(Guid account, bool premium)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            "update accounts set premium = @premium, premium_at = @now where id = @account and (premium is distinct from @premium or premium_at < @now - interval '1 day')",
            new
            {
                account,
                premium,
                now = time.GetUtcNow(),
            },
            CancellationToken.None
        );
    }

    /// <summary>Removes the account with its tokens and all that Guard and Party kept of it; the owner too, if it was the last.</summary>
    public async Task<bool> Unlink(Guid owner, Guid account, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var removed = await connection.ExecuteAsync(
            "delete from accounts where id = @account and owner_id = @owner",
            new { account, owner },
            cancellation
        );
        await connection.ExecuteAsync(
            """
            delete from owners where id = @owner and not exists (select from accounts where owner_id = @owner);
            select pg_notify('tonearm', 'owner:' || @owner), pg_notify('tonearm', @Replaced)
            """,
            new { owner, TokenStore.Replaced },
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        return removed > 0;
    }

    /// <summary>Removes the owner and everything that was stored for them.</summary>
    public async Task Erase(Guid owner, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            "delete from owners where id = @owner; select pg_notify('tonearm', @Replaced)",
            new { owner, TokenStore.Replaced },
            cancellation
        );
    }

    private sealed record AccountRow(
        Guid Id,
        Guid OwnerId,
        string UserId,
        string Name,
        string? Picture,
        string Scopes,
        DateTimeOffset ConsentedAt,
        string Health,
        DateTimeOffset LinkedAt,
        bool? Premium,
        DateTimeOffset? PremiumAt
    )
    {
        public Account Account =>
            new(Id, OwnerId, UserId, Name, Picture, Scopes, ConsentedAt, HealthColumn.Read(Health), LinkedAt, Premium, PremiumAt);
    }
}

/// <param name="IsNew">Nobody had linked it before.</param>
/// <param name="Moved">The account belonged to another owner until now.</param>
internal sealed record Linked(Guid Owner, Guid Account, string Name, bool IsNew, bool Moved);

/// <summary>
/// Health as its column spells it. Rows hold the text: Dapper asks no type handler about an enum, it looks for a member of that name.
/// </summary>
internal static class HealthColumn
{
    private static readonly string[] Names = ["ok", "signin", "scope", "allowlist", "premium"];

    public static string Of(Health health) => Names[(int)health];

    public static Health Read(string column) => (Health)Array.IndexOf(Names, column);
}
