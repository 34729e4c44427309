namespace Tonearm.Party.Room;

/// <summary>A state as a room has told it to its phones, and how it looks to them.</summary>
internal sealed class ShownState
{
    private readonly RoomState state;
    private readonly UInt128 forGuests,
        forHosts;

    public ShownState(RoomState state, DateTimeOffset now)
        : this(state, state.Shape(now, host: false), state.Shape(now, host: true)) { }

    private ShownState(RoomState state, UInt128 forGuests, UInt128 forHosts) =>
        (this.state, this.forGuests, this.forHosts, Counts) = (state, forGuests, forHosts, state.Counts());

    public long Version => state.Party.Version;

    public CountsFrame Counts { get; }

    /// <summary>Whether all but the counts is what the phone was told, so that a small frame makes it right.</summary>
    public bool IsKnownTo(Phone phone) => phone.Shape == (phone.IsHost ? forHosts : forGuests);

    /// <summary>The same with other counts, which change no shape.</summary>
    /// <returns>Null when they are of another ballot.</returns>
    public ShownState? With(PartyCounts counts) => state.With(counts) is { } counted ? new(counted, forGuests, forHosts) : null;
}
