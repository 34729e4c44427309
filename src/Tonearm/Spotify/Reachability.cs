namespace Tonearm.Spotify;

/// <summary>
/// What the last call to Spotify from this process says of the way there: pages that need Spotify tell it, and say nothing before a first
/// call.
/// </summary>
internal sealed class Reachability(TimeProvider time)
{
    private volatile Trouble? current;

    /// <summary>Null while the last call came through, and before the first.</summary>
    public Trouble? Current => current;

    public void Answered() => current = null;

    public void Failed(NetworkFault fault) =>
        current = current is { } before && before.Fault == fault ? before : new(fault, time.GetUtcNow());

    /// <param name="Since">The first failed call of this kind.</param>
    internal sealed record Trouble(NetworkFault Fault, DateTimeOffset Since);
}
