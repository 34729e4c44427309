using System.ComponentModel.DataAnnotations;
using Tonearm.Web;

namespace Tonearm.Party.Along;

/// <summary>How it stands with playing along, for the one who asks.</summary>
/// <param name="State"><c>ready</c>, <c>on</c>, <c>waits</c> or <c>stopping</c>; null when nobody has signed in to play along.</param>
/// <param name="Problem">What is in its way, as a code; null when nothing is.</param>
/// <param name="SignIn">Where to sign in at Spotify for it.</param>
/// <param name="Cost">What it takes of the day's calls, in a sentence.</param>
/// <param name="Enough">There are calls for it.</param>
/// <param name="Here">How many play along at this party.</param>
/// <param name="Calls">What they have taken so far.</param>
public sealed record AlongView(
    string? State,
    string? Problem,
    string? DeviceId,
    string? Device,
    string SignIn,
    string Cost,
    bool Enough,
    int Here,
    int Calls
);

/// <param name="DeviceId">One of the guest's own devices; without it, the one from before.</param>
/// <param name="Name">As Spotify calls it.</param>
public sealed record AlongRequest(
    [property: MaxLength(TextLimits.Id)] string? DeviceId = null,
    [property: MaxLength(TextLimits.Text)] string? Name = null
);
