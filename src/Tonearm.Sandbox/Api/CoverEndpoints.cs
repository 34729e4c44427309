using System.Buffers.Text;
using System.Security.Cryptography;
using Tonearm.Sandbox.Images;
using Tonearm.Sandbox.State;
using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Api;

/// <summary>/playlists/{id}/images: the cover's addresses, and a new cover that is accepted now and seen later.</summary>
internal static class CoverEndpoints
{
    /// <summary>Counts the base64 text, not the picture.</summary>
    private const int LargestBody = 256 * 1024;

    public static IResult Get(string id, Exchange exchange, World world)
    {
        if (!SpotifyId.IsWellFormed(id))
            return Refusal.Json(400, "Invalid base62 id");
        lock (world.Gate)
        {
            if (!world.Playlists.TryGetValue(id, out var playlist))
                return Refusal.NotFound();
            var now = world.Now;
            return new JsonAnswer(
                ApiJson.Bytes(json =>
                    PlaylistJson.WriteImages(json, playlist, FullPlaylist.AddressFor(world, exchange, now), now, world.Conditions.Habits)
                )
            );
        }
    }

    public static IResult Put(string id, Exchange exchange, World world)
    {
        if (!SpotifyId.IsWellFormed(id))
            return Refusal.Json(400, "Invalid base62 id");
        if (!exchange.Has("ugc-image-upload"))
            return Refusal.Json(401, "Unauthorized.");
        if (exchange.Body.Length > LargestBody)
            return Refusal.Html(413, "Request Entity Too Large");
        var jpeg = Decode(exchange.Body);
        lock (world.Gate)
        {
            if (PlaylistEndpoints.Writable(world, id, exchange, out var playlist) is { } refused)
                return refused;
            if (jpeg is null || exchange.ContentType?.StartsWith("image/jpeg", StringComparison.OrdinalIgnoreCase) is not true)
                return Refusal.Json(400, "Error while processing the image");
            Accept(world, playlist!, jpeg, exchange);
        }

        return Results.StatusCode(202);
    }

    /// <summary>Null for anything but the plain base64 of a JPEG: a data: prefix and a line end at the end are refused too.</summary>
    private static byte[]? Decode(byte[] body)
    {
        if (body.Length == 0 || body.AsSpan().ContainsAny("\r\n\t "u8))
            return null;
        var jpeg = new byte[Base64.GetMaxDecodedFromUtf8Length(body.Length)];
        if (Base64.DecodeFromUtf8(body, jpeg, out _, out var length) != System.Buffers.OperationStatus.Done)
            return null;
        return Jpeg.Size(jpeg.AsSpan(0, length)) is null ? null : jpeg[..length];
    }

    private static void Accept(World world, Playlist playlist, byte[] jpeg, Exchange exchange)
    {
        var now = world.Now;
        var lag = world.Conditions.Lag;
        var picture = world.Pictures.Keep(jpeg);
        var imageId = world.Conditions.Habits.SameCoverKeepsId ? SpotifyId.ImageOf(picture) : SpotifyId.NewImage();
        playlist.Cover.Write(new Cover(imageId, picture), now + TimeSpan.FromSeconds(lag.CoverSeconds));
        playlist.Touched(now + TimeSpan.FromSeconds(Math.Max(lag.SnapshotSeconds, lag.CoverSeconds)));
        world.Save(
            playlist,
            new Deed(
                playlist.Id,
                now,
                exchange.Access!.ClientId,
                "cover",
                null,
                Convert.ToHexStringLower(SHA256.HashData(jpeg)),
                jpeg.Length
            )
        );
    }
}
