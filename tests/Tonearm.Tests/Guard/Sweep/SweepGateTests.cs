using Tonearm.Guard.Sweep;

namespace Tonearm.Tests.Guard.Sweep;

public sealed class SweepGateTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_wait_once_the_limit_is_reached()
    {
        var gate = new SweepGate(2);
        var first = await gate.WaitAsync(Ct);
        using var second = await gate.WaitAsync(Ct);
        var third = gate.WaitAsync(Ct);
        Assert.False(third.IsCompleted);

        first.Dispose();

        using var pass = await third;
        Assert.Equal(2, gate.InFlight);
    }

    [Fact]
    public async Task Who_came_first_is_served_first()
    {
        var gate = new SweepGate(1);
        var pass = await gate.WaitAsync(Ct);
        var second = gate.WaitAsync(Ct);
        var third = gate.WaitAsync(Ct);

        pass.Dispose();

        pass = await second;
        Assert.False(third.IsCompleted);
        pass.Dispose();
        (await third).Dispose();
    }

    [Fact]
    public async Task A_429_halves_the_limit_once_a_burst()
    {
        var gate = new SweepGate(64);
        var burst = await Enter(gate, 64);

        foreach (var pass in burst)
            pass.Throttled();

        Assert.Equal(32, gate.Limit);
    }

    [Fact]
    public async Task The_next_burst_halves_it_again()
    {
        var gate = new SweepGate(64);
        foreach (var expected in new[] { 32, 16, 8, 4, 2, 1, 1 })
        {
            using var pass = await gate.WaitAsync(Ct);
            pass.Throttled();
            Assert.Equal(expected, gate.Limit);
        }
    }

    [Fact]
    public async Task After_a_halving_nobody_enters_until_enough_have_left()
    {
        var gate = new SweepGate(4);
        var passes = await Enter(gate, 4);
        passes[0].Throttled();
        var next = gate.WaitAsync(Ct);

        passes[0].Dispose();
        passes[1].Dispose();
        Assert.False(next.IsCompleted);

        passes[2].Dispose();
        using var entered = await next;
        Assert.Equal(2, gate.InFlight);
    }

    [Fact]
    public async Task A_round_that_goes_well_raises_the_limit_by_one()
    {
        var gate = new SweepGate(64);
        (await gate.WaitAsync(Ct)).Throttled();

        foreach (var pass in await Enter(gate, 31))
            pass.Dispose();
        Assert.Equal(32, gate.Limit);

        foreach (var pass in await Enter(gate, 2))
            pass.Dispose();
        Assert.Equal(33, gate.Limit);
    }

    [Fact]
    public async Task It_grows_back_to_where_it_began_and_no_further()
    {
        var gate = new SweepGate(4);
        using (var pass = await gate.WaitAsync(Ct))
            pass.Throttled();
        Assert.Equal(2, gate.Limit);

        for (var i = 0; i < 20; i++)
            (await gate.WaitAsync(Ct)).Dispose();

        Assert.Equal(4, gate.Limit);
    }

    [Fact]
    public async Task A_throttled_call_does_not_make_it_grow()
    {
        var gate = new SweepGate(2);
        for (var i = 0; i < 20; i++)
        {
            using var pass = await gate.WaitAsync(Ct);
            pass.Throttled();
        }

        Assert.Equal(1, gate.Limit);
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_no_gap()
    {
        var gate = new SweepGate(1);
        var pass = await gate.WaitAsync(Ct);
        using var patience = new CancellationTokenSource();
        var impatient = gate.WaitAsync(patience.Token);
        var patient = gate.WaitAsync(Ct);

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        pass.Dispose();

        (await patient).Dispose();
        Assert.Equal(0, gate.InFlight);
    }

    [Fact]
    public async Task Who_has_given_up_before_does_not_enter()
    {
        var gate = new SweepGate(1);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gate.WaitAsync(new(canceled: true)));

        Assert.Equal(0, gate.InFlight);
    }

    [Fact]
    public async Task A_pass_is_given_back_once()
    {
        var gate = new SweepGate(2);
        using var other = await gate.WaitAsync(Ct);
        var pass = await gate.WaitAsync(Ct);

        pass.Dispose();
        pass.Dispose();

        Assert.Equal(1, gate.InFlight);
    }

    [Fact]
    public async Task From_many_threads_the_limit_is_never_passed_and_everybody_gets_through()
    {
        var gate = new SweepGate(8);
        var (inside, most, through) = (0, 0, 0);

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 2_000),
            new ParallelOptions { MaxDegreeOfParallelism = 40, CancellationToken = Ct },
            async (i, ct) =>
            {
                using var pass = await gate.WaitAsync(ct);
                InterlockedMax(ref most, Interlocked.Increment(ref inside));
                await Task.Yield();
                if (i % 100 == 0)
                    pass.Throttled();
                Interlocked.Increment(ref through);
                Interlocked.Decrement(ref inside);
            }
        );

        Assert.InRange(most, 1, 8);
        Assert.Equal((2_000, 0), (through, gate.InFlight));
    }

    private static async Task<List<SweepGate.Pass>> Enter(SweepGate gate, int count)
    {
        var passes = new List<SweepGate.Pass>();
        for (var i = 0; i < count; i++)
            passes.Add(await gate.WaitAsync(Ct));
        return passes;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }
}
