using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Tonearm.TestHouse;

namespace Tonearm.Bench;

/// <summary>A client of Spotify without any product around it: what a floor is measured with.</summary>
internal static class BareClient
{
    private const string ClientId = "bare";
    private const string RedirectUri = "http://127.0.0.1:9/";

    public static async Task<string> SignIn(SandboxProcess sandbox, string person)
    {
        var verifier = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(48));
        using var agreed = await sandbox.Http.PostAsync(
            new Uri("/authorize", UriKind.Relative),
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["client_id"] = ClientId,
                    ["response_type"] = "code",
                    ["redirect_uri"] = RedirectUri,
                    ["state"] = "x",
                    ["scope"] = "playlist-read-private",
                    ["code_challenge_method"] = "S256",
                    ["code_challenge"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
                    ["person"] = person,
                    ["decision"] = "agree",
                }
            )
        );
        using var granted = await sandbox.Http.PostAsync(
            new Uri("/api/token", UriKind.Relative),
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "authorization_code",
                    ["client_id"] = ClientId,
                    ["redirect_uri"] = RedirectUri,
                    ["code"] = QueryHelpers.ParseQuery(agreed.Headers.Location!.Query)["code"].ToString(),
                    ["code_verifier"] = verifier,
                }
            )
        );
        return (await granted.Content.ReadFromJsonAsync<JsonObject>())!["access_token"]!.GetValue<string>();
    }
}
