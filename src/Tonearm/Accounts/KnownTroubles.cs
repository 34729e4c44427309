using Tonearm.Spotify;

namespace Tonearm.Accounts;

/// <summary>A product that knows what keeps an account from its work.</summary>
internal interface IKnowsTroubles
{
    /// <summary>Of the owner's accounts those that have any, each with what helps.</summary>
    Task<IReadOnlyDictionary<Guid, Cure>> Troubles(Guid owner, IReadOnlyList<Account> accounts, CancellationToken cancellation);
}

/// <summary>What keeps accounts from their work: the one source for the accounts' page, for alarms elsewhere and for the API.</summary>
internal sealed class KnownTroubles(AccountStore accounts, ClientRefusal clients, Reachability reach, IEnumerable<IKnowsTroubles> products)
{
    public async Task<AccountTroubles> Of(Guid owner, CancellationToken cancellation)
    {
        var linked = await accounts.Of(owner, cancellation);
        var installation = await clients.Stands(cancellation) ? Cures.Installation : null;
        var way = reach.Current is { } trouble ? new WayWords(trouble.Fault.Sentence(), trouble.Fault.Cure(), trouble.Since) : null;
        var cures = linked.Select(account => (account.Id, Cure: Cures.Of(account, []))).Where(each => each.Cure is not null).ToDictionary(each => each.Id, each => each.Cure!);
        // What keeps all accounts from their work is told once, and of none of them.
        if (installation is null && way is null)
            foreach (var product in products)
                foreach (var (id, cure) in await product.Troubles(owner, linked, cancellation)) cures.TryAdd(id, cure);
        return new(linked, cures, installation, way);
    }
}

/// <param name="Installation">What is wrong with the installation itself, and so with no account of its own.</param>
/// <param name="Way">What is wrong on the way to Spotify; null where nothing is known to be.</param>
internal sealed record AccountTroubles(IReadOnlyList<Account> Accounts, IReadOnlyDictionary<Guid, Cure> Cures, Cure? Installation, WayWords? Way)
{
    /// <summary>What is wrong with one account and what helps; null for a healthy one.</summary>
    public Cure? Of(Guid account) => Cures.GetValueOrDefault(account);
}

/// <summary>What went wrong on the way to Spotify, and what helps.</summary>
/// <param name="Since">Since when it is so, as far as is known.</param>
public sealed record WayWords(string Sentence, string Cure, DateTimeOffset? Since = null);
