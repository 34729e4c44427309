using Tonearm.Web;

namespace Tonearm.Accounts.Pages;

/// <summary>The owner's linked accounts.</summary>
/// <param name="Installation">What is wrong with the installation itself, and so with no account of its own.</param>
/// <param name="Way">What is wrong on the way to Spotify; null where nothing is known to be.</param>
public sealed record AccountsView(IReadOnlyList<AccountCard> Accounts, DateTimeOffset Now, WayWords? Way = null, Cure? Installation = null);

/// <summary>What went wrong on the way to Spotify, and what helps.</summary>
/// <param name="Since">Since when it is so, as far as is known.</param>
public sealed record WayWords(string Sentence, string Cure, DateTimeOffset? Since = null);

/// <param name="Cure">What is wrong and what helps; null for a healthy account.</param>
/// <param name="ConsentEnds">When Spotify asks for a new sign-in.</param>
public sealed record AccountCard(Guid Id, string Name, string? Picture, Cure? Cure, DateTimeOffset ConsentEnds, DateTimeOffset LinkedAt);

/// <summary>What keeps an account from its work, in a sentence, and what helps.</summary>
/// <param name="Steps">What to do, when a link alone does not do it.</param>
/// <param name="SignIn">Whether signing in again is the cure.</param>
/// <param name="Waits">Nothing is asked of anybody: it goes on by itself.</param>
/// <param name="Consent">Nothing is broken: Spotify has not been asked for this yet.</param>
public sealed record Cure(string Sentence, string? Steps = null, bool SignIn = false, bool Waits = false, bool Consent = false)
{
    /// <summary>The same wherever it is told.</summary>
    public Tone Tone => Waits || Consent ? Tone.Care : Tone.Bad;

    /// <summary>What the way to the cure says on it.</summary>
    public string Way => Consent ? "Agree at Spotify" : SignIn ? "Sign in again" : "See the account";

    /// <summary>The way there, for this account and this product.</summary>
    public string Address(Guid account, Product product) => SignIn
        ? $"/accounts/link?for={(product == Product.Party ? "party" : "guard")}&account={account}&returnUrl={(product == Product.Party ? "/party" : "/guard")}"
        : $"/accounts#account-{account}";
}
