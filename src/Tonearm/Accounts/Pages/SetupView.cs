namespace Tonearm.Accounts.Pages;

/// <summary>How far this installation is on its way to the real Spotify.</summary>
/// <param name="RedirectAddress">To be registered with Spotify to the letter.</param>
/// <param name="AddressWorks">Whether Spotify takes that address at all: https, or 127.0.0.1.</param>
/// <param name="Demo">A stand-in plays Spotify.</param>
/// <param name="HasSecret">Optional: without it the sign-in uses PKCE alone.</param>
public sealed record SetupView(string RedirectAddress, bool AddressWorks, bool HasClientId, bool HasSecret, string? PublicUrl, bool Demo, bool HasAccounts);
