using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Tonearm.Sandbox.Api;
using Tonearm.Sandbox.State;
using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Accounts;

/// <summary>POST /api/token: codes and refresh tokens become access tokens; errors as RFC 6749 says.</summary>
internal static class TokenEndpoint
{
    public static void MapToken(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/token", Exchange).WithMetadata(new Family(Families.Accounts));

    /// <summary>Whom a refresh is about, so that faults for one person hit it too.</summary>
    public static Person? WhoseRefresh(World world, Exchange exchange)
    {
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(exchange.Body));
        return form.TryGetValue("refresh_token", out var token) && world.Grants.TryGetValue(token.ToString(), out var grant)
            ? world.People.GetValueOrDefault(grant.PersonId)
            : null;
    }

    private static async Task<IResult> Exchange(HttpContext http, Exchange exchange, World world, SandboxOptions options)
    {
        if (!http.Request.HasFormContentType)
            return Error("unsupported_grant_type", "grant_type parameter is missing");
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (!ReadClient(http.Request, form, options, out var client, out var secret))
            return Error("invalid_client", "Invalid client secret");
        if (client.Length == 0)
            return Error("invalid_client", "Invalid client");
        lock (world.Gate)
        {
            return form["grant_type"].ToString() switch
            {
                "authorization_code" => FromCode(world, exchange, form, client, secret),
                "refresh_token" => FromRefresh(world, exchange, form, client),
                "" => Error("unsupported_grant_type", "grant_type parameter is missing"),
                _ => Error("unsupported_grant_type", "grant_type must be authorization_code or refresh_token"),
            };
        }
    }

    private static IResult FromCode(World world, Exchange exchange, IFormCollection form, string client, bool secret)
    {
        if (!world.Codes.Remove(form["code"].ToString(), out var code) || code.ClientId != client)
            return Error("invalid_grant", "Invalid authorization code");
        exchange.Person = world.People.GetValueOrDefault(code.PersonId);
        if (code.Expires <= world.Now)
            return Error("invalid_grant", "Authorization code expired");
        if (code.RedirectUri != form["redirect_uri"].ToString())
            return Error("invalid_grant", "Invalid redirect URI");
        var verifier = form["code_verifier"].ToString();
        if (code.Challenge is { } challenge)
        {
            if (verifier.Length == 0)
                return Error("invalid_request", "code_verifier must be supplied");
            if (!Pkce.Matches(verifier, challenge))
                return Error("invalid_grant", "code_verifier was incorrect");
        }
        else if (!secret)
        {
            return Error("invalid_client", "Invalid client secret");
        }

        var grant = Grant.Give(code.PersonId, client, code.Scopes, world.Now);
        world.Save(grant);
        return Answer(world, grant, grant.RefreshToken);
    }

    private static IResult FromRefresh(World world, Exchange exchange, IFormCollection form, string client)
    {
        if (form["refresh_token"].ToString() is not { Length: > 0 } token)
            return Error("invalid_request", "refresh_token must be supplied");
        if (!world.Grants.TryGetValue(token, out var grant) || grant.ClientId != client)
            return Error("invalid_grant", "Invalid refresh token");
        exchange.Person = world.People.GetValueOrDefault(grant.PersonId);
        if (grant.Revoked || grant.Rotated || exchange.Person is null)
            return Error("invalid_grant", "Refresh token revoked");
        if (grant.AuthorizedAt.AddDays(world.Conditions.Tokens.RefreshDays) <= world.Now)
            return Error("invalid_grant", "Refresh token expired");
        switch (world.Conditions.Tokens.Renewal)
        {
            case Renewal.Same:
                return Answer(world, grant, grant.RefreshToken);
            case Renewal.Rotate:
                var next = Grant.Give(grant.PersonId, grant.ClientId, grant.Scopes, grant.AuthorizedAt);
                grant.Rotated = true;
                world.Save(grant);
                world.Save(next);
                return Answer(world, next, next.RefreshToken);
            default:
                return Answer(world, grant, null);
        }
    }

    private static JsonAnswer Answer(World world, Grant grant, string? refreshToken)
    {
        var seconds = world.Conditions.Tokens.AccessSeconds;
        var access = AccessToken.Of(grant, world.Now.AddSeconds(seconds));
        world.Save(access);
        return new JsonAnswer(
            ApiJson.Bytes(json =>
            {
                json.WriteStartObject();
                json.WriteString("access_token", access.Token);
                json.WriteString("token_type", "Bearer");
                json.WriteNumber("expires_in", seconds);
                if (refreshToken is not null)
                    json.WriteString("refresh_token", refreshToken);
                if (world.Conditions.Tokens.Scope != ScopeShown.Absent)
                    json.WriteString("scope", world.Conditions.Tokens.Scope == ScopeShown.Empty ? "" : string.Join(' ', grant.Scopes));
                json.WriteEndObject();
            })
        );
    }

    /// <summary>The client of the Basic header, or else of the form; false when the secret is wrong.</summary>
    private static bool ReadClient(HttpRequest request, IFormCollection form, SandboxOptions options, out string client, out bool secret)
    {
        client = form["client_id"].ToString();
        secret = false;
        var given = form["client_secret"].ToString();
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            var buffer = new byte[header.Length];
            if (!Convert.TryFromBase64String(header[6..].Trim(), buffer, out var length))
                return false;
            var pair = Encoding.UTF8.GetString(buffer, 0, length).Split(':', 2);
            client = pair[0];
            given = pair.Length == 2 ? pair[1] : "";
        }

        if (given.Length == 0)
            return true;
        secret = options.ClientSecret is null || options.ClientSecret == given;
        return secret;
    }

    private static Refusal Error(string error, string description) => Refusal.OAuth(400, error, description);
}
