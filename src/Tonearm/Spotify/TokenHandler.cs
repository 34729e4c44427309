using System.Net;
using System.Net.Http.Headers;

namespace Tonearm.Spotify;

/// <summary>
/// Where access tokens come from. This room knows HTTP and no accounts, so the room that keeps the tokens hands this in.
/// </summary>
internal interface IAccessTokens
{
    /// <summary>A token of the account that Spotify should accept.</summary>
    /// <param name="rejected">A token that Spotify has just refused, so that it is not handed out again.</param>
    Task<AccessToken> Get(Guid account, string? rejected, CancellationToken cancellation);
}

/// <summary>
/// An access token, or why there is none (<see cref="AnswerKind.NeedsSignIn"/>, <see cref="AnswerKind.Unreachable"/>, …).
/// </summary>
internal readonly record struct AccessToken(AnswerKind Kind, string? Value = null, NetworkFault? Fault = null);

/// <summary>Puts the account's token on, and gets a new one when Spotify refuses it.</summary>
internal sealed class TokenHandler(IAccessTokens tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Options.TryGetValue(Call.Token, out var atHand))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", atHand);
            return await base.SendAsync(request, cancellationToken);
        }

        if (!request.Options.TryGetValue(Call.Caller, out var caller))
            throw new InvalidOperationException("A call to the Web API names the account it is for");

        var token = await tokens.Get(caller.Account, rejected: null, cancellationToken);
        if (token.Value is null)
            return InSpotifysPlace(request, token);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
            return response;

        // A missing scope is a 401 on some endpoints; a new token would have the same scopes and meet the same refusal.
        var renewed = await tokens.Get(caller.Account, token.Value, cancellationToken);
        if (renewed.Value is not null)
        {
            if (renewed.Value != token.Value)
                request.Options.Set(Call.Renewed, true);
            return response;
        }

        response.Dispose();
        return InSpotifysPlace(request, renewed);
    }

    private static HttpResponseMessage InSpotifysPlace(HttpRequestMessage request, AccessToken none)
    {
        request.Options.Set(Call.Instead, none.Kind);
        request.Options.Set(Call.Fault, none.Fault);
        return new(HttpStatusCode.Unauthorized) { RequestMessage = request };
    }
}
