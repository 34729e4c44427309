using Tonearm.Web;

namespace Tonearm.Party.Screens;

/// <summary>
/// How often a host may mistype a television's code, and how many new televisions may come from one address. Each node counts for itself.
/// </summary>
internal sealed class ScreenLimits(TimeProvider time)
{
    private readonly Buckets<Guid> hosts = new(8, 2, time);

    // A guesser may have many devices, and many parties, but has one address.
    private readonly AddressBuckets addresses = new(30, 10, time);
    private readonly AddressBuckets newcomers = new(30, 10, time);

    /// <summary>How long to wait before the next code is looked at; null when it may be tried now.</summary>
    public TimeSpan? Wait(Guid host, string[] address)
    {
        var (own, all) = (hosts.Wait(host), addresses.Wait(address));
        return own > all || all is null ? own : all;
    }

    public void Failed(Guid host, string[] address)
    {
        hosts.Take(host);
        addresses.Take(address);
    }

    /// <summary>Lets one more new television in, or says how long this address has to wait.</summary>
    public TimeSpan? Newcomer(string[] address) => newcomers.TryTake(address);
}
