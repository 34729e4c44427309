using System.Net;
using System.Net.WebSockets;

namespace Tonearm.Sandbox.Guests;

/// <summary>
/// The socket of a page that stands open on a phone: what it says is let go by; that it is there makes the phone one of those who are here.
/// </summary>
internal sealed class OpenLine : IAsyncDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource closed = new();
    private readonly Task open;

    public OpenLine(Uri address, CookieContainer cookies) => open = Keep(address, cookies);

    public async ValueTask DisposeAsync()
    {
        await closed.CancelAsync();
        await open;
        closed.Dispose();
    }

    private async Task Keep(Uri address, CookieContainer cookies)
    {
        while (!closed.IsCancellationRequested)
        {
            await Listen(address, cookies);
            await Task.Delay(Between, TimeProvider.System, closed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Listen(Uri address, CookieContainer cookies)
    {
        using var socket = new ClientWebSocket();
        socket.Options.Cookies = cookies;
        socket.Options.Proxy = null;
        var heard = new byte[4096];
        try
        {
            await socket.ConnectAsync(address, closed.Token);
            WebSocketReceiveResult said;
            do said = await socket.ReceiveAsync(heard, closed.Token);
            while (said.MessageType != WebSocketMessageType.Close);
        }
        catch (Exception lost) when (lost is WebSocketException or OperationCanceledException)
        {
            // The site is gone for the moment, or the phone goes home.
        }
    }
}
