namespace Tonearm.Spotify;

/// <summary>Whose a token is.</summary>
internal sealed class Profile(SpotifyApi api)
{
    public Task<Answer<Me>> Get(string token, CancellationToken cancellation) =>
        api.Get(token, Family.Profile, "v1/me", SpotifyJson.Default.Me, cancellation);
}
