using Tonearm.Accounts;

namespace Tonearm.Guard.Sweep;

/// <summary>Reads the list of an account as soon as it is linked.</summary>
internal sealed class ListingBegins(ListingStore listings, TimeProvider time) : IAccountLinked
{
    public Task Linked(Linked linked, CancellationToken cancellation) => listings.Begin(linked.Account, time.GetUtcNow());
}
