namespace Tonearm.Web;

/// <summary>
/// How often each of many may do something: so many at once, then so many a minute. What is taken beyond that is a debt. In memory, and
/// bounded: whoever has all of theirs is forgotten, and so, when there are too many, is whoever has not come for longest.
/// </summary>
internal sealed class Buckets<TKey>(int atOnce, double aMinute, TimeProvider time, int most = 20_000)
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, Level> levels = [];

    /// <summary>Null when the next may come now, else how long it has to wait.</summary>
    public TimeSpan? Wait(TKey key)
    {
        lock (gate)
            return Wait(Now(key, time.GetUtcNow()));
    }

    public void Take(TKey key)
    {
        lock (gate)
            Take(key, time.GetUtcNow());
    }

    /// <summary>What was taken turned out not to count.</summary>
    public void GiveBack(TKey key)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (levels.ContainsKey(key))
                levels[key] = new(Math.Min(atOnce, Now(key, now) + 1), now);
        }
    }

    /// <summary>Takes one if there is one.</summary>
    public TimeSpan? TryTake(TKey key)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (Wait(Now(key, now)) is { } wait)
                return wait;
            Take(key, now);
            return null;
        }
    }

    private void Take(TKey key, DateTimeOffset now)
    {
        if (levels.Count >= most && !levels.ContainsKey(key))
            Forget(now);
        levels[key] = new(Now(key, now) - 1, now);
    }

    private double Now(TKey key, DateTimeOffset now) => levels.TryGetValue(key, out var level) ? Now(level, now) : atOnce;

    private double Now(Level level, DateTimeOffset now) => Math.Min(atOnce, level.Left + (now - level.At).TotalMinutes * aMinute);

    private TimeSpan? Wait(double left) => left >= 1 ? null : TimeSpan.FromMinutes((1 - left) / aMinute);

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, level) in levels)
            if (Now(level, now) >= atOnce)
                levels.Remove(key);
        if (levels.Count < most)
            return;
        foreach (var (key, _) in levels.OrderBy(each => each.Value.At).Take(most / 4).ToArray())
            levels.Remove(key);
    }

    private sealed record Level(double Left, DateTimeOffset At);
}
