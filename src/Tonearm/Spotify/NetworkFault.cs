using System.Text.Json;

namespace Tonearm.Spotify;

/// <summary>What went wrong on the way to Spotify, as far as different things help.</summary>
internal enum NetworkFault
{
    /// <summary>The name could not be looked up.</summary>
    NoName,

    /// <summary>Nobody takes the connection: refused, no way there, or blocked.</summary>
    NoConnection,

    /// <summary>Whoever answers cannot prove to be Spotify.</summary>
    NotTrusted,

    /// <summary>No answer within our patience.</summary>
    Silent,

    /// <summary>The connection ended in mid-answer.</summary>
    BrokenOff,

    /// <summary>Spotify answers that it has trouble itself (5xx).</summary>
    ServerError,

    /// <summary>An answer came that is not what Spotify sends, such as a network's sign-in page.</summary>
    Unreadable,
}

internal static class NetworkFaults
{
    /// <summary>The one place that tells what an exception of a call means.</summary>
    public static NetworkFault Of(Exception exception) =>
        exception switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => NetworkFault.NoName,
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => NetworkFault.NotTrusted,
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => NetworkFault.NoConnection,
            HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded } =>
                NetworkFault.Unreadable,
            OperationCanceledException or TimeoutException => NetworkFault.Silent,
            JsonException or NotSupportedException => NetworkFault.Unreadable,
            _ => NetworkFault.BrokenOff,
        };

    /// <summary>Whether an exception of a call is the network's or the other side's, rather than ours.</summary>
    public static bool Is(Exception exception, CancellationToken cancellation) =>
        exception is HttpRequestException or IOException or JsonException or NotSupportedException
        || (exception is OperationCanceledException && !cancellation.IsCancellationRequested);

    /// <summary>A sentence for the person who meets it.</summary>
    public static string Sentence(this NetworkFault fault) =>
        fault switch
        {
            NetworkFault.NoName => "The name of Spotify’s server cannot be looked up (DNS).",
            NetworkFault.NoConnection => "Nobody takes the connection at Spotify’s address.",
            NetworkFault.NotTrusted => "Whoever answers at Spotify’s address cannot prove to be Spotify (TLS).",
            NetworkFault.Silent => "Spotify has not answered in time.",
            NetworkFault.BrokenOff => "The connection to Spotify broke off in mid-answer.",
            NetworkFault.ServerError => "Spotify has trouble of its own and answers with an error.",
            _ => "An answer came that is not Spotify’s.",
        };

    /// <summary>What helps, for whoever runs this installation.</summary>
    public static string Remedy(this NetworkFault fault) =>
        fault switch
        {
            NetworkFault.NoName => "See that Tonearm’s machine is online and its name server answers.",
            NetworkFault.NoConnection =>
                "See that Tonearm’s machine may open connections to port 443; a firewall or a proxy may stand between.",
            NetworkFault.NotTrusted =>
                "Most often the machine’s clock is wrong, its certificates (ca-certificates) are old, or a network’s sign-in page answers in Spotify’s place.",
            NetworkFault.Silent => "Try again in a minute. If it stays so, a firewall may swallow the connection.",
            NetworkFault.Unreadable => "Often that is a network’s sign-in page: open any page in a browser on Tonearm’s machine.",
            _ => "Try again in a few minutes; there is nothing to do here.",
        };
}
