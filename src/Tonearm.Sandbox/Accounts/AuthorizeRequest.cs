using Microsoft.AspNetCore.WebUtilities;

namespace Tonearm.Sandbox.Accounts;

/// <summary>What an app asks of a person: who it is, what it wants, where to go afterwards.</summary>
internal sealed record AuthorizeRequest(
    string ClientId,
    string RedirectUri,
    string? State,
    string[] Scopes,
    string? Challenge,
    bool ShowDialog
)
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "app-remote-control",
        "playlist-modify-private",
        "playlist-modify-public",
        "playlist-read-collaborative",
        "playlist-read-private",
        "streaming",
        "ugc-image-upload",
        "user-follow-modify",
        "user-follow-read",
        "user-library-modify",
        "user-library-read",
        "user-modify-playback-state",
        "user-read-currently-playing",
        "user-read-email",
        "user-read-playback-position",
        "user-read-playback-state",
        "user-read-private",
        "user-read-recently-played",
        "user-top-read",
        "user-personalized",
    };

    /// <summary>A wrong client or redirect address is told to the person; everything else goes back to the app.</summary>
    /// <param name="problem">What the page says, when nobody can be sent anywhere.</param>
    /// <param name="error">What the app is told.</param>
    public static AuthorizeRequest? Read(Func<string, string?> field, SandboxOptions options, out string? problem, out string? error)
    {
        var scopes = (field("scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var challenge = field("code_challenge");
        var request = new AuthorizeRequest(
            field("client_id") ?? "",
            field("redirect_uri") ?? "",
            field("state"),
            scopes,
            string.IsNullOrEmpty(challenge) ? null : challenge,
            field("show_dialog") == "true"
        );
        problem = request switch
        {
            { ClientId: "" } => "client_id: Missing required parameter",
            { RedirectUri: "" } => "redirect_uri: Missing required parameter",
            _ when !RedirectRules.IsAllowed(request.RedirectUri, options.RedirectUris) => "INVALID_CLIENT: Invalid redirect URI",
            _ => null,
        };
        error =
            field("response_type") != "code" ? "unsupported_response_type"
            : scopes.Any(scope => !Known.Contains(scope)) ? "invalid_scope"
            : request.Challenge is { } sent && (field("code_challenge_method") != "S256" || !Pkce.IsChallenge(sent)) ? "invalid_request"
            : null;
        return problem is null ? request : null;
    }

    public string Back(string name, string value) =>
        QueryHelpers.AddQueryString(
            RedirectUri,
            State is null
                ? new Dictionary<string, string?> { [name] = value }
                : new Dictionary<string, string?> { [name] = value, ["state"] = State }
        );
}
