namespace Tonearm.Accounts.Pages;

/// <summary>What is wrong with an account, in words, and what helps.</summary>
internal static class Cures
{
    /// <param name="needed">The scopes the asking product needs; none where that does not matter.</param>
    public static Cure? Of(Account account, IReadOnlyCollection<string> needed) => account.Health switch
    {
        Health.NeedsSignIn => new($"Spotify no longer accepts the sign-in of {account.Name}.", "Sign in again, and everything goes on where it was.", SignIn: true),
        Health.NotOnAllowList => new(
            $"{account.Name} is not among the users of your Spotify app.",
            "In Spotify's dashboard open the app, then Settings and User Management, and add the account with its e-mail address. Then look again."),
        Health.OwnerWithoutPremium => new(
            "Spotify answers only while the owner of the app has Premium.", "Renew it, allow Spotify a few hours, and everything goes on by itself."),
        _ when !account.Has(needed) => new($"{account.Name} has not agreed to all that Guard needs.", "Sign in again and agree to it.", SignIn: true),
        _ => null,
    };
}
