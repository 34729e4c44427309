using System.Diagnostics;
using System.Net.WebSockets;

namespace Tonearm.Bench;

/// <summary>Many phones with the page open. They look only for what they wait for in what they are told.</summary>
internal sealed class BenchPhones : IAsyncDisposable
{
    private readonly List<ClientWebSocket> sockets = [];
    private readonly List<Task> loops = [];
    private volatile Expected? expected;
    private long bytes;

    public int Count => sockets.Count;

    /// <summary>All that was sent to all of them, with what WebSocket puts around it.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    public static async Task<BenchPhones> Connect(Uri live, int count, Func<int, string?> cookie)
    {
        var phones = new BenchPhones();
        for (var next = 0; next < count; next += 50)
            await Task.WhenAll(Enumerable.Range(next, Math.Min(50, count - next)).Select(i => phones.Connect(live, cookie(i))));
        return phones;
    }

    /// <summary>To be called before what makes it happen.</summary>
    /// <returns>When the last of them has heard it.</returns>
    public Task<long> Hear(byte[] words)
    {
        var next = new Expected(words, Count);
        expected = next;
        return next.All.Task;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in sockets)
            socket.Abort();
        await Task.WhenAll(loops);
        foreach (var socket in sockets)
            socket.Dispose();
    }

    private async Task Connect(Uri live, string? cookie)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        if (cookie is not null)
            socket.Options.SetRequestHeader("Cookie", cookie);
        await socket.ConnectAsync(live, CancellationToken.None);
        // The first message is the whole snapshot.
        await Next(socket, new byte[16 * 1024]);
        lock (sockets)
        {
            sockets.Add(socket);
            loops.Add(Listen(socket));
        }
    }

    private async Task Listen(ClientWebSocket socket)
    {
        var buffer = new byte[16 * 1024];
        Expected? heard = null;
        try
        {
            while (true)
            {
                var length = await Next(socket, buffer);
                Interlocked.Add(ref bytes, length + (length < 126 ? 2 : 4));
                if (expected is not { } waiting || waiting == heard || buffer.AsSpan(0, length).IndexOf(waiting.Words) < 0)
                    continue;
                heard = waiting;
                waiting.Heard();
            }
        }
        catch (WebSocketException)
        {
            // The measurement is over.
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    private static async Task<int> Next(ClientWebSocket socket, byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
            length += part.Count;
            if (part.EndOfMessage)
                return length;
        }
    }

    private sealed class Expected(byte[] words, int phones)
    {
        private int left = phones;

        public byte[] Words => words;

        public TaskCompletionSource<long> All { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Heard()
        {
            if (Interlocked.Decrement(ref left) == 0)
                All.SetResult(Stopwatch.GetTimestamp());
        }
    }
}
