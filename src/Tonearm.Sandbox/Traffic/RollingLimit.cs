namespace Tonearm.Sandbox.Traffic;

/// <summary>The rate limit: calls of one app within a rolling window. Used under the world's gate.</summary>
internal sealed class RollingLimit
{
    private readonly Dictionary<string, Queue<DateTimeOffset>> windows = new(StringComparer.Ordinal);

    /// <summary>Counts a call, or says how long until one will fit.</summary>
    public TimeSpan? Refuse(string key, int? limit, TimeSpan window, DateTimeOffset now)
    {
        if (limit is not { } most)
            return null;
        if (!windows.TryGetValue(key, out var calls))
            windows[key] = calls = [];
        while (calls.TryPeek(out var oldest) && oldest + window <= now)
            calls.Dequeue();
        if (calls.Count >= most)
            return calls.TryPeek(out var first) ? first + window - now : window;
        calls.Enqueue(now);
        return null;
    }

    public void Clear() => windows.Clear();
}
