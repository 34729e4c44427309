namespace Tonearm.Guard.Pages;

/// <summary>Playlists about to be protected: what each would be kept as, shown before it is taken.</summary>
/// <param name="Mode">Watch or restore.</param>
/// <param name="Back">Where the owner came from.</param>
public sealed record ProtectView(IReadOnlyList<ProtectOffer> Offers, Mode Mode, string Back, DateTimeOffset Now);

/// <param name="Cover">The address of the picture that would be taken; null when Spotify makes it from the songs.</param>
/// <param name="Refusal">Why this one cannot be protected as it is, with the cure.</param>
/// <param name="Earlier">What was wanted before, when that differs from what Spotify shows now.</param>
public sealed record ProtectOffer(
    string Id, string AccountName, string Title, string Description, string? Cover, string? Refusal = null, WantedView? Earlier = null);
