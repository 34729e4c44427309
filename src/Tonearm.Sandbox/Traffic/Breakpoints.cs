using System.Collections.Concurrent;

namespace Tonearm.Sandbox.Traffic;

/// <summary>Keeps matching requests waiting until somebody lets them go, so that a test can stop the world between two calls.</summary>
internal sealed class Breakpoints
{
    private readonly ConcurrentDictionary<string, Breakpoint> breakpoints = new(StringComparer.Ordinal);

    public ICollection<Breakpoint> All => breakpoints.Values;

    public Breakpoint? Find(string id) => breakpoints.GetValueOrDefault(id);

    public Breakpoint Add(BreakpointRequest asked)
    {
        var breakpoint = new Breakpoint(State.SpotifyId.New(8), asked);
        breakpoints[breakpoint.Id] = breakpoint;
        return breakpoint;
    }

    /// <summary>Lets go whoever waits and holds nobody any more.</summary>
    public bool Release(string id)
    {
        if (!breakpoints.TryRemove(id, out var breakpoint))
            return false;
        breakpoint.Release();
        return true;
    }

    public void ReleaseAll()
    {
        foreach (var id in breakpoints.Keys)
            Release(id);
    }

    public bool Concern(Exchange exchange, bool afterEffect) =>
        breakpoints.Values.Any(breakpoint =>
            breakpoint.Asked.AfterEffect == afterEffect
            && PathPattern.Matches(breakpoint.Asked.Method, breakpoint.Asked.Path, breakpoint.Asked.Person, exchange)
        );

    public async Task Wait(Exchange exchange, bool afterEffect, CancellationToken gone)
    {
        foreach (var breakpoint in breakpoints.Values)
            if (
                breakpoint.Asked.AfterEffect == afterEffect
                && PathPattern.Matches(breakpoint.Asked.Method, breakpoint.Asked.Path, breakpoint.Asked.Person, exchange)
            )
                await breakpoint.Wait(exchange, gone);
    }
}

/// <param name="AfterEffect">Held when the work is done but not yet answered, rather than before it.</param>
internal sealed record BreakpointRequest(string? Method, string? Path, string? Person, bool AfterEffect = false);

internal sealed class Breakpoint(string id, BreakpointRequest asked)
{
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private readonly List<string> waiting = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id => id;

    public BreakpointRequest Asked => asked;

    public void Release() => released.TrySetResult();

    public string[] Waiting()
    {
        lock (gate)
            return [.. waiting];
    }

    /// <summary>Waits until so many requests are held, or none for 0.</summary>
    public async Task<string[]> Until(int count, CancellationToken cancellation)
    {
        while (true)
        {
            Task change;
            lock (gate)
            {
                if ((count == 0 ? waiting.Count == 0 : waiting.Count >= count) || released.Task.IsCompleted)
                    return [.. waiting];
                change = changed.Task;
            }

            await Task.WhenAny(change, released.Task).WaitAsync(cancellation);
        }
    }

    public async Task Wait(Exchange exchange, CancellationToken gone)
    {
        var name = $"{exchange.Method} {exchange.Path}";
        Change(waiting => waiting.Add(name));
        try
        {
            await released.Task.WaitAsync(gone);
        }
        finally
        {
            Change(waiting => waiting.Remove(name));
        }
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
