namespace Tonearm.Party;

/// <summary>The configuration section <c>Party</c>.</summary>
internal sealed class PartyOptions
{
    public bool Enabled { get; init; } = true;

    /// <summary>How long everyone waits for a host who left.</summary>
    public TimeSpan HostGrace { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long there may be neither a host nor music before the countdown starts.</summary>
    public TimeSpan HostSilence { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How often a phone is pinged, and how long it may take to answer before its connection is given up.</summary>
    public TimeSpan Ping { get; init; } = TimeSpan.FromSeconds(20);
}
