using Tonearm.Web;

namespace Tonearm.Accounts;

/// <summary>What is wrong with an account, in words, and what helps.</summary>
internal static class Remedies
{
    /// <summary>What is wrong with the installation itself; told once, whoever asks.</summary>
    public static readonly Remedy Installation = new(
        "Spotify does not accept the client id or the secret of this installation, so nothing can be read or written for any account. Nobody needs to sign in again.",
        "Whoever runs this Tonearm compares Spotify:ClientId and Spotify:ClientSecret with Spotify's dashboard and starts it anew. Until then Spotify is asked once an hour."
    );

    /// <param name="needed">The scopes the asking product needs; none where that does not matter.</param>
    public static Remedy? Of(Account account, IReadOnlyCollection<string> needed) =>
        account.Health switch
        {
            Health.NeedsSignIn => new(
                $"Spotify no longer accepts the sign-in of {account.Name}.",
                "Sign in again, and everything goes on where it was.",
                SignIn: true
            ),
            Health.MissingScope => new(
                $"Spotify says that the sign-in of {account.Name} does not cover what is done for it.",
                "Sign in again and agree to all of it; what waits is done then.",
                SignIn: true
            ),
            Health.NotOnAllowList => new(
                $"{account.Name} is not among the users of your Spotify app.",
                "In Spotify's dashboard open the app, then Settings and User Management, and add the account with its e-mail address. Then look again."
            ),
            Health.OwnerWithoutPremium => new(
                "Spotify answers only while the owner of the app has Premium.",
                "Renew it, allow Spotify a few hours, and everything goes on by itself."
            ),
            _ when !account.Has(needed) => new(
                $"{account.Name} has not been asked for what {(needed.Contains("user-modify-playback-state") ? "a party" : "Guard")} needs yet.",
                "Spotify asks for it on one page; what was agreed to before stays.",
                SignIn: true,
                Consent: true
            ),
            _ => null,
        };
}

/// <summary>What keeps an account from its work, in a sentence, and what helps.</summary>
/// <param name="Steps">What to do, when a link alone does not do it.</param>
/// <param name="SignIn">Whether signing in again is the cure.</param>
/// <param name="Waits">Nothing is asked of anybody: it goes on by itself.</param>
/// <param name="Consent">Nothing is broken: Spotify has not been asked for this yet.</param>
public sealed record Remedy(string Sentence, string? Steps = null, bool SignIn = false, bool Waits = false, bool Consent = false)
{
    /// <summary>The same wherever it is told.</summary>
    public Tone Tone => Waits || Consent ? Tone.Care : Tone.Bad;

    /// <summary>What the link to it says on it.</summary>
    public string LinkText =>
        Consent ? "Agree at Spotify"
        : SignIn ? "Sign in again"
        : "See the account";

    /// <summary>The way there, for this account and this product.</summary>
    /// <param name="back">Where a sign-in leads; null to the product.</param>
    public string Address(Guid account, Product product, string? back = null) =>
        SignIn
            ? $"/accounts/link?for={product.Name()}&account={account}&returnUrl={back ?? product.Page()}"
            : $"/accounts#account-{account}";
}
