using System.Threading.Tasks.Sources;

namespace Tonearm.Party.Room;

/// <summary>
/// Wakes the one who waits for it, on the thread that rings; rung before anybody waits, it is remembered once. A thousand phones have one each, so it
/// allocates nothing after it was made.
/// </summary>
internal sealed class Bell : IValueTaskSource
{
    private readonly Lock gate = new();
    private ManualResetValueTaskSourceCore<bool> core;
    private bool rung, waiting;

    public void Ring()
    {
        lock (gate)
        {
            if (!waiting)
            {
                rung = true;
                return;
            }

            waiting = false;
        }

        core.SetResult(true);
    }

    public ValueTask Rung()
    {
        lock (gate)
        {
            if (rung)
            {
                rung = false;
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
