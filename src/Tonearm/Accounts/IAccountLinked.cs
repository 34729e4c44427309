namespace Tonearm.Accounts;

/// <summary>Told when an account was linked or signed in anew. Accounts knows no product, so a product that cares registers one.</summary>
internal interface IAccountLinked
{
    Task Linked(Linked linked, CancellationToken cancellation);
}
