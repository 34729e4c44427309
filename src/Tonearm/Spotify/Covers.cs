using System.Text;
using Microsoft.Extensions.Options;

namespace Tonearm.Spotify;

/// <summary>Uploads covers, and fetches pictures from Spotify's image hosts and from nowhere else.</summary>
internal sealed class Covers(SpotifyApi api, IHttpClientFactory clients, IOptions<SpotifyOptions> options)
{
    public const string ImageClient = "spotify-images";
    private const int MostBytes = 2 * 1024 * 1024;

    /// <summary>Replaces the cover. Spotify answers 202 and shows it, under a new id, up to minutes later.</summary>
    public Task<Answer<Done>> Upload(Guid account, string playlist, byte[] jpeg, CancellationToken cancellation) =>
        api.Put(account, Family.CoverWrite, $"v1/playlists/{Uri.EscapeDataString(playlist)}/images",
            Encoding.ASCII.GetBytes(Convert.ToBase64String(jpeg)), "image/jpeg", cancellation);

    /// <summary>The bytes of a picture. Its address expires; then the answer is <see cref="AnswerKind.NotFound"/>.</summary>
    public async Task<Answer<byte[]>> Fetch(string address, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !options.Value.IsImageHost(uri))
            return new(AnswerKind.Refused, Message: "The picture is not on a host of Spotify's");
        try
        {
            using var http = clients.CreateClient(ImageClient);
            http.MaxResponseContentBufferSize = MostBytes;
            using var response = await http.GetAsync(uri, cancellation);
            return response.IsSuccessStatusCode
                ? new(AnswerKind.Ok, await response.Content.ReadAsByteArrayAsync(cancellation))
                : new((int)response.StatusCode is 403 or 404 or 410 ? AnswerKind.NotFound : AnswerKind.Unreachable, Message: $"{(int)response.StatusCode}");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException
            || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new(AnswerKind.Unreachable, Message: exception.Message);
        }
    }
}
