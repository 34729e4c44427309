using System.Security.Cryptography;
using System.Text;

namespace Tonearm.Sandbox.Traffic;

/// <summary>What was asked of this Spotify: counts by endpoint and person, and the last requests with what they sent.</summary>
internal sealed class Calls
{
    private const int Remembered = 2000;
    private const int LongestText = 4000;

    private readonly Lock gate = new();
    private readonly Queue<Call> recent = [];
    private readonly Dictionary<(string Endpoint, string? Person, int Status), int> counts = [];
    private long number;
    private int inFlight;
    private int mostInFlight;

    public void Began()
    {
        var now = Interlocked.Increment(ref inFlight);
        lock (gate)
            mostInFlight = Math.Max(mostInFlight, now);
    }

    public void Ended(Exchange exchange, int status, double milliseconds)
    {
        Interlocked.Decrement(ref inFlight);
        var sent = SentBody.Of(exchange);
        lock (gate)
        {
            var call = new Call(
                ++number,
                exchange.At,
                exchange.Method,
                exchange.Host,
                exchange.Path,
                exchange.Query,
                exchange.Endpoint,
                exchange.Family,
                exchange.Person?.Id,
                status,
                exchange.Fault,
                milliseconds,
                sent
            );
            recent.Enqueue(call);
            if (recent.Count > Remembered)
                recent.Dequeue();
            var key = (exchange.Endpoint, exchange.Person?.Id, status);
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }
    }

    public CallReport Report(string? person, string? endpoint, string? path, string? method, int take, long after)
    {
        lock (gate)
        {
            var tallies = counts
                .Where(entry => (person is null || entry.Key.Person == person) && (endpoint is null || entry.Key.Endpoint == endpoint))
                .GroupBy(entry => (entry.Key.Endpoint, entry.Key.Person))
                .Select(group => new CallCount(
                    group.Key.Endpoint,
                    group.Key.Person,
                    group.Sum(entry => entry.Value),
                    group.ToDictionary(entry => entry.Key.Status, entry => entry.Value)
                ))
                .OrderBy(count => count.Endpoint, StringComparer.Ordinal)
                .ThenBy(count => count.Person, StringComparer.Ordinal)
                .ToArray();
            var last = recent
                .Where(call =>
                    call.Number > after
                    && (person is null || call.Person == person)
                    && (endpoint is null || call.Endpoint == endpoint)
                    && (method is null || call.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
                    && (path is null || PathPattern.Matches(path, call.Path))
                )
                .TakeLast(take)
                .ToArray();
            return new CallReport(tallies.Sum(count => count.Count), mostInFlight, tallies, last);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            recent.Clear();
            counts.Clear();
            mostInFlight = inFlight;
        }
    }

    /// <summary>What was sent: text as it came, a picture as its length and hash.</summary>
    internal sealed record SentBody(int Bytes, string? Text, string? Sha256)
    {
        public static SentBody? Of(Exchange exchange)
        {
            if (exchange.Body is not { Length: > 0 } body)
                return null;
            return exchange.ContentType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) is true || body.Length > LongestText
                ? new SentBody(body.Length, null, Convert.ToHexStringLower(SHA256.HashData(body)))
                : new SentBody(body.Length, Encoding.UTF8.GetString(body), null);
        }
    }
}

internal sealed record Call(
    long Number,
    DateTimeOffset At,
    string Method,
    string Host,
    string Path,
    string Query,
    string Endpoint,
    string Family,
    string? Person,
    int Status,
    string? Fault,
    double Milliseconds,
    Calls.SentBody? Sent
);

/// <param name="Status">How often each status was answered; 0 stands for a connection closed without one.</param>
internal sealed record CallCount(string Endpoint, string? Person, int Count, Dictionary<int, int> Status);

internal sealed record CallReport(int Total, int MostInFlight, CallCount[] Counts, Call[] Recent);
