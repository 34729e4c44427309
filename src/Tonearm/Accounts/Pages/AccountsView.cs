namespace Tonearm.Accounts.Pages;

/// <summary>The owner's linked accounts.</summary>
/// <param name="Installation">What is wrong with the installation itself, and so with no account of its own.</param>
/// <param name="Way">What is wrong on the way to Spotify; null where nothing is known to be.</param>
public sealed record AccountsView(IReadOnlyList<AccountCard> Accounts, DateTimeOffset Now, WayWords? Way = null, Cure? Installation = null);

/// <param name="Cure">What is wrong and what helps; null for a healthy account.</param>
/// <param name="ConsentEnds">When Spotify asks for a new sign-in.</param>
/// <param name="For">What a new sign-in is for.</param>
public sealed record AccountCard(Guid Id, string Name, string? Picture, Cure? Cure, DateTimeOffset ConsentEnds, DateTimeOffset LinkedAt, Product For = Product.Guard);
