using System.Text;
using Microsoft.Extensions.Options;

namespace Tonearm.Spotify;

/// <summary>Uploads covers, and fetches pictures from Spotify's image hosts and from nowhere else.</summary>
internal sealed class Covers(SpotifyApi api, IHttpClientFactory clients, IOptions<SpotifyOptions> options)
{
    public const string ImageClient = "spotify-images";
    private const int MostBytes = 2 * 1024 * 1024;

    /// <summary>
    /// Replaces the cover. It is sent once: an answer of 502 may come after it was taken, each upload is a new picture with a new id, and
    /// Spotify counts them more narrowly than other calls. Spotify answers 202 and shows it, under a new id, up to minutes later.
    /// </summary>
    public Task<Answer<Done>> Upload(Caller caller, string playlist, byte[] jpeg, CancellationToken cancellation) =>
        api.Put(
            caller,
            Family.CoverWrite,
            $"v1/playlists/{Uri.EscapeDataString(playlist)}/images",
            Encoding.ASCII.GetBytes(Convert.ToBase64String(jpeg)),
            "image/jpeg",
            cancellation,
            once: true
        );

    /// <summary>The bytes of a picture. Its address expires; then the answer is <see cref="AnswerKind.NotFound"/>.</summary>
    public async Task<Answer<byte[]>> Fetch(string address, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !options.Value.PictureHosts.Any(host => host.Has(uri)))
            return new(AnswerKind.Refused, Message: "The picture is not on a host of Spotify's");
        try
        {
            using var http = clients.CreateClient(ImageClient);
            http.MaxResponseContentBufferSize = MostBytes;
            using var response = await http.GetAsync(uri, cancellation);
            return response.IsSuccessStatusCode
                ? new(AnswerKind.Ok, await response.Content.ReadAsByteArrayAsync(cancellation))
                : new(
                    (int)response.StatusCode is 403 or 404 or 410 ? AnswerKind.NotFound : AnswerKind.Unreachable,
                    Message: $"{(int)response.StatusCode}"
                );
        }
        catch (Exception exception) when (NetworkFaults.Is(exception, cancellation))
        {
            return new(AnswerKind.Unreachable, Message: exception.Message, Fault: NetworkFaults.Of(exception));
        }
    }
}
