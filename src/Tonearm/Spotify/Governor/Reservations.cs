using System.Collections.Concurrent;

namespace Tonearm.Spotify.Governor;

/// <summary>
/// Reserves calls for whoever is about to make one. Those who come while a reservation is under way share the next one, so that a hundred
/// calls at once cost a few statements.
/// </summary>
internal sealed class Reservations(CallLedger ledger)
{
    private readonly ConcurrentDictionary<(Family, CallPurpose), Line> lines = [];

    /// <returns>Why the call may not be made; null when it may, and is counted.</returns>
    public Task<CallLimit?> Take(Family family, CallPurpose purpose, CancellationToken cancellation) =>
        lines.GetOrAdd((family, purpose), _ => new(ledger, family, purpose)).Take(cancellation);

    private sealed class Line(CallLedger ledger, Family family, CallPurpose purpose)
    {
        private readonly Lock gate = new();
        private List<TaskCompletionSource<CallLimit?>> waiting = [];
        private bool underWay;

        public Task<CallLimit?> Take(CancellationToken cancellation)
        {
            var place = new TaskCompletionSource<CallLimit?>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (gate)
            {
                waiting.Add(place);
                if (!underWay)
                {
                    underWay = true;
                    _ = Task.Run(Serve, CancellationToken.None);
                }
            }

            return place.Task.WaitAsync(cancellation);
        }

        private async Task Serve()
        {
            while (true)
            {
                List<TaskCompletionSource<CallLimit?>> served;
                lock (gate)
                {
                    underWay = waiting.Count > 0;
                    if (!underWay)
                        return;
                    (served, waiting) = (waiting, []);
                }

                try
                {
                    var reserved = await ledger.Reserve(family, purpose, served.Count);
                    for (var i = 0; i < served.Count; i++)
                        served[i].SetResult(i < reserved.Granted ? null : reserved.Limit);
                }
                catch (Exception exception)
                {
                    foreach (var place in served)
                        place.SetException(exception);
                }
            }
        }
    }
}
