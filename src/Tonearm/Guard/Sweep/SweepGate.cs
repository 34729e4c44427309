namespace Tonearm.Guard.Sweep;

/// <summary>
/// How many calls to Spotify are in flight at once. A 429 halves the limit; every call that goes well lets it grow back, by one for each
/// full round. Calls that were already under way at a halving belong to the same burst, and their 429s do not halve it again.
/// </summary>
internal sealed class SweepGate(int most)
{
    private readonly Lock sync = new();
    private readonly LinkedList<TaskCompletionSource<Pass>> waiting = [];
    private double limit = most;
    private int inFlight;
    private int bursts;

    public int Limit
    {
        get
        {
            lock (sync)
                return (int)limit;
        }
    }

    public int InFlight
    {
        get
        {
            lock (sync)
                return inFlight;
        }
    }

    /// <summary>Waits for a place, first come, first served. Dispose the pass when the call has ended, however it ended.</summary>
    public async Task<Pass> WaitAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        LinkedListNode<TaskCompletionSource<Pass>> place;
        lock (sync)
        {
            if (inFlight < (int)limit)
                return Admit();
            place = waiting.AddLast(new TaskCompletionSource<Pass>(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        await using var cancelled = ct.Register(() =>
        {
            lock (sync)
            {
                // Whoever has been admitted in the meantime keeps the pass.
                if (place.List is null)
                    return;
                waiting.Remove(place);
            }

            place.Value.SetCanceled(ct);
        });

        return await place.Value.Task;
    }

    private Pass Admit()
    {
        inFlight++;
        return new(this, bursts);
    }

    private void Halve(int burst)
    {
        lock (sync)
        {
            if (burst != bursts)
                return;
            bursts++;
            limit = Math.Max(1, limit / 2);
        }
    }

    private void Leave(bool wentWell)
    {
        lock (sync)
        {
            inFlight--;
            if (wentWell)
                limit = Math.Min(most, limit + (1 / limit));
            while (waiting.First is { } next && inFlight < (int)limit)
            {
                waiting.RemoveFirst();
                next.Value.SetResult(Admit());
            }
        }
    }

    /// <summary>The right to have one call in flight.</summary>
    internal sealed class Pass(SweepGate gate, int burst) : IDisposable
    {
        private bool throttled;
        private bool left;

        /// <summary>The call was answered 429.</summary>
        public void Throttled()
        {
            throttled = true;
            gate.Halve(burst);
        }

        public void Dispose()
        {
            if (left)
                return;
            left = true;
            gate.Leave(wentWell: !throttled);
        }
    }
}
