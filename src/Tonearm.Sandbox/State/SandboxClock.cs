namespace Tonearm.Sandbox.State;

/// <summary>The Sandbox's one clock: an origin and a speed that several processes can share, plus what somebody advanced it by.</summary>
internal sealed class SandboxClock(TimeProvider real, DateTimeOffset? origin, double speed) : TimeProvider
{
    private readonly DateTimeOffset origin = origin ?? real.GetUtcNow();
    private long advancedTicks;

    public TimeSpan Advanced
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref advancedTicks));
        set => Interlocked.Exchange(ref advancedTicks, value.Ticks);
    }

    /// <summary>
    /// How long a stretch of its time really takes: never so short that waiting becomes spinning, and as long as it says where time stands
    /// still.
    /// </summary>
    public TimeSpan Real(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Max(20, time.TotalMilliseconds / (speed > 0 ? speed : 1)));

    public override DateTimeOffset GetUtcNow() => origin + (real.GetUtcNow() - origin) * speed + Advanced;
}
