using System.Security.Cryptography;
using System.Text;

namespace Tonearm.Sandbox.Traffic;

/// <summary>What was asked of this Spotify: counts by endpoint and person, and the last requests with what they sent.</summary>
internal sealed class Calls
{
    private const int Remembered = 2000;
    private const int LongestText = 4000;

    private readonly Lock _gate = new();
    private readonly Queue<Call> _recent = [];
    private readonly Dictionary<(string Endpoint, string? Person, int Status), int> _counts = [];
    private long _number;
    private int _inFlight;
    private int _mostInFlight;

    public void Began()
    {
        var now = Interlocked.Increment(ref _inFlight);
        lock (_gate) _mostInFlight = Math.Max(_mostInFlight, now);
    }

    public void Ended(Exchange exchange, int status, double milliseconds)
    {
        Interlocked.Decrement(ref _inFlight);
        var sent = SentBody.Of(exchange);
        lock (_gate)
        {
            var call = new Call(++_number, exchange.At, exchange.Method, exchange.Path, exchange.Query, exchange.Endpoint, exchange.Family,
                exchange.Person?.Id, status, exchange.Fault, milliseconds, sent);
            _recent.Enqueue(call);
            if (_recent.Count > Remembered) _recent.Dequeue();
            var key = (exchange.Endpoint, exchange.Person?.Id, status);
            _counts[key] = _counts.GetValueOrDefault(key) + 1;
        }
    }

    public CallReport Report(string? person, string? endpoint, string? path, string? method, int take, long after)
    {
        lock (_gate)
        {
            var counts = _counts
                .Where(entry => (person is null || entry.Key.Person == person) && (endpoint is null || entry.Key.Endpoint == endpoint))
                .GroupBy(entry => (entry.Key.Endpoint, entry.Key.Person))
                .Select(group => new CallCount(group.Key.Endpoint, group.Key.Person, group.Sum(entry => entry.Value),
                    group.ToDictionary(entry => entry.Key.Status, entry => entry.Value)))
                .OrderBy(count => count.Endpoint, StringComparer.Ordinal).ThenBy(count => count.Person, StringComparer.Ordinal)
                .ToArray();
            var recent = _recent
                .Where(call => call.Number > after && (person is null || call.Person == person) && (endpoint is null || call.Endpoint == endpoint)
                    && (method is null || call.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
                    && (path is null || PathPattern.Matches(path, call.Path)))
                .TakeLast(take).ToArray();
            return new CallReport(counts.Sum(count => count.Count), _mostInFlight, counts, recent);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _recent.Clear();
            _counts.Clear();
            _mostInFlight = _inFlight;
        }
    }

    /// <summary>What was sent: text as it came, a picture as its length and hash.</summary>
    internal sealed record SentBody(int Bytes, string? Text, string? Sha256)
    {
        public static SentBody? Of(Exchange exchange)
        {
            if (exchange.Body is not { Length: > 0 } body) return null;
            return exchange.ContentType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) is true || body.Length > LongestText
                ? new SentBody(body.Length, null, Convert.ToHexStringLower(SHA256.HashData(body)))
                : new SentBody(body.Length, Encoding.UTF8.GetString(body), null);
        }
    }
}

internal sealed record Call(
    long Number, DateTimeOffset At, string Method, string Path, string Query, string Endpoint, string Family,
    string? Person, int Status, string? Fault, double Milliseconds, Calls.SentBody? Sent);

/// <param name="Status">How often each status was answered; 0 stands for a connection closed without one.</param>
internal sealed record CallCount(string Endpoint, string? Person, int Count, Dictionary<int, int> Status);

internal sealed record CallReport(int Total, int MostInFlight, CallCount[] Counts, Call[] Recent);
