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
public sealed record Cure(string Sentence, string? Steps = null, bool SignIn = false, bool Waits = false)
{
    /// <summary>The same wherever it is told.</summary>
    public Tone Tone => Waits ? Tone.Care : Tone.Bad;
}
