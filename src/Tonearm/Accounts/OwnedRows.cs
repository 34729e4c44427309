namespace Tonearm.Accounts;

/// <summary>Rows of a room's that are an owner's without naming an account; they belong into the owner's export.</summary>
/// <param name="Name">What they are called there.</param>
/// <param name="Query">Gives them; the owner is <c>@owner</c>.</param>
internal sealed record OwnedRows(string Name, string Query);
