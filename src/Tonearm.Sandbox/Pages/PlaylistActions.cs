using Tonearm.Sandbox.Control;
using Tonearm.Sandbox.Images;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Pages;

/// <summary>The buttons of a playlist's page.</summary>
internal static class PlaylistActions
{
    public static async Task<IResult> TakeDown(string id, HttpRequest request, World world, CancellationToken gone)
    {
        var form = await request.ReadFormAsync(gone);
        lock (world.Gate)
            if (world.Playlists.TryGetValue(id, out var playlist))
                PlaylistControl.Blank(world, playlist, form["field"].ToString());
        return Back(id);
    }

    public static async Task<IResult> Edit(string id, HttpRequest request, World world, CancellationToken gone)
    {
        var form = await request.ReadFormAsync(gone);
        lock (world.Gate)
        {
            if (world.Playlists.TryGetValue(id, out var playlist))
                PlaylistControl.Apply(
                    world,
                    playlist,
                    new PlaylistControl.EditRequest(form["title"].ToString(), form["description"].ToString())
                );
        }

        return Back(id);
    }

    public static async Task<IResult> Cover(string id, HttpRequest request, World world, CancellationToken gone)
    {
        var form = await request.ReadFormAsync(gone);
        var name = form["cover"].ToString();
        if (name.Length == 0 || Pictures.Shipped.Contains(name))
            CoverControl.Set(world, id, name.Length == 0 ? null : new Cover(SpotifyId.NewImage(), name));
        return Back(id);
    }

    private static IResult Back(string id) => Results.LocalRedirect($"/playlist/{Uri.EscapeDataString(id)}");
}
