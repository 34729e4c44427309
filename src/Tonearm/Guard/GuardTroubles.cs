using Tonearm.Accounts;
using Tonearm.Accounts.Pages;
using Tonearm.Guard.Sweep;

namespace Tonearm.Guard;

/// <summary>What keeps Guard from looking at an account and from putting back what is protected there.</summary>
internal sealed class GuardTroubles(ListingStore listings) : IKnowsTroubles
{
    public async Task<IReadOnlyDictionary<Guid, Cure>> Troubles(Guid owner, IReadOnlyList<Account> accounts, CancellationToken cancellation)
    {
        var states = (await listings.States(owner, cancellation)).ToDictionary(state => state.Account);
        return (
            from account in accounts
            let state = states.GetValueOrDefault(account.Id)
            // Who has nothing protected has been asked for nothing yet.
            let cure = (state?.IsGuarded is true ? Cures.Of(account, Scopes.Guard) : null) ?? (state?.Problem is { } problem ? new Cure(problem, Waits: true) : null)
            where cure is not null
            select (account.Id, cure)).ToDictionary(each => each.Id, each => each.cure);
    }
}
