using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Tonearm.Spotify;

/// <summary>
/// Spotify's accounts service: the address a person is sent to, and the exchange of a code or a refresh token (RFC 6749 and 7636;
/// docs/spotify.md).
/// </summary>
internal sealed class TokenEndpoint(HttpClient http, Reachability reach, IOptions<SpotifyOptions> options)
{
    /// <summary>How long one question may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SpotifyOptions spotify = options.Value;

    /// <summary>The page on which a person agrees.</summary>
    public string AuthorizeAddress(string redirectUri, string state, string challenge, IEnumerable<string> scopes, bool showDialog) =>
        new Uri(spotify.AccountsUrl, "authorize")
        + QueryString
            .Create(
                new Dictionary<string, string?>
                {
                    ["client_id"] = spotify.ClientId,
                    ["response_type"] = "code",
                    ["redirect_uri"] = redirectUri,
                    ["state"] = state,
                    ["scope"] = string.Join(' ', scopes),
                    ["code_challenge_method"] = "S256",
                    ["code_challenge"] = challenge,
                    ["show_dialog"] = showDialog ? "true" : "false",
                }
            )
            .Value;

    public Task<Answer<Tokens>> Exchange(string code, string redirectUri, string verifier, CancellationToken cancellation) =>
        Ask(
            new()
            {
                ["grant_type"] = "authorization_code",
                ["code"] = code,
                ["redirect_uri"] = redirectUri,
                ["code_verifier"] = verifier,
            },
            cancellation
        );

    public Task<Answer<Tokens>> Refresh(string refreshToken, CancellationToken cancellation) =>
        Ask(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken }, cancellation);

    /// <returns><see cref="AnswerKind.NeedsSignIn"/> for <c>invalid_grant</c>, <see cref="AnswerKind.AppRefused"/> for
    /// <c>invalid_client</c>.</returns>
    private async Task<Answer<Tokens>> Ask(Dictionary<string, string> form, CancellationToken cancellation)
    {
        form["client_id"] = spotify.ClientId;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(spotify.AccountsUrl, "api/token"))
        {
            Content = new FormUrlEncodedContent(form),
        };
        if (spotify.ClientSecret is { Length: > 0 } secret)
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic",
                Convert.ToBase64String(Encoding.UTF8.GetBytes($"{spotify.ClientId}:{secret}"))
            );
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(spotify.Patience);
        try
        {
            using var response = await http.SendAsync(request, patience.Token);
            var body = await response.Content.ReadAsByteArrayAsync(patience.Token);
            reach.Answered();
            if (response.IsSuccessStatusCode)
                return JsonSerializer.Deserialize(body, SpotifyJson.Default.Tokens) is { AccessToken.Length: > 0 } tokens
                    ? new(AnswerKind.Ok, tokens)
                    : new(
                        AnswerKind.Unreachable,
                        Message: "Spotify's accounts service answered without a token",
                        Fault: NetworkFault.Unreadable
                    );
            var words = SpotifyApi.Words(body);
            return new(
                words.StartsWith("invalid_grant", StringComparison.Ordinal) ? AnswerKind.NeedsSignIn
                    : words.StartsWith("invalid_client", StringComparison.Ordinal)
                    || words.StartsWith("unauthorized_client", StringComparison.Ordinal)
                        ? AnswerKind.AppRefused
                    : (int)response.StatusCode is >= 500 or 429 ? AnswerKind.Unreachable
                    : AnswerKind.Refused,
                Message: words,
                Fault: (int)response.StatusCode >= 500 ? NetworkFault.ServerError : null
            );
        }
        catch (Exception exception) when (NetworkFaults.Is(exception, cancellation))
        {
            var fault = NetworkFaults.Of(exception);
            reach.Failed(fault);
            return new(AnswerKind.Unreachable, Message: exception.Message, Fault: fault);
        }
    }
}
