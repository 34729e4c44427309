namespace Tonearm.Guard;

/// <summary>The configuration section <c>Guard</c>.</summary>
internal sealed class GuardOptions
{
    public bool Enabled { get; set; } = true;

    /// <summary>From one sweep of an account to the next.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long after a restore Spotify may still show the value from before it.</summary>
    public TimeSpan Settle { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>Calls to Spotify under way at once.</summary>
    public int InFlight { get; set; } = 64;
}
