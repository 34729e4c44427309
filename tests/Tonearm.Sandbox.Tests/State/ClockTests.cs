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
    public void At_speed_0_only_advancing_moves_it()
    {
        var real = new StoppedClock();
        var clock = new SandboxClock(real, null, 0);
        var start = clock.GetUtcNow();
        real.Advance(60);
        Assert.Equal(start, clock.GetUtcNow());
        clock.Advanced += TimeSpan.FromSeconds(5);
        Assert.Equal(start.AddSeconds(5), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(3), clock.Real(TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public void Waiting_is_as_much_shorter_as_time_is_faster()
    {
        Assert.Equal(TimeSpan.FromSeconds(1), new SandboxClock(new StoppedClock(), null, 60).Real(TimeSpan.FromMinutes(1)));
        Assert.Equal(TimeSpan.FromMilliseconds(20), new SandboxClock(new StoppedClock(), null, 60_000).Real(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void Advancing_adds_to_it()
    {
        var real = new StoppedClock();
        var clock = new SandboxClock(real, null, 1) { Advanced = TimeSpan.FromDays(2) };
        Assert.Equal(real.GetUtcNow() + TimeSpan.FromDays(2), clock.GetUtcNow());
    }
}
