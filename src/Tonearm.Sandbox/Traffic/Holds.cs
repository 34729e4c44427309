using System.Collections.Concurrent;

namespace Tonearm.Sandbox.Traffic;

/// <summary>Keeps matching requests waiting until somebody lets them go, so that a test can stop the world between two calls.</summary>
internal sealed class Holds
{
    private readonly ConcurrentDictionary<string, Hold> holds = new(StringComparer.Ordinal);

    public ICollection<Hold> All => holds.Values;

    public Hold? Find(string id) => holds.GetValueOrDefault(id);

    public Hold Add(HoldRequest asked)
    {
        var hold = new Hold(State.SpotifyId.New(8), asked);
        holds[hold.Id] = hold;
        return hold;
    }

    /// <summary>Lets go whoever waits and holds nobody any more.</summary>
    public bool Release(string id)
    {
        if (!holds.TryRemove(id, out var hold)) return false;
        hold.Release();
        return true;
    }

    public void ReleaseAll()
    {
        foreach (var id in holds.Keys) Release(id);
    }

    public bool Concern(Exchange exchange, bool afterEffect) =>
        holds.Values.Any(hold => hold.Asked.AfterEffect == afterEffect && PathPattern.Matches(hold.Asked.Method, hold.Asked.Path, hold.Asked.Person, exchange));

    public async Task Wait(Exchange exchange, bool afterEffect, CancellationToken gone)
    {
        foreach (var hold in holds.Values)
            if (hold.Asked.AfterEffect == afterEffect && PathPattern.Matches(hold.Asked.Method, hold.Asked.Path, hold.Asked.Person, exchange))
                await hold.Wait(exchange, gone);
    }
}

/// <param name="AfterEffect">Held when the work is done but not yet answered, rather than before it.</param>
internal sealed record HoldRequest(string? Method, string? Path, string? Person, bool AfterEffect = false);

internal sealed class Hold(string id, HoldRequest asked)
{
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private readonly List<string> waiting = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id => id;

    public HoldRequest Asked => asked;

    public void Release() => released.TrySetResult();

    public string[] Waiting()
    {
        lock (gate) return [.. waiting];
    }

    /// <summary>Waits until so many requests are held, or none for 0.</summary>
    public async Task<string[]> Until(int count, CancellationToken cancellation)
    {
        while (true)
        {
            Task change;
            lock (gate)
            {
                if ((count == 0 ? waiting.Count == 0 : waiting.Count >= count) || released.Task.IsCompleted) return [.. waiting];
                change = changed.Task;
            }

            await Task.WhenAny(change, released.Task).WaitAsync(cancellation);
        }
    }

    public async Task Wait(Exchange exchange, CancellationToken gone)
    {
        var name = $"{exchange.Method} {exchange.Path}";
        Change(waiting => waiting.Add(name));
        try { await released.Task.WaitAsync(gone); }
        finally { Change(waiting => waiting.Remove(name)); }
    }

    private void Change(Action<List<string>> change)
    {
        lock (gate)
        {
            change(waiting);
            changed.SetResult();
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
