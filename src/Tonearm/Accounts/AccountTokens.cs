using System.Collections.Concurrent;
using Dapper;
using Npgsql;
using Tonearm.Spotify;

namespace Tonearm.Accounts;

/// <summary>
/// Hands out access tokens and renews them. A renewal is shared by all callers of this process and made under the account's row lock, so that
/// two nodes never spend one refresh token at the same time.
/// </summary>
internal sealed class AccountTokens(NpgsqlDataSource database, TokenEndpoint endpoint, TokenSeal seal, AccountStore accounts, TimeProvider time) : IAccessTokens
{
    /// <summary>A token this close to its end is renewed first: the call it is for takes time too.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<Guid, (string Token, DateTimeOffset Until)> tokens = [];
    private readonly ConcurrentDictionary<Guid, Lazy<Task<AccessToken>>> renewals = [];

    public async Task<AccessToken> Get(Guid account, string? rejected, CancellationToken cancellation)
    {
        if (tokens.TryGetValue(account, out var token) && IsGood(token.Token, token.Until, rejected)) return new(AnswerKind.Ok, token.Token);

        var renewal = renewals.GetOrAdd(account, static (id, state) => new(() => state.Self.RenewOnce(id, state.rejected)), (Self: this, rejected));
        return await renewal.Value.WaitAsync(cancellation);
    }

    /// <summary>Forgets what is in memory, after a new sign-in or an unlink.</summary>
    public void Forget(Guid account) => tokens.TryRemove(account, out _);

    private bool IsGood(string token, DateTimeOffset until, string? rejected) => token != rejected && until - Margin > time.GetUtcNow();

    private async Task<AccessToken> RenewOnce(Guid account, string? rejected)
    {
        // The others wait for this one, so it is nobody's to cancel; every step of it has a time limit of its own.
        try
        {
            await Task.Yield();
            return await Renew(account, rejected);
        }
        finally
        {
            renewals.TryRemove(account, out _);
        }
    }

    private async Task<AccessToken> Renew(Guid account, string? rejected)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
        var row = await connection.QuerySingleOrDefaultAsync<TokenRow>(
            "select access_token, access_until, refresh_token, health from accounts where id = @account for update", new { account }, transaction);
        if (row is null) return new(AnswerKind.NeedsSignIn);
        if (seal.Open(row.AccessToken) is { } stored && row.AccessUntil is { } until && IsGood(stored, until, rejected))
        {
            tokens[account] = (stored, until);
            return new(AnswerKind.Ok, stored);
        }

        if (HealthColumn.Read(row.Health) == Health.NeedsSignIn) return new(AnswerKind.NeedsSignIn);
        if (seal.Open(row.RefreshToken) is not { } refresh)
        {
            await transaction.CommitAsync(CancellationToken.None);
            await accounts.SetHealth(account, Health.NeedsSignIn);
            return new(AnswerKind.NeedsSignIn);
        }

        var answer = await endpoint.Refresh(refresh, CancellationToken.None);
        if (!answer.IsOk)
        {
            await transaction.CommitAsync(CancellationToken.None);
            tokens.TryRemove(account, out _);
            if (answer.Kind == AnswerKind.NeedsSignIn) await accounts.SetHealth(account, Health.NeedsSignIn);
            return new(answer.Kind);
        }

        var granted = answer.Value;
        var fresh = (Token: granted.AccessToken, Until: time.GetUtcNow().AddSeconds(granted.ExpiresIn));
        await connection.ExecuteAsync("""
            update accounts set access_token = @access, access_until = @Until, refresh_token = coalesce(@refresh, refresh_token) where id = @account
            """, new { account, access = seal.Close(fresh.Token), fresh.Until, refresh = granted.RefreshToken is { } next ? seal.Close(next) : null }, transaction);
        await transaction.CommitAsync(CancellationToken.None);
        tokens[account] = fresh;
        return new(AnswerKind.Ok, fresh.Token);
    }

    private sealed record TokenRow(string? AccessToken, DateTimeOffset? AccessUntil, string? RefreshToken, string Health);
}
