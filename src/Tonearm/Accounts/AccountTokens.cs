using System.Collections.Concurrent;
using Tonearm.Data;
using Tonearm.Spotify;

namespace Tonearm.Accounts;

/// <summary>
/// Hands out access tokens and renews them. One renewal is shared by all callers of this process, and across nodes the one that holds the
/// claim in the account's row makes it; no lock is held while Spotify is asked. Its answer counts only for the refresh token that it was
/// about: a sign-in that came meanwhile wins, whichever answer comes last.
/// </summary>
internal sealed partial class AccountTokens(
    TokenEndpoint endpoint,
    TokenProtector protector,
    TokenStore store,
    ClientRefusal client,
    ChangeFeed feed,
    TimeProvider time,
    ILogger<AccountTokens> logger
) : IAccessTokens, IDisposable
{
    /// <summary>A token this close to its end is renewed first: the call it is for takes time too.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <summary>A sign-in on another node has replaced a token.</summary>
    private readonly ChangeFeed.Subscription replaced = feed.Subscribe(TokenStore.Replaced);

    private readonly Lock gate = new();
    private readonly Dictionary<Guid, (string Token, DateTimeOffset Until)> tokens = [];
    private readonly ConcurrentDictionary<Guid, Lazy<Task<AccessToken>>> renewals = [];
    private int forgotten;

    public async Task<AccessToken> Get(Guid account, string? rejected, CancellationToken cancellation)
    {
        lock (gate)
            if (KnowsAll() && tokens.TryGetValue(account, out var token) && IsGood(token.Token, token.Until, rejected))
                return new(AnswerKind.Ok, token.Token);

        var renewal = renewals.GetOrAdd(
            account,
            static (id, state) => new(() => state.Self.RenewOnce(id, state.rejected)),
            (Self: this, rejected)
        );
        return await renewal.Value.WaitAsync(cancellation);
    }

    /// <summary>Forgets what is in memory, after a new sign-in or an unlink. What is stored is read again when it is needed.</summary>
    public void Forget()
    {
        lock (gate)
        {
            forgotten++;
            tokens.Clear();
        }
    }

    public void Dispose() => replaced.Dispose();

    /// <returns>False when what is in memory was out of date, and is forgotten now.</returns>
    private bool KnowsAll()
    {
        if (!replaced.HasChanged())
            return true;
        Forget();
        return false;
    }

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
        using var changes = feed.Subscribe(TokenStore.Renewed);
        while (true)
        {
            var before = Volatile.Read(ref forgotten);
            if (await store.Read(account) is not { } row)
                return new(AnswerKind.NeedsSignIn);
            if (protector.Unprotect(row.AccessToken) is { } stored && row.AccessUntil is { } until && IsGood(stored, until, rejected))
                return Remember(account, stored, until, before);
            var now = time.GetUtcNow();
            if (row.IsRefused && row.AskAgainAt > now)
                return new(AnswerKind.NeedsSignIn);
            if (protector.Unprotect(row.RefreshToken) is not { } refresh)
            {
                await store.Refused(account, row.RefreshToken, now, row.IsLent);
                return new(AnswerKind.NeedsSignIn);
            }

            if (await client.Rests(now))
                return new(AnswerKind.AppRefused);
            if (await store.Claim(account, row.RefreshToken!, row.IsLent) is not { } claim)
            {
                await changes.Changed(TokenStore.ClaimLasts);
                continue;
            }

            if (await Spend(account, row, refresh, claim, before) is { } token)
                return token;
        }
    }

    /// <returns>Null when the refresh token is not the account's any more: what is stored now has to be read.</returns>
    private async Task<AccessToken?> Spend(Guid account, TokenRow row, string refresh, Guid claim, int before)
    {
        var spent = row.RefreshToken!;
        try
        {
            var answer = await endpoint.Refresh(refresh, CancellationToken.None);
            // Spotify has been seen to say once, in an outage, that a good token is dead.
            if (answer.Kind == AnswerKind.NeedsSignIn)
                answer = await endpoint.Refresh(refresh, CancellationToken.None);
            var now = time.GetUtcNow();
            if (answer.Kind == AnswerKind.AppRefused)
                await client.Refused(now, answer.Message);
            // Whether it takes the token or not: it has taken the client that asked.
            if (answer.Kind is AnswerKind.Ok or AnswerKind.NeedsSignIn)
                await client.Accepted();
            if (answer.Kind == AnswerKind.NeedsSignIn)
                return await store.Refused(account, spent, now, row.IsLent) ? new(answer.Kind) : null;
            if (!answer.IsOk)
                return new(answer.Kind, Fault: answer.Fault);

            var until = now.AddSeconds(answer.Value.ExpiresIn);
            var kept = await store.Keep(
                account,
                spent,
                protector.Protect(answer.Value.AccessToken),
                until,
                answer.Value.RefreshToken is { } next ? protector.Protect(next) : null,
                row.IsLent
            );
            if (kept is { WasRefused: true })
                Log.Healed(logger, account);
            return kept is null ? null : Remember(account, answer.Value.AccessToken, until, before);
        }
        finally
        {
            await store.Release(account, claim, row.IsLent);
        }
    }

    /// <param name="before">How often all was forgotten when this token was read: one that has been replaced since is not kept.</param>
    private AccessToken Remember(Guid account, string token, DateTimeOffset until, int before)
    {
        lock (gate)
            if (KnowsAll() && forgotten == before)
                tokens[account] = (token, until);
        return new(AnswerKind.Ok, token);
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Information,
            Message = "Spotify takes the sign-in of account {Account} again, which it had refused"
        )]
        public static partial void Healed(ILogger logger, Guid account);
    }
}
