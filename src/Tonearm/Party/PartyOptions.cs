using System.ComponentModel.DataAnnotations;

namespace Tonearm.Party;

/// <summary>The configuration section <c>Party</c>.</summary>
internal sealed class PartyOptions
{
    public bool Enabled { get; init; } = true;

    /// <summary>How long everyone waits for a host who left.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan HostGrace { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long there may be neither a host nor music before the countdown starts.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan HostSilence { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How often a phone is pinged, and how long it may take to answer before its connection is given up.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Ping { get; init; } = TimeSpan.FromSeconds(20);
}
