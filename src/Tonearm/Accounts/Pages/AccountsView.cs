namespace Tonearm.Accounts.Pages;

/// <summary>The owner's linked accounts.</summary>
public sealed record AccountsView(IReadOnlyList<AccountCard> Accounts, DateTimeOffset Now);

/// <param name="Cure">What is wrong and what helps; null for a healthy account.</param>
/// <param name="ConsentEnds">When Spotify asks for a new sign-in.</param>
public sealed record AccountCard(Guid Id, string Name, string? Picture, Cure? Cure, DateTimeOffset ConsentEnds, DateTimeOffset LinkedAt);

/// <summary>What keeps an account from its work, in a sentence, and what helps.</summary>
/// <param name="Steps">What to do, when a link alone does not do it.</param>
/// <param name="SignIn">Whether signing in again is the cure.</param>
public sealed record Cure(string Sentence, string? Steps = null, bool SignIn = false);
