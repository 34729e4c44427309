using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Tonearm.Data;

/// <summary>
/// Tonearm cannot start as it is set up. The message is for the person who runs it: what happened and what to do. It ends the
/// process with that message alone.
/// </summary>
internal sealed class StartException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What the person who runs it is told about an exception that ended the start; null when it is a surprise.</summary>
    public static string? Sentence(Exception exception) =>
        exception switch
        {
            StartException => exception.Message,
            IOException { InnerException: AddressInUseException } =>
                $"{exception.Message} Choose another with --urls, or with --Sandbox:Url for the demo's Sandbox.",
            // A port below 1024 as an ordinary user, or an address that is not this machine's.
            SocketException =>
                $"Tonearm cannot listen at the address that urls names: {exception.Message}. Write one of this machine with a port from 1024 on, such as http://127.0.0.1:5080.",
            InvalidOperationException when exception.Message.StartsWith("Unable to configure HTTPS endpoint", StringComparison.Ordinal) =>
                "urls has an https address, and Tonearm has no certificate for one: write http://127.0.0.1:5080 and let a reverse proxy speak https.",
            // Ctrl-C while the host was starting.
            OperationCanceledException => "Stopped before it had started.",
            _ => null,
        };
}
