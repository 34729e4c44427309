using Microsoft.AspNetCore.Connections;

namespace Tonearm.Data;

/// <summary>
/// Tonearm cannot start as it is set up. The message is for the person who runs it: what happened and what to do. It ends the
/// process with that message alone.
/// </summary>
internal sealed class StartException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What the person who runs it is told about an exception that ended the start; null when it is a surprise.</summary>
    public static string? Sentence(Exception exception) => exception switch
    {
        StartException => exception.Message,
        IOException { InnerException: AddressInUseException } =>
            $"{exception.Message} Choose another with --urls, or with --Sandbox:Url for the demo's Sandbox.",
        // Ctrl-C while the host was starting.
        OperationCanceledException => "Stopped before it had started.",
        _ => null,
    };
}
