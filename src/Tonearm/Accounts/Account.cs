using Tonearm.Spotify;

namespace Tonearm.Accounts;

/// <summary>What stands between an account and its playlists, if anything.</summary>
internal enum Health
{
    Ok,

    /// <summary>Spotify no longer takes our token: consent withdrawn or six months over.</summary>
    NeedsSignIn,

    /// <summary>Spotify takes the token, but says that its scopes do not cover what is needed.</summary>
    MissingScope,

    /// <summary>Not among the app's users in Spotify's dashboard.</summary>
    NotOnAllowList,

    /// <summary>The app's owner has no Premium, so Spotify answers nobody.</summary>
    OwnerWithoutPremium,
}

/// <summary>A Spotify account an owner has linked.</summary>
/// <param name="UserId">Spotify's user id, the one a playlist names as its owner.</param>
/// <param name="Scopes">What the person agreed to.</param>
/// <param name="ConsentedAt">When they did; six months later Spotify ends the refresh token (since June 2026).</param>
/// <param name="Premium">What the last command to its player has shown; null while none has: no profile tells it (docs/spotify.md).</param>
internal sealed record Account(
    Guid Id,
    Guid OwnerId,
    string UserId,
    string Name,
    string? Picture,
    string Scopes,
    DateTimeOffset ConsentedAt,
    Health Health,
    DateTimeOffset LinkedAt,
    bool? Premium = null,
    DateTimeOffset? PremiumAt = null
)
{
    private const int MonthsOfConsent = 6;

    public DateTimeOffset ConsentEnds => EndOfConsent(ConsentedAt);

    /// <summary>Until when Spotify takes a sign-in of this time.</summary>
    public static DateTimeOffset EndOfConsent(DateTimeOffset consented) => consented.AddMonths(MonthsOfConsent);

    /// <summary>What the account was signed in for, as far as its scopes tell.</summary>
    public Product For => !Has(Accounts.Scopes.Guard) && Has(Accounts.Scopes.Party) ? Product.Party : Product.Guard;

    public bool Has(IEnumerable<string> scopes) => scopes.All(Scopes.Split(' ').Contains);
}

/// <summary>The scopes of each product (docs/spotify.md), asked for when first needed.</summary>
internal static class Scopes
{
    public static readonly string[] Guard =
    [
        "user-read-private",
        "playlist-read-private",
        "playlist-read-collaborative",
        "playlist-modify-public",
        "playlist-modify-private",
        "ugc-image-upload",
    ];

    public static readonly string[] Party =
    [
        "user-read-private",
        "playlist-read-private",
        "playlist-read-collaborative",
        "user-read-playback-state",
        "user-modify-playback-state",
        "user-read-currently-playing",
    ];

    /// <summary>Of somebody who plays along: to see what their player does, and to tell it. Nothing of theirs is read.</summary>
    public static readonly string[] Along = ["user-read-playback-state", "user-modify-playback-state"];

    /// <summary>Beyond what a party needs, to keep what was played as a playlist: asked for when somebody first wants that.</summary>
    public static readonly string[] Keep = ["playlist-modify-private"];
}

internal static class Agreements
{
    /// <summary>
    /// Whether these accounts are well and none has agreed to this yet, as when somebody who came for one product turns to the other.
    /// </summary>
    public static bool LackOnly(this IReadOnlyList<Account> accounts, IReadOnlyCollection<string> needed) =>
        accounts.Count > 0 && accounts.All(account => account.Health == Health.Ok && !account.Has(needed));
}

internal static class Healths
{
    /// <summary>What an answer says of the account's health; null when it says nothing.</summary>
    public static Health? Of(AnswerKind answer) =>
        answer switch
        {
            AnswerKind.Ok => Health.Ok,
            AnswerKind.NeedsSignIn => Health.NeedsSignIn,
            AnswerKind.MissingScope => Health.MissingScope,
            AnswerKind.NotOnAllowList => Health.NotOnAllowList,
            AnswerKind.OwnerWithoutPremium => Health.OwnerWithoutPremium,
            _ => null,
        };
}
