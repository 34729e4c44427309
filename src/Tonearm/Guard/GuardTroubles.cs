using Tonearm.Accounts;
using Tonearm.Guard.Sweep;

namespace Tonearm.Guard;

/// <summary>What keeps Guard from looking at an account and from putting back what is protected there.</summary>
internal sealed class GuardTroubles(ListingStore listings) : IKnowsTroubles
{
    public async Task<IReadOnlyDictionary<Guid, Remedy>> Troubles(
        Guid owner,
        IReadOnlyList<Account> accounts,
        CancellationToken cancellation
    )
    {
        var problems = (await listings.Problems(owner, cancellation)).ToDictionary(each => each.Account);
        return (
            from account in accounts
            let known = problems.GetValueOrDefault(account.Id)
            // Who has nothing protected has been asked for nothing yet.
            let cure = (known?.IsGuarded is true ? Remedies.Of(account, Scopes.Guard) : null)
                ?? (known?.Problem is { } problem ? new Remedy(problem, Waits: true) : null)
            where cure is not null
            select (account.Id, cure)
        ).ToDictionary(each => each.Id, each => each.cure);
    }
}
