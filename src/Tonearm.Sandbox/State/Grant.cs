namespace Tonearm.Sandbox.State;

/// <summary>A person's consent to an app; known by its refresh token, which may change while the consent stays.</summary>
internal sealed class Grant
{
    public required string RefreshToken { get; init; }

    public required string PersonId { get; init; }

    public required string ClientId { get; init; }

    public required string[] Scopes { get; init; }

    /// <summary>Refreshing does not renew it: it ends six months from here.</summary>
    public required DateTimeOffset AuthorizedAt { get; init; }

    public bool Revoked { get; set; }

    /// <summary>Whether it was replaced by another refresh token.</summary>
    public bool Rotated { get; set; }

    public static Grant Give(string person, string client, string[] scopes, DateTimeOffset authorizedAt) =>
        new()
        {
            RefreshToken = SpotifyId.NewToken("AQ"),
            PersonId = person,
            ClientId = client,
            Scopes = scopes,
            AuthorizedAt = authorizedAt,
        };
}

internal sealed record AccessToken(string Token, string PersonId, string ClientId, string[] Scopes, DateTimeOffset Expires)
{
    public static AccessToken Of(Grant grant, DateTimeOffset expires) =>
        new(SpotifyId.NewToken("BQ"), grant.PersonId, grant.ClientId, grant.Scopes, expires);
}

/// <summary>What the authorize page hands to the app, good once and for ten minutes.</summary>
internal sealed record AuthorizationCode(
    string Code,
    string PersonId,
    string ClientId,
    string RedirectUri,
    string? Challenge,
    string[] Scopes,
    DateTimeOffset Expires
);
