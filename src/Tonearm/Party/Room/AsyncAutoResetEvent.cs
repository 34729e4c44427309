using System.Threading.Tasks.Sources;

namespace Tonearm.Party.Room;

/// <summary>
/// Wakes the one that waits for it, on the thread that sets it; set before anybody waits, it is remembered once. A thousand phones have one
/// each, so it allocates nothing after it was made.
/// </summary>
internal sealed class AsyncAutoResetEvent : IValueTaskSource
{
    private readonly Lock gate = new();
    private ManualResetValueTaskSourceCore<bool> core;
    private bool signaled,
        waiting;

    public void Set()
    {
        lock (gate)
        {
            if (!waiting)
            {
                signaled = true;
                return;
            }

            waiting = false;
        }

        core.SetResult(true);
    }

    public ValueTask WaitAsync()
    {
        lock (gate)
        {
            if (signaled)
            {
                signaled = false;
                return ValueTask.CompletedTask;
            }

            core.Reset();
            waiting = true;
            return new(this, core.Version);
        }
    }

    void IValueTaskSource.GetResult(short token) => core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        core.OnCompleted(continuation, state, token, flags);
}
