namespace Tonearm.Party.Hosting;

/// <param name="PlaylistId">One of the owner's own playlists at Spotify.</param>
/// <param name="DeviceId">Where the music plays; without it, wherever the host's Spotify is active.</param>
/// <param name="DeviceName">As Spotify calls it, for the host's page until the music has been heard there.</param>
/// <param name="AccountId">The account whose playlist it is; without it, the first that has it.</param>
public sealed record NewParty(string? PlaylistId, string? DeviceId = null, PartySettings? Settings = null, Guid? AccountId = null, string? DeviceName = null);

/// <param name="Name">As Spotify calls it, for the host's page until the music has been heard there.</param>
public sealed record DeviceChoice(string? DeviceId, string? Name = null);

/// <summary>An own playlist, as a host chooses it.</summary>
/// <param name="LastUsed">When it last was a party's.</param>
public sealed record PartyPlaylist(Guid Account, string Id, string Title, int Tracks, string? Cover, DateTimeOffset? LastUsed);

/// <param name="Problem">Why there are none, as a code of <c>Troubles</c>; null when there is no problem.</param>
public sealed record PartyDevices(IReadOnlyList<PartyDevice> Devices, PlayingNow? Playing, string? Problem);

/// <param name="Kind">As <c>computer</c>, <c>smartphone</c> or <c>speaker</c>.</param>
/// <param name="Restricted">It plays, but takes no commands from us.</param>
public sealed record PartyDevice(string Id, string Name, string Kind, bool Active, bool Restricted);

public sealed record PlayingNow(string Title, string Artists, string? Device);

/// <summary>A link that makes one device a host's, once, within ten minutes.</summary>
public sealed record HostKeyLink(string Url, DateTimeOffset ExpiresAt);

public sealed record HostKey(string? Secret);
