using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Tests.State;

public sealed class ClockTests
{
    [Fact]
    public void Processes_that_share_origin_and_speed_share_the_time()
    {
        var real = new StoppedClock();
        var origin = real.GetUtcNow() - TimeSpan.FromHours(1);
        var one = new SandboxClock(real, origin, 10);
        real.Advance(60);
        var other = new SandboxClock(real, origin, 10);
        Assert.Equal(one.GetUtcNow(), other.GetUtcNow());
        Assert.Equal(origin + TimeSpan.FromHours(10) + TimeSpan.FromMinutes(10), other.GetUtcNow());
    }

    [Fact]
    public void Advancing_adds_to_it()
    {
        var real = new StoppedClock();
        var clock = new SandboxClock(real, null, 1) { Advanced = TimeSpan.FromDays(2) };
        Assert.Equal(real.GetUtcNow() + TimeSpan.FromDays(2), clock.GetUtcNow());
    }
}
