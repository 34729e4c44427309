namespace Tonearm.Spotify;

/// <summary>
/// What <see cref="ReachCheck"/> found a moment ago, so that a page which anybody may open does not make calls of its own each time.
/// </summary>
internal sealed class RecentReach(ReachCheck check, IConfiguration configuration, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WorthWaiting = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private Task<IReadOnlyList<CheckResult>>? latest;
    private DateTimeOffset begun;

    /// <summary>Where the real service is: in the demo the options lead to the stand-in.</summary>
    private SpotifyOptions Real => configuration.IsDemo() ? new() : SpotifyOptions.From(configuration);

    /// <returns>Null while Spotify is still being asked: nobody is left before an empty page for it.</returns>
    public async Task<IReadOnlyList<CheckResult>?> Get(CancellationToken cancellation)
    {
        Task<IReadOnlyList<CheckResult>> asking;
        lock (gate)
        {
            if (latest is null || (latest.IsCompleted && time.GetUtcNow() - begun > Kept))
            {
                begun = time.GetUtcNow();
                latest = check.Of(Real, CancellationToken.None);
            }

            asking = latest;
        }

        await Task.WhenAny(asking, Task.Delay(WorthWaiting, TimeProvider.System, cancellation));
        return asking.IsCompletedSuccessfully ? await asking : null;
    }
}
