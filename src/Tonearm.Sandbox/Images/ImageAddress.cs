using System.Globalization;
using Tonearm.Sandbox.Names;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Images;

/// <summary>
/// The addresses of pictures. They are good for a while only and their host name changes from time to time (here a path in front,
/// since a stand-in has one host); what stays is the image id at the end. For a client that asked for Spotify by its name they are on
/// Spotify's own hosts for pictures, and do not run out: there, nothing in an address says when.
/// </summary>
/// <param name="Expires">All addresses given out in one period end together, so that listings can be kept.</param>
internal readonly record struct ImageAddress(string Origin, string Host, DateTimeOffset Expires, DateTimeOffset NextPeriod)
{
    private const string FirstHost = "cdn-ak";
    private const string CustomPrefix = "ab67706c0000da84";
    private const string OtherPrefix = "ab67f0d1c0ffee00";
    private const string MosaicPrefix = "ab67616d00001e02";

    /// <summary>Album covers have an address for each size.</summary>
    private static readonly (string Prefix, int Side)[] AlbumSizes =
    [
        ("ab67616d0000b273", 640),
        ("ab67616d00001e02", 300),
        ("ab67616d00004851", 64),
    ];

    public static ImageAddress At(string origin, DateTimeOffset now, int lifeSeconds)
    {
        var half = TimeSpan.FromSeconds(Math.Max(2, lifeSeconds) / 2.0).Ticks;
        var period = now.Ticks / half;
        return new ImageAddress(
            origin,
            period % 2 == 0 ? FirstHost : "cdn-fa",
            new DateTimeOffset((period + 2) * half, TimeSpan.Zero),
            new DateTimeOffset((period + 1) * half, TimeSpan.Zero)
        );
    }

    public static bool IsExpired(string expires, DateTimeOffset now) =>
        !long.TryParse(expires, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var milliseconds)
        || DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) < now;

    private bool IsByName => SpotifyNames.IsApi(Origin);

    public string Custom(Cover cover) => $"{Covers()}/image/{CustomPrefix}{cover.ImageId}";

    /// <summary>A picture that is Spotify's own and looks like none of the others.</summary>
    public string Other(string imageId) => $"{Covers()}/image/{OtherPrefix}{imageId}";

    public static bool IsOther(ReadOnlySpan<char> image) => image.StartsWith(OtherPrefix, StringComparison.Ordinal);

    public string Album(string imageId) => $"{Albums()}/image/{AlbumSizes[0].Prefix}{imageId}";

    public IEnumerable<(string Url, int Side)> AlbumInSizes(string imageId)
    {
        var start = Albums();
        return AlbumSizes.Select(size => ($"{start}/image/{size.Prefix}{imageId}", size.Side));
    }

    /// <summary>640, 300 or 64 for the address of an album cover, null for any other.</summary>
    public static int? AlbumSide(ReadOnlySpan<char> image)
    {
        foreach (var (prefix, side) in AlbumSizes)
            if (image.StartsWith(prefix, StringComparison.Ordinal))
                return side;
        return null;
    }

    public string Mosaic(int size, IEnumerable<string> albumImageIds) =>
        $"{(IsByName ? $"https://{SpotifyNames.Mosaics}" : $"{Start()}/mosaic")}/{size}/{string.Concat(albumImageIds.Select(id => MosaicPrefix + id))}";

    private string Covers() => IsByName ? $"https://{(Host == FirstHost ? SpotifyNames.Covers : SpotifyNames.OtherCovers)}" : Start();

    private string Albums() => IsByName ? $"https://{SpotifyNames.Albums}" : Start();

    private string Start() => $"{Origin}/{Host}/{Expires.ToUnixTimeMilliseconds():x}";
}
