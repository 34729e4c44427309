using System.Globalization;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Images;

/// <summary>
/// The addresses of pictures. They are good for a while only and their host name changes from time to time (here a path in front,
/// since a stand-in has one host); what stays is the image id at the end.
/// </summary>
/// <param name="Expires">All addresses given out in one period end together, so that listings can be kept.</param>
internal readonly record struct ImageAddress(string Origin, string Host, DateTimeOffset Expires, DateTimeOffset NextPeriod)
{
    private const string CustomPrefix = "ab67706c0000da84";
    private const string MosaicPrefix = "ab67616d00001e02";

    /// <summary>Album covers have an address for each size.</summary>
    private static readonly (string Prefix, int Side)[] AlbumSizes =
        [("ab67616d0000b273", 640), ("ab67616d00001e02", 300), ("ab67616d00004851", 64)];

    public static ImageAddress At(string origin, DateTimeOffset now, int lifeSeconds)
    {
        var half = TimeSpan.FromSeconds(Math.Max(2, lifeSeconds) / 2.0).Ticks;
        var period = now.Ticks / half;
        return new ImageAddress(origin, period % 2 == 0 ? "cdn-ak" : "cdn-fa",
            new DateTimeOffset((period + 2) * half, TimeSpan.Zero), new DateTimeOffset((period + 1) * half, TimeSpan.Zero));
    }

    public static bool IsExpired(string expires, DateTimeOffset now) =>
        !long.TryParse(expires, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var milliseconds)
        || DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) < now;

    public string Custom(Cover cover) => $"{Start()}/image/{CustomPrefix}{cover.ImageId}";

    public string Album(string imageId) => $"{Start()}/image/{AlbumSizes[0].Prefix}{imageId}";

    public IEnumerable<(string Url, int Side)> AlbumInSizes(string imageId)
    {
        var start = Start();
        return AlbumSizes.Select(size => ($"{start}/image/{size.Prefix}{imageId}", size.Side));
    }

    /// <summary>640, 300 or 64 for the address of an album cover, null for any other.</summary>
    public static int? AlbumSide(ReadOnlySpan<char> image)
    {
        foreach (var (prefix, side) in AlbumSizes)
            if (image.StartsWith(prefix, StringComparison.Ordinal)) return side;
        return null;
    }

    public string Mosaic(int size, IEnumerable<string> albumImageIds) =>
        $"{Start()}/mosaic/{size}/{string.Concat(albumImageIds.Select(id => MosaicPrefix + id))}";

    private string Start() => $"{Origin}/{Host}/{Expires.ToUnixTimeMilliseconds():x}";
}
