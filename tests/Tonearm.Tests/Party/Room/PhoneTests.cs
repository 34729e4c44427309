using System.Net.WebSockets;
using System.Text;
using Tonearm.Party.Room;

namespace Tonearm.Tests.Party.Room;

/// <summary>A phone whose line takes nothing for a while, or never again.</summary>
public sealed class PhoneTests
{
    private static readonly WholeFrame Whole = new(1, UInt128.One, "{\"v\":1,"u8.ToArray(), "\"me\":null}"u8.ToArray());

    [Fact]
    public async Task A_slow_phone_skips_what_it_had_no_time_for_and_is_right_in_the_end()
    {
        using var line = new Line();
        var phone = Phone(line, new TestClock());
        phone.Tell(Whole, host: false);
        var serving = phone.Serve();
        await line.Busy;

        // None of these waits for it.
        for (var version = 2; version <= 500; version++) phone.Tell(Small(version));
        line.Takes();
        await line.Has("{\"v\":500}");
        phone.Close(WebSocketCloseStatus.EndpointUnavailable, "");
        line.Dispose();
        await serving;

        Assert.Equal(["{\"v\":1,", "\"me\":null}", "{\"v\":500}"], line.Messages());
    }

    [Fact]
    public async Task A_phone_that_takes_nothing_is_let_go_after_a_while()
    {
        using var line = new Line();
        var clock = new TestClock();
        var dropped = 0;
        var phone = Phone(line, clock, () => dropped++);
        phone.Tell(Whole, host: false);
        var serving = phone.Serve();
        await line.Busy;

        clock.Advance(TimeSpan.FromSeconds(9));
        phone.DropIfStuck();
        Assert.Equal(0, dropped);
        clock.Advance(TimeSpan.FromSeconds(2));
        phone.DropIfStuck();

        await serving;
        Assert.InRange(dropped, 1, 2);
    }

    [Fact]
    public async Task A_phone_that_has_nothing_to_take_is_never_stuck()
    {
        using var line = new Line();
        line.Takes();
        var clock = new TestClock();
        var dropped = 0;
        var phone = Phone(line, clock, () => dropped++);
        phone.Tell(Whole, host: false);
        var serving = phone.Serve();
        await line.Has("null}");
        Assert.True(SpinWait.SpinUntil(() => !phone.IsSending, TimeSpan.FromSeconds(30)), "It has taken all, and still something is on its way to it.");

        clock.Advance(TimeSpan.FromHours(1));
        phone.DropIfStuck();

        Assert.Equal(0, dropped);
        line.Dispose();
        await serving;
    }

    private static SmallFrame Small(long version) => new(version, Encoding.ASCII.GetBytes($$"""{"v":{{version}}}"""));

    private static Phone Phone(Line line, TimeProvider time, Action? drop = null) => new(
        WebSocket.CreateFromStream(line, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = TimeSpan.Zero }),
        Guid.NewGuid(), null, "http://127.0.0.1", () =>
        {
            drop?.Invoke();
            line.Dispose();
        }, time);

    /// <summary>What lies between us and a phone: it takes bytes when told so, and says nothing back.</summary>
    private sealed class Line : Stream
    {
        private readonly TaskCompletionSource takes = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource busy = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly CancellationTokenSource gone = new();
        private readonly List<byte[]> taken = [];
        private TaskCompletionSource news = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Busy => busy.Task;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public void Takes() => takes.TrySetResult();

        /// <summary>The payloads, without the two bytes that stand before each.</summary>
        public string[] Messages()
        {
            lock (taken) return [.. taken.Select(bytes => Encoding.ASCII.GetString(bytes, 2, bytes.Length - 2)).Where(text => text.StartsWith('{') || text.StartsWith('"'))];
        }

        public async Task Has(string words)
        {
            while (true)
            {
                Task next;
                lock (taken)
                {
                    if (Messages().Any(message => message.EndsWith(words, StringComparison.Ordinal))) return;
                    next = news.Task;
                }

                await next;
            }
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            busy.TrySetResult();
            try
            {
                await takes.Task.WaitAsync(gone.Token);
            }
            catch (OperationCanceledException cut)
            {
                throw new IOException("The line is cut", cut);
            }

            lock (taken)
            {
                taken.Add(buffer.ToArray());
                news.TrySetResult();
                news = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(gone.Token, cancellationToken);
            await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            return 0;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            gone.Cancel();
            base.Dispose(disposing);
        }
    }
}
