using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tonearm.TestHouse;

/// <summary>
/// A network between a phone and the application, on a port of its own: its old connections can fall silent without closing while new ones
/// pass, as from Wi-Fi to mobile; it can be a portal that answers everything itself; it can lose cookies on the way.
/// </summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Uri target;
    private readonly bool losesCookies;
    private readonly CancellationTokenSource over = new();
    private readonly Task accepting;
    private volatile CancellationTokenSource silence = new();
    private volatile bool portal;
    private int connections;

    public Relay(Uri target, bool losesCookies = false)
    {
        (this.target, this.losesCookies) = (target, losesCookies);
        listener.Start();
        accepting = Accept();
    }

    public Uri Address => new UriBuilder(target) { Port = ((IPEndPoint)listener.LocalEndpoint).Port }.Uri;

    /// <summary>How many connections have been opened through it.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>What is connected now stays so and carries nothing any more, in either direction.</summary>
    public void SwallowWhatIsOpen() => Interlocked.Exchange(ref silence!, new CancellationTokenSource()).Cancel();

    /// <summary>What connects from now on meets a page that answers everything, as before the terms of a hotel are accepted.</summary>
    public void BePortal(bool on) => portal = on;

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Stop();
        await accepting;
        over.Dispose();
    }

    private async Task Accept()
    {
        var carried = new List<Task>();
        try
        {
            while (true)
                carried.Add(Carry(await listener.AcceptTcpClientAsync(over.Token)));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(carried);
        }
    }

    private async Task Carry(TcpClient phone)
    {
        Interlocked.Increment(ref connections);
        var mine = silence;
        bool Silent() => mine.IsCancellationRequested;
        using (phone)
        using (var server = new TcpClient())
        {
            try
            {
                if (portal)
                {
                    await Answer(phone.GetStream());
                    return;
                }

                await server.ConnectAsync(target.Host, target.Port, over.Token);
                // Where one side ends it, the other hears of it; what was swallowed only ends with the network.
                await Task.WhenAny(
                    Pump(phone.GetStream(), server.GetStream(), Silent, change: null),
                    Pump(server.GetStream(), phone.GetStream(), Silent, Lose)
                );
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or IOException)
            {
                // A connection that breaks is what networks do.
            }
        }
    }

    private async Task Answer(NetworkStream phone)
    {
        var asked = new byte[16 * 1024];
        const string page = "<!doctype html><title>Welcome</title><p>Accept our terms to go on.";
        while (await phone.ReadAsync(asked, over.Token) > 0)
            await phone.WriteAsync(
                Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {page.Length}\r\n\r\n{page}"),
                over.Token
            );
    }

    private async Task Pump(NetworkStream from, NetworkStream to, Func<bool> isSilent, Action<Memory<byte>>? change)
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var read = await from.ReadAsync(buffer, over.Token);
            if (isSilent())
            {
                // Neither side hears of the other any more, not even that it has gone.
                await Task.Delay(Timeout.Infinite, over.Token);
            }

            if (read == 0)
                return;
            change?.Invoke(buffer.AsMemory(0, read));
            await to.WriteAsync(buffer.AsMemory(0, read), over.Token);
        }
    }

    /// <summary>A browser that keeps no cookies behaves as if none had been given to it.</summary>
    private void Lose(Memory<byte> answer)
    {
        if (!losesCookies)
            return;
        var header = "Set-Cookie:"u8;
        var rest = answer.Span;
        for (var at = rest.IndexOf(header); at >= 0; at = rest.IndexOf(header))
        {
            rest[at] = (byte)'X';
            rest = rest[(at + header.Length)..];
        }
    }
}
