namespace Tonearm.Party.Pages;

/// <summary>What is in the way of the music, in words.</summary>
/// <param name="Remedy">What a host can do about it: the name of a deed for <c>host.ts</c>, or an address; null when only waiting
/// helps.</param>
/// <param name="Calm">Nothing is broken.</param>
internal sealed record TroubleWords(
    string Code,
    string ToHost,
    string ToGuest,
    string? Remedy = null,
    string? RemedyName = null,
    bool Calm = false
)
{
    public static readonly TroubleWords[] All =
    [
        new(
            Troubles.Paused,
            "The music was paused in Spotify. Your votes are safe.",
            "The music is paused. Your votes are safe.",
            "resume",
            "Play on",
            Calm: true
        ),
        new(
            Troubles.NoDevice,
            "No device of yours is awake. Open Spotify on the one you want and choose it here.",
            "The music has no device to play on. The host is asked to wake one.",
            "device",
            "Choose a device"
        ),
        new(
            Troubles.DeviceGone,
            "The device that played is gone, while others are awake. Choose where the music goes on.",
            "The device that played is gone. The host is asked for another.",
            "device",
            "Choose a device"
        ),
        new(
            Troubles.DeviceAsleep,
            "The device for this party is not awake, while others are. Wake it, or choose where the music begins.",
            "The music waits for the host's device.",
            "device",
            "Choose a device"
        ),
        new(
            Troubles.OtherParty,
            "Another party of yours is on, and your Spotify can play only one. This one begins when that one is over.",
            "The host's Spotify plays at another party. This one begins when that one is over.",
            Calm: true
        ),
        new(
            Troubles.Restricted,
            "This device takes no commands from outside. Move the music to another one, or play on it by hand.",
            "The host's device takes no commands from here, so choosing the next song waits.",
            "device",
            "Choose a device"
        ),
        new(
            Troubles.OwnQueue,
            "A song from your own Spotify queue plays first, then the winner.",
            "The host had queued a song in Spotify. It plays first, then the winner.",
            Calm: true
        ),
        new(
            Troubles.NoAnswer,
            "Spotify took the command twice, but does not show that it plays. Look at the device, or choose another one.",
            "Spotify does not say what plays just now. Your votes are safe.",
            "device",
            "Choose a device"
        ),
        new(
            Troubles.PremiumRequired,
            "Spotify lets only Premium accounts be played from here, and this one has none.",
            "Spotify does not let this account play from here, so the music waits."
        ),
        new(
            Troubles.SomethingElse,
            "Something else plays on your Spotify now, so the votes wait. Take the music back when you like.",
            "The host plays something else for a while. Your votes wait.",
            "resume",
            "Take it back",
            Calm: true
        ),
        new(
            Troubles.SignIn,
            "Spotify no longer accepts your sign-in. Sign in again, and the party goes on.",
            "Spotify asks the host to sign in again.",
            "/accounts/link?for=party&returnUrl=/party",
            "Sign in again"
        ),
        new(
            Troubles.NotListed,
            "Spotify answers only people whom the owner of this app has entered in Spotify's dashboard, and you are not among them. Ask them to add you.",
            "Spotify does not let the host's account play from here, so the music waits."
        ),
        new(
            Troubles.AppWithoutPremium,
            "Spotify answers nobody here until the owner of this app has Premium again.",
            "Spotify answers nobody here for now, so the music waits."
        ),
        new(
            Troubles.AppRefused,
            "Spotify does not accept this installation's client id or secret, so nothing can be played from here. Whoever runs it can mend that.",
            "Spotify answers nobody here for now, so the music waits."
        ),
        new(
            Troubles.Refused,
            "Spotify answers and says no, without a reason that helps. It is tried again all the time.",
            "Spotify says no just now. It is tried again all the time."
        ),
        new(
            Troubles.Budget,
            "Today's calls to Spotify are nearly used up, so some are held back here. The song plays on; choosing the next one waits.",
            "Calls to Spotify are short today. The song plays on; choosing the next one waits.",
            Calm: true
        ),
        new(
            Troubles.Quota,
            "Spotify takes no more calls from here for now. The song plays on; choosing the next one waits.",
            "Spotify asks for patience. The song plays on; choosing the next one waits.",
            Calm: true
        ),
        new(
            Troubles.Unreachable,
            "Spotify does not answer. It is tried again all the time.",
            "Spotify does not answer. It is tried again all the time.",
            Calm: true
        ),
        new(
            Troubles.NothingToPlay,
            "Nothing in this playlist can be played. Add songs to it in Spotify, or allow explicit ones.",
            "Nothing in this playlist can be played. The host is told.",
            "playlist",
            "I added songs"
        ),
    ];
}
