using Tonearm.Guard.Rules;

namespace Tonearm.Guard.Pages;

/// <summary>Playlists about to be protected: what each would be kept as, shown before it is taken.</summary>
/// <param name="Mode">Watch or restore.</param>
/// <param name="Back">Where the owner came from.</param>
/// <param name="Cost">What looking at them costs, and whether all are looked at less often then.</param>
public sealed record ProtectView(IReadOnlyList<ProtectOffer> Offers, Mode Mode, string Back, DateTimeOffset Now, string? Cost = null);

/// <param name="Cover">The address of the picture Spotify shows; null for none.</param>
/// <param name="OwnCover">Somebody chose that picture, so it would be taken; it is not one Spotify made from the songs.</param>
/// <param name="IsOn">It is protected already: nothing of it is taken anew, only what Guard does for it changes.</param>
/// <param name="Refusal">Why this one cannot be protected as it is, with the cure.</param>
/// <param name="Earlier">What was wanted before, when that differs from what Spotify shows now.</param>
/// <param name="Warnings">What could not be put back of it, as far as is known.</param>
/// <param name="IsPictureStrange">Its picture has a form that Guard does not know: its owner must say whose choice it was.</param>
/// <param name="Shown">Sent back with the answer, so that nothing is taken but what stands here.</param>
public sealed record ProtectOffer(
    string Id,
    string AccountName,
    string Title,
    string Description,
    string? Cover,
    bool OwnCover,
    string? Refusal = null,
    WantedView? Earlier = null,
    bool IsOn = false,
    string Shown = "",
    IReadOnlyList<string>? Warnings = null,
    bool IsPictureStrange = false
);
