namespace Tonearm.Party.Pages;

/// <summary>What is in the way of the music, in words.</summary>
/// <param name="Cure">What a host can do about it: the name of a deed for <c>host.ts</c>, or an address; null when only waiting helps.</param>
/// <param name="Calm">Nothing is broken.</param>
internal sealed record TroubleWords(string Code, string ToHost, string ToGuest, string? Cure = null, string? CureName = null, bool Calm = false)
{
    public static readonly TroubleWords[] All =
    [
        new(Troubles.Paused, "The music was paused in Spotify. Your votes are safe.", "The music is paused. Your votes are safe.", "resume", "Play on", Calm: true),
        new(Troubles.NoDevice, "No device of yours is awake. Open Spotify on the one you want and choose it here.",
            "The music has no device to play on. The host is asked to wake one.", "device", "Choose a device"),
        new(Troubles.PremiumRequired, "Spotify lets only Premium accounts be played from here, and this one has none.",
            "Spotify does not let this account play from here, so the music waits."),
        new(Troubles.SomethingElse, "Something else plays on your Spotify now, so the votes wait. Take the music back when you like.",
            "The host plays something else for a while. Your votes wait.", "resume", "Take it back", Calm: true),
        new(Troubles.SignIn, "Spotify no longer accepts your sign-in. Sign in again, and the party goes on.",
            "Spotify asks the host to sign in again.", "/accounts/link?for=party&returnUrl=/party", "Sign in again"),
        new(Troubles.Quota, "Spotify takes no more calls from here for now. The song plays on; choosing the next one waits.",
            "Spotify asks for patience. The song plays on; choosing the next one waits.", Calm: true),
        new(Troubles.Unreachable, "Spotify does not answer. It is tried again all the time.", "Spotify does not answer. It is tried again all the time.", Calm: true),
        new(Troubles.NothingToPlay, "Nothing in this playlist can be played. Add songs to it in Spotify, or allow explicit ones.",
            "Nothing in this playlist can be played. The host is told.", "settings", "Settings"),
    ];
}
