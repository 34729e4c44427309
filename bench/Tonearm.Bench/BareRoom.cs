using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tonearm.Bench;

/// <summary>
/// The least that can tell phones anything, as a process of its own: sockets in a list, and a loop that writes a line to each, one after
/// the other.
/// </summary>
internal static class BareRoom
{
    public static async Task Serve()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Information);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var sockets = new ConcurrentDictionary<WebSocket, byte>();
        app.UseWebSockets(new() { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        app.Map(
            "/live",
            async (HttpContext context) =>
            {
                using var socket = await context.WebSockets.AcceptWebSocketAsync();
                await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
                sockets.TryAdd(socket, 0);
                await socket.ReceiveAsync(new byte[1].AsMemory(), context.RequestAborted);
                sockets.TryRemove(socket, out _);
            }
        );
        app.MapPut(
            "/tell/{line}",
            async (string line) =>
            {
                var frame = Encoding.ASCII.GetBytes(line);
                foreach (var (socket, _) in sockets)
                    await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
                return sockets.Count.ToString(CultureInfo.InvariantCulture);
            }
        );
        await app.RunAsync();
    }
}
