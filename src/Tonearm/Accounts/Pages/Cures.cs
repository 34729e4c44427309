namespace Tonearm.Accounts.Pages;

/// <summary>What is wrong with an account, in words, and what helps.</summary>
internal static class Cures
{
    /// <summary>What is wrong with the installation itself; told once, whoever asks.</summary>
    public static readonly Cure Installation = new(
        "Spotify does not accept the client id or the secret of this installation, so nothing can be read or written for any account. Nobody needs to sign in again.",
        "Whoever runs this Tonearm compares Spotify:ClientId and Spotify:ClientSecret with Spotify's dashboard and starts it anew. Until then Spotify is asked once an hour.");

    /// <param name="needed">The scopes the asking product needs; none where that does not matter.</param>
    public static Cure? Of(Account account, IReadOnlyCollection<string> needed) => account.Health switch
    {
        Health.NeedsSignIn => new($"Spotify no longer accepts the sign-in of {account.Name}.", "Sign in again, and everything goes on where it was.", SignIn: true),
        Health.MissingScope => new(
            $"Spotify says that the sign-in of {account.Name} does not cover what is done for it.", "Sign in again and agree to all of it; what waits is done then.", SignIn: true),
        Health.NotOnAllowList => new(
            $"{account.Name} is not among the users of your Spotify app.",
            "In Spotify's dashboard open the app, then Settings and User Management, and add the account with its e-mail address. Then look again."),
        Health.OwnerWithoutPremium => new(
            "Spotify answers only while the owner of the app has Premium.", "Renew it, allow Spotify a few hours, and everything goes on by itself."),
        _ when !account.Has(needed) => new(
            $"{account.Name} has not been asked for what {(needed.Contains("user-modify-playback-state") ? "a party" : "Guard")} needs yet.",
            "Spotify asks for it on one page; what was agreed to before stays.", SignIn: true, Consent: true),
        _ => null,
    };
}
