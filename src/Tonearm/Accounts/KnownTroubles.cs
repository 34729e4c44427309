using Tonearm.Spotify;

namespace Tonearm.Accounts;

/// <summary>A product that knows what keeps an account from its work.</summary>
internal interface IKnowsTroubles
{
    /// <summary>Of the owner's accounts those that have any, each with what helps.</summary>
    Task<IReadOnlyDictionary<Guid, Remedy>> Troubles(Guid owner, IReadOnlyList<Account> accounts, CancellationToken cancellation);
}

/// <summary>What keeps accounts from their work: the one source for the accounts' page, for alarms elsewhere and for the API.</summary>
internal sealed class KnownTroubles(AccountStore accounts, ClientRefusal clients, Reachability reach, IEnumerable<IKnowsTroubles> products)
{
    public async Task<AccountTroubles> Of(Guid owner, CancellationToken cancellation)
    {
        var linked = await accounts.Of(owner, cancellation);
        var installation = await clients.Stands(cancellation) ? Remedies.Installation : null;
        var network = reach.Current is { } trouble
            ? new NetworkTrouble(trouble.Fault.Sentence(), trouble.Fault.Remedy(), trouble.Since)
            : null;
        var remedies = linked
            .Select(account => (account.Id, Remedy: Remedies.Of(account, [])))
            .Where(each => each.Remedy is not null)
            .ToDictionary(each => each.Id, each => each.Remedy!);
        // What keeps all accounts from their work is told once, and of none of them.
        if (installation is null && network is null)
            foreach (var product in products)
            foreach (var (id, cure) in await product.Troubles(owner, linked, cancellation))
                remedies.TryAdd(id, cure);
        return new(linked, remedies, installation, network);
    }
}

/// <param name="Installation">What is wrong with the installation itself, and so with no account of its own.</param>
/// <param name="Network">What is wrong on the way to Spotify; null where nothing is known to be.</param>
internal sealed record AccountTroubles(
    IReadOnlyList<Account> Accounts,
    IReadOnlyDictionary<Guid, Remedy> Remedies,
    Remedy? Installation,
    NetworkTrouble? Network
)
{
    /// <summary>What is wrong with one account and what helps; null for a healthy one.</summary>
    public Remedy? Of(Guid account) => Remedies.GetValueOrDefault(account);
}

/// <summary>What went wrong on the way to Spotify, and what helps.</summary>
/// <param name="Since">Since when it is so, as far as is known.</param>
public sealed record NetworkTrouble(string Sentence, string Remedy, DateTimeOffset? Since = null);
