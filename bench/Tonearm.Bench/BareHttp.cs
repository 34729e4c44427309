using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Tonearm.Bench;

/// <summary>
/// One kept connection that sends a request and reads its answer, with next to no work of its own: the generator shares the machine.
/// </summary>
internal sealed class BareHttp : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[8192];

    public static async Task<BareHttp> Connect(Uri address)
    {
        var connection = new BareHttp();
        await connection.socket.ConnectAsync(address.Host, address.Port);
        return connection;
    }

    public static byte[] Request(Uri address, string method, string path, string cookie, string body = "") =>
        Encoding.ASCII.GetBytes(
            $"{method} {path} HTTP/1.1\r\nHost: {address.Authority}\r\nCookie: {cookie}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"
        );

    /// <returns>The status.</returns>
    public async Task<int> Ask(ReadOnlyMemory<byte> request)
    {
        await socket.SendAsync(request);
        var length = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0)
                throw new IOException("The connection was closed");
            length += read;
            if (IsWhole(buffer.AsSpan(0, length)))
                return int.Parse(buffer.AsSpan(9, 3), CultureInfo.InvariantCulture);
        }
    }

    public void Dispose() => socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        var at = answer[..end].IndexOf("Content-Length: "u8);
        // Without a length the body comes in chunks, and ends with an empty one.
        if (at < 0)
            return answer.EndsWith("0\r\n\r\n"u8);
        var digits = answer[(at + 16)..];
        return answer.Length - end - 4 >= int.Parse(digits[..digits.IndexOf("\r\n"u8)], CultureInfo.InvariantCulture);
    }
}
