using Tonearm.Web;

namespace Tonearm.Party.Joining;

/// <summary>
/// Room for a crowd behind one router, none for somebody who tries codes. Only what fails is counted, so a hundred right codes at once
/// pass. Each node counts for itself: a guesser gains a factor of the number of nodes, no more.
/// </summary>
internal sealed class JoinLimits(TimeProvider time)
{
    private readonly Buckets<Guid> devices = new(8, 2, time);
    private readonly AddressBuckets strangers = new(20, 10, time);

    // A guesser with a drawer full of devices still has one address.
    private readonly AddressBuckets addresses = new(300, 60, time);
    private readonly AddressBuckets newcomers = new(150, 30, time);
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1))];

    /// <summary>
    /// The codes that one address tries are looked at one after the other: the next when it is known whether the last one failed. So many
    /// at once gain nothing.
    /// </summary>
    /// <returns>To be disposed when the try has been counted.</returns>
    public async Task<IDisposable> Turn(string[] address, CancellationToken cancellation)
    {
        var turn = turns[(uint)string.GetHashCode(address[^1], StringComparison.Ordinal) % turns.Length];
        await turn.WaitAsync(cancellation);
        return new TurnHeld(turn);
    }

    /// <summary>How long to wait before the next code is looked at; null when it may be tried now.</summary>
    /// <param name="device">Null for one that has no cookie yet; all of them at an address count as one.</param>
    public TimeSpan? Wait(Guid? device, string[] address)
    {
        var own = device is { } id ? devices.Wait(id) : strangers.Wait(address);
        var all = addresses.Wait(address);
        return own > all || all is null ? own : all;
    }

    public void Failed(Guid? device, string[] address)
    {
        if (device is { } id)
            devices.Take(id);
        else
            strangers.Take(address);
        addresses.Take(address);
    }

    /// <summary>Lets one more new guest in, or says how long this address has to wait.</summary>
    public TimeSpan? Newcomer(Guid party, string[] address) => newcomers.TryTake(address, $"{party}/");

    private sealed class TurnHeld(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
