using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using Tonearm.Sandbox.Demo;
using Tonearm.Sandbox.Names;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Images;

/// <summary>The image hosts: no token, no JSON, and nothing behind an address that has run out.</summary>
internal static class ImageEndpoints
{
    private const int PrefixLength = 16;
    private const int IdLength = 24;

    public static void MapImages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/{host:regex(^cdn-(ak|fa)$)}/{expires}/image/{image}", Image);
        routes.MapGet("/{host:regex(^cdn-(ak|fa)$)}/{expires}/mosaic/{size:int}/{images}", Mosaic);
        routes
            .MapGet("/image/{image}", (string image, World world, CancellationToken gone) => Image(null, image, world, gone))
            .RequireHost(SpotifyNames.Albums, SpotifyNames.Covers, SpotifyNames.OtherCovers);
        routes
            .MapGet(
                "/{size:int}/{images}",
                (int size, string images, World world, CancellationToken gone) => Mosaic(null, size, images, world, gone)
            )
            .RequireHost(SpotifyNames.Mosaics);
    }

    private static async Task<IResult> Image(string? expires, string image, World world, CancellationToken gone)
    {
        await Latency(world, gone);
        if (expires is not null && ImageAddress.IsExpired(expires, world.Now))
            return Results.StatusCode(403);
        if (image.Length != PrefixLength + IdLength)
            return Results.NotFound();
        var id = image[PrefixLength..];
        if (ImageAddress.AlbumSide(image) is { } side && Catalogue.PictureOf(id) is { } shipped)
            return Jpg(world.Pictures.Find(Pictures.InSize(shipped, side)), image);
        if (ImageAddress.IsOther(image))
            return Jpg(world.Pictures.Find($"{Pictures.Mosaics[Convert.ToInt32(id[..2], 16) % Pictures.Mosaics.Length]}-640"), image);
        if (world.Conditions.Habits.CustomPictureStatus is >= 400 and var status)
            return Results.StatusCode(status);
        string? picture;
        lock (world.Gate)
            picture = world.CoverPictures.GetValueOrDefault(id);
        var bytes = picture is null ? null : world.Pictures.Find(picture);
        return Jpg(bytes is null ? null : Jpeg.Transcode(bytes), image);
    }

    private static async Task<IResult> Mosaic(string? expires, int size, string images, World world, CancellationToken gone)
    {
        await Latency(world, gone);
        if (expires is not null && ImageAddress.IsExpired(expires, world.Now))
            return Results.StatusCode(403);
        if (size is not (640 or 300 or 60) || images.Length != 4 * (PrefixLength + IdLength))
            return Results.NotFound();
        var choice = SHA256.HashData(Encoding.UTF8.GetBytes(images))[0] % Pictures.Mosaics.Length;
        return Jpg(world.Pictures.Find($"{Pictures.Mosaics[choice]}-{size}"), images);
    }

    private static async Task Latency(World world, CancellationToken gone)
    {
        if (world.Conditions.Latency.ImageMs is > 0 and var ms)
            await Task.Delay(TimeSpan.FromMilliseconds(ms), TimeProvider.System, gone);
    }

    private static IResult Jpg(byte[]? bytes, string tag) =>
        bytes is null ? Results.NotFound() : Results.Bytes(bytes, "image/jpeg", entityTag: new EntityTagHeaderValue($"\"{tag[..40]}\""));
}
