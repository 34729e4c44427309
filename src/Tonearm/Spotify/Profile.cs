namespace Tonearm.Spotify;

/// <summary>Who an account is.</summary>
internal sealed class Profile(SpotifyApi api)
{
    public Task<Answer<Me>> Get(Guid account, CancellationToken cancellation) =>
        api.Get(account, Family.Profile, "v1/me", SpotifyJson.Default.Me, cancellation);
}
