using System.Collections.Concurrent;

namespace Tonearm.TestHouse;

/// <summary>
/// Sandboxes for a whole run of tests, as many as are in use at once: each is rented by one test and starts over for the next. An xunit
/// project takes it as an assembly fixture.
/// </summary>
public sealed class TestSandboxes : IAsyncDisposable
{
    private readonly ConcurrentBag<SandboxProcess> all = [];
    private readonly ConcurrentBag<SandboxProcess> idle = [];
    private readonly ConcurrentBag<SandboxProcess> idleStill = [];

    /// <param name="still">Its clock stands still until it is advanced.</param>
    public async Task<SandboxProcess> Rent(CancellationToken cancellationToken, bool still = false)
    {
        if ((still ? idleStill : idle).TryTake(out var used))
        {
            await used.Reset();
            return used;
        }

        var sandbox = await SandboxProcess.Start(cancellationToken, still ? [("Sandbox:ClockSpeed", "0")] : []);
        all.Add(sandbox);
        return sandbox;
    }

    /// <summary>To be called when nothing calls it any more.</summary>
    public void Return(SandboxProcess sandbox, bool still = false) => (still ? idleStill : idle).Add(sandbox);

    public async ValueTask DisposeAsync()
    {
        foreach (var sandbox in all)
            await sandbox.DisposeAsync();
    }
}
