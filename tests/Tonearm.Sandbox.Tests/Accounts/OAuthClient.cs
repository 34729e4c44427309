using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Tonearm.Sandbox.Tests.Accounts;

/// <summary>Signs in as any Spotify client would, each step on its own so that a test can do one wrongly.</summary>
internal sealed class OAuthClient(HttpClient http, CancellationToken cancel)
{
    public const string Redirect = "http://127.0.0.1:9999/callback";

    public static string Verifier { get; } = new string('v', 64);

    public static Dictionary<string, string?> Request() =>
        new(StringComparer.Ordinal)
        {
            ["client_id"] = "some-client",
            ["response_type"] = "code",
            ["redirect_uri"] = Redirect,
            ["state"] = "a state & more",
            ["scope"] = Stand.Everything,
            ["code_challenge_method"] = "S256",
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
        };

    /// <summary>Without the members of PKCE.</summary>
    public static Dictionary<string, string?> ConfidentialRequest()
    {
        var request = Request();
        request.Remove("code_challenge");
        request.Remove("code_challenge_method");
        return request;
    }

    public Task<HttpResponseMessage> Open(Dictionary<string, string?> request, string? cookie = null)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, QueryHelpers.AddQueryString("/authorize", request));
        if (cookie is not null)
            message.Headers.Add("Cookie", cookie);
        return http.SendAsync(message, cancel);
    }

    public Task<HttpResponseMessage> Agree(Dictionary<string, string?> request, string person, string decision = "agree") =>
        http.PostAsync(
            "/authorize",
            new FormUrlEncodedContent(new Dictionary<string, string?>(request) { ["person"] = person, ["decision"] = decision }),
            cancel
        );

    public async Task<string> Code(string person, Dictionary<string, string?>? request = null)
    {
        using var response = await Agree(request ?? Request(), person);
        return Parameter(response, "code")!;
    }

    public static string? Parameter(HttpResponseMessage response, string name) =>
        QueryHelpers.ParseQuery(response.Headers.Location!.Query).TryGetValue(name, out var value) ? value.ToString() : null;

    public static Dictionary<string, string?> Exchange(string code) =>
        new(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = Redirect,
            ["client_id"] = "some-client",
            ["code_verifier"] = Verifier,
        };

    public static Dictionary<string, string?> Refresh(string token) =>
        new(StringComparer.Ordinal)
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = token,
            ["client_id"] = "some-client",
        };

    /// <summary>The status and the body.</summary>
    public async Task<(int Status, JsonNode Body)> Token(Dictionary<string, string?> form, string? basic = null)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/api/token") { Content = new FormUrlEncodedContent(form) };
        if (basic is not null)
            message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(basic)));
        using var response = await http.SendAsync(message, cancel);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(cancel))!);
    }

    public async Task<JsonNode> SignIn(string person)
    {
        var (status, body) = await Token(Exchange(await Code(person)));
        Assert.Equal(200, status);
        return body;
    }
}
