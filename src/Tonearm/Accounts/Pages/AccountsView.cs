namespace Tonearm.Accounts.Pages;

/// <summary>The owner's linked accounts.</summary>
/// <param name="Installation">What is wrong with the installation itself, and so with no account of its own.</param>
/// <param name="Network">What is wrong on the way to Spotify; null where nothing is known to be.</param>
public sealed record AccountsView(
    IReadOnlyList<AccountCard> Accounts,
    DateTimeOffset Now,
    NetworkTrouble? Network = null,
    Remedy? Installation = null
);

/// <param name="Remedy">What is wrong and what helps; null for a healthy account.</param>
/// <param name="ConsentEnds">When Spotify asks for a new sign-in.</param>
/// <param name="For">What a new sign-in is for.</param>
public sealed record AccountCard(
    Guid Id,
    string Name,
    string? Picture,
    Remedy? Remedy,
    DateTimeOffset ConsentEnds,
    DateTimeOffset LinkedAt,
    Product For = Product.Guard
);
