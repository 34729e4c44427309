namespace Tonearm.TestHouse;

/// <summary>
/// The application's time, moved by the test. A one-shot wait of at most <see cref="ShortWait"/>, such as the pause before a repeated
/// request, passes almost at once and moves nothing, so that no test hangs in it; longer and periodic ones wait for <see cref="Advance"/>.
/// </summary>
public sealed class TestClock : TimeProvider
{
    public static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(15);

    // Long enough that a loop which waits for a time soon to come does not keep a processor busy.
    private static readonly TimeSpan AlmostAtOnce = TimeSpan.FromMilliseconds(10);
    private readonly Lock gate = new();
    private readonly HashSet<Waiting> timers = [];

    // At a whole second: PostgreSQL rounds to microseconds, and a time that is due now must not be due a little later.
    private DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(System.GetUtcNow().ToUnixTimeSeconds());

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return dueTime >= TimeSpan.Zero && dueTime <= ShortWait && period == Timeout.InfiniteTimeSpan
            ? System.CreateTimer(callback, state, dueTime < AlmostAtOnce ? dueTime : AlmostAtOnce, period)
            : new Waiting(this, () => callback(state), dueTime, period);
    }

    /// <summary>Moves time in one jump; what is due by then happens once, in its order, however often it was missed.</summary>
    public void Advance(TimeSpan by)
    {
        Waiting[] due;
        lock (gate)
        {
            now += by;
            due = [.. timers.Where(timer => timer.Due <= now).OrderBy(timer => timer.Due)];
            foreach (var timer in due)
                timer.Fired(now);
        }

        foreach (var timer in due)
            timer.Callback();
    }

    private sealed class Waiting : ITimer
    {
        private readonly TestClock clock;
        private TimeSpan period;

        public Waiting(TestClock clock, Action callback, TimeSpan dueTime, TimeSpan period)
        {
            this.clock = clock;
            Callback = callback;
            Change(dueTime, period);
        }

        public Action Callback { get; }

        public DateTimeOffset Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                this.period = period;
                Due = clock.now + dueTime;
                return dueTime == Timeout.InfiniteTimeSpan ? clock.timers.Remove(this) : clock.timers.Add(this) || true;
            }
        }

        public void Fired(DateTimeOffset at)
        {
            if (period > TimeSpan.Zero)
                Due = at + period;
            else
                clock.timers.Remove(this);
        }

        public void Dispose()
        {
            lock (clock.gate)
                clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
