namespace Tonearm.Sandbox.State;

/// <summary>A value that readers go on seeing in its former version for a while after it was written.</summary>
internal sealed class Lagging<T>
{
    private const int Kept = 8;

    public List<Version> Versions { get; init; } = [];

    internal readonly record struct Version(T Value, DateTimeOffset VisibleFrom);

    public static Lagging<T> Of(T value) => new() { Versions = { new Version(value, DateTimeOffset.MinValue) } };

    /// <summary>What was written last, seen or not.</summary>
    public T Latest() => Versions[^1].Value;

    public void Write(T value, DateTimeOffset visibleFrom)
    {
        Versions.Add(new Version(value, visibleFrom));
        if (Versions.Count > Kept)
            Versions.RemoveAt(0);
    }

    public T At(DateTimeOffset now)
    {
        for (var i = Versions.Count - 1; i > 0; i--)
            if (Versions[i].VisibleFrom <= now)
                return Versions[i].Value;
        return Versions[0].Value;
    }

    /// <summary>
    /// What readers saw before the version they see now, if that has come up only a short while ago; else what they see now.
    /// </summary>
    public T Before(DateTimeOffset now, TimeSpan shortly)
    {
        for (var i = Versions.Count - 1; i > 0; i--)
            if (Versions[i].VisibleFrom <= now)
                return Versions[i].VisibleFrom + shortly > now ? Versions[i - 1].Value : Versions[i].Value;
        return Versions[0].Value;
    }

    /// <summary>The first moment after <paramref name="now"/> at which <see cref="At"/> may answer differently.</summary>
    public DateTimeOffset NextChange(DateTimeOffset now)
    {
        var next = DateTimeOffset.MaxValue;
        foreach (var version in Versions)
            if (version.VisibleFrom > now && version.VisibleFrom < next)
                next = version.VisibleFrom;
        return next;
    }
}
