using System.ComponentModel.DataAnnotations;

namespace Tonearm.Guard;

/// <summary>The configuration section <c>Guard</c>.</summary>
internal sealed class GuardOptions
{
    public bool Enabled { get; set; } = true;

    /// <summary>From one sweep of an account to the next.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long after a restore Spotify may still show the value from before it.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Settle { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>Calls to Spotify under way at once.</summary>
    [Range(1, 512)]
    public int InFlight { get; set; } = 64;

    /// <summary>How long incidents with their pictures, and restores, are kept.</summary>
    [Range(typeof(TimeSpan), "30.00:00:00", "3650.00:00:00")]
    public TimeSpan KeepEvidence { get; set; } = TimeSpan.FromDays(400);
}
