using System.Security.Cryptography;
using System.Text.Json;
using Tonearm.Sandbox.Images;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Control;

/// <summary>A cover set or removed by its owner in the app, which is seen at once.</summary>
internal static class CoverControl
{
    private const int Largest = 4 * 1024 * 1024;

    /// <summary>The body is a JPEG, or <c>{"cover":"…"}</c> with a shipped name.</summary>
    public static async Task<IResult> Put(string id, HttpRequest request, World world, CancellationToken gone)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, gone);
        if (body.Length > Largest)
            return ControlJson.Wrong("A cover has at most 4 MB.");
        var bytes = body.ToArray();
        string picture;
        if (Jpeg.Size(bytes) is not null)
        {
            picture = world.Pictures.Keep(bytes);
        }
        else
        {
            try
            {
                picture = JsonSerializer.Deserialize<Named>(bytes, ControlJson.Options)?.Cover ?? "";
            }
            catch (JsonException)
            {
                picture = "";
            }
            if (!Pictures.Shipped.Contains(picture))
                return ControlJson.Wrong("Send a JPEG, or {\"cover\": name} with a name of GET /sandbox/covers.");
        }

        return Set(world, id, new Cover(SpotifyId.NewImage(), picture));
    }

    public static IResult Remove(string id, World world) => Set(world, id, null);

    /// <param name="side">640, 300 or 64 pixels.</param>
    public static IResult Picture(string name, int? side, World world) =>
        Pictures.Shipped.Contains(name) && world.Pictures.Find(Pictures.InSize(name, side ?? 640)) is { } jpeg
            ? Results.Bytes(jpeg, "image/jpeg")
            : Results.NotFound();

    public static IResult Set(World world, string id, Cover? cover)
    {
        lock (world.Gate)
        {
            if (!world.Playlists.TryGetValue(id, out var playlist))
                return Results.NotFound();
            var bytes = cover is null ? null : world.Pictures.Find(cover.Picture);
            playlist.Cover.Write(cover, world.SeenFromApp);
            playlist.Touched(world.SeenFromApp);
            world.Save(
                playlist,
                new Deed(
                    id,
                    world.Now,
                    playlist.OwnerId,
                    cover is null ? "cover removed in the app" : "cover set in the app",
                    null,
                    bytes is null ? null : Convert.ToHexStringLower(SHA256.HashData(bytes)),
                    bytes?.Length
                )
            );
            return ControlJson.Ok(TruePlaylist.Of(world, playlist));
        }
    }

    private sealed record Named(string Cover);
}
