using System.ComponentModel.DataAnnotations;
using Tonearm.Web;

namespace Tonearm.Party.Hosting;

/// <param name="PlaylistId">One of the owner's own playlists at Spotify.</param>
/// <param name="DeviceId">Where the music plays; without it, wherever the host's Spotify is active.</param>
/// <param name="DeviceName">As Spotify calls it, for the host's page until the music has been heard there.</param>
/// <param name="AccountId">The account whose playlist it is; without it, the first that has it.</param>
/// <param name="StartsAt">When it begins; without it, it is a party for now.</param>
/// <param name="StartsByItself">It starts then without its host, if its device is awake.</param>
public sealed record NewParty(
    [property: MaxLength(TextLimits.Id)] string? PlaylistId,
    [property: MaxLength(TextLimits.Id)] string? DeviceId = null,
    PartySettings? Settings = null,
    Guid? AccountId = null,
    [property: MaxLength(TextLimits.Text)] string? DeviceName = null,
    DateTimeOffset? StartsAt = null,
    bool StartsByItself = false
);

/// <param name="Note">What is not as it was set yet, and why, as a sentence; null when all is.</param>
public sealed record SettingsSaved(string? Note);

/// <param name="Name">As Spotify calls it, for the host's page until the music has been heard there.</param>
public sealed record DeviceChoice(
    [property: MaxLength(TextLimits.Id)] string? DeviceId,
    [property: MaxLength(TextLimits.Text)] string? Name = null
);

/// <summary>An own playlist, as a host chooses it.</summary>
/// <param name="LastUsed">When it last was a party's.</param>
/// <param name="Cost">What reading its songs takes of the day's calls, in a sentence; null when that is next to nothing.</param>
public sealed record PartyPlaylist(
    Guid Account,
    string Id,
    string Title,
    int Tracks,
    string? Cover,
    DateTimeOffset? LastUsed,
    string? Cost = null
);

/// <param name="Cost">What looking for them takes of the day's calls, in a sentence; null while there is plenty.</param>
/// <param name="Problem">Why there are none, as a code of <c>Troubles</c>; null when there is no problem.</param>
/// <param name="Sentence">The same in words, where there is more to tell than the code.</param>
public sealed record PartyDevices(
    IReadOnlyList<PartyDevice> Devices,
    PlayingNow? Playing,
    string? Problem,
    string? Sentence = null,
    string? Cost = null
);

/// <param name="Kind">As <c>computer</c>, <c>smartphone</c> or <c>speaker</c>.</param>
/// <param name="Restricted">It plays, but takes no commands from us.</param>
public sealed record PartyDevice(string Id, string Name, string Kind, bool Active, bool Restricted);

public sealed record PlayingNow(string Title, string Artists, string? Device);

/// <summary>A link that makes one device a host's, once, within ten minutes.</summary>
public sealed record HostKeyLink(string Url, DateTimeOffset ExpiresAt);

public sealed record HostKey([property: MaxLength(TextLimits.Id)] string? Secret);
