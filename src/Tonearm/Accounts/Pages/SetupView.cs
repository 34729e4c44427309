namespace Tonearm.Accounts.Pages;

/// <summary>How far this installation is on its way to the real Spotify.</summary>
/// <param name="RedirectAddress">To be registered with Spotify to the letter.</param>
/// <param name="AddressWorks">Whether Spotify takes that address at all: https, or 127.0.0.1.</param>
/// <param name="Demo">A stand-in plays Spotify.</param>
/// <param name="HasSecret">Optional: without it the sign-in uses PKCE alone.</param>
/// <param name="Command">What starts Tonearm with the real Spotify, but for the client id.</param>
/// <param name="Checks">What is there and what is missing, as <c>check</c> says it.</param>
/// <param name="WholeMachine">The checks have what is told only to those who run this installation.</param>
/// <param name="AskSpotify">Spotify has not been asked, because the demo has nothing to do with it.</param>
public sealed record SetupView(
    string RedirectAddress,
    bool AddressWorks,
    bool HasClientId,
    bool HasSecret,
    string? PublicUrl,
    bool Demo,
    bool HasAccounts,
    string Command,
    IReadOnlyList<CheckResult> Checks,
    bool WholeMachine,
    bool AskSpotify
);
