using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Tonearm.Accounts;
using Tonearm.Guard.Incidents;
using Tonearm.Guard.Protection;
using Tonearm.Guard.Rules;
using Tonearm.Guard.Status;
using Tonearm.Web;
using static Tonearm.Guard.Pages.GuardPages;

namespace Tonearm.Guard.Pages;

/// <summary>The forms by which an owner says how one playlist is wanted.</summary>
internal static class WantedForms
{
    /// <param name="playlist">What all of one playlist's forms stand in.</param>
    public static void Map(IEndpointRouteBuilder playlist)
    {
        playlist.MapPost("wanted", Save).WithMetadata(new RequestSizeLimitAttribute(2 * 1024 * 1024));
        playlist.MapPost("restore", Restore);
        playlist.MapPost("keep", Keep);
        playlist.MapPost("versions/{number:int}", RollBack);
        playlist.MapPost("want", Want);
    }

    private static async Task<IResult> Save(
        string id,
        ClaimsPrincipal user,
        ProtectionStore store,
        WantedVersions versions,
        GuardViews views,
        Flash flash,
        CancellationToken cancellation,
        [FromForm] int? version = null,
        [FromForm] string? title = null,
        [FromForm] string? description = null,
        IFormFile? cover = null
    )
    {
        if (await store.Owned(user.Owner(), [id], cancellation) is not [var playlist, ..])
            return TypedResults.NotFound();
        byte[]? jpeg = null;
        if (cover is { Length: > 0 })
        {
            using var bytes = new MemoryStream();
            await cover.CopyToAsync(bytes, cancellation);
            jpeg = bytes.ToArray();
        }

        var saved = await versions.Edit(user.Owner(), playlist, version, title, description, jpeg, cancellation);
        if (saved.IsSame)
        {
            flash.Say(Tone.Care, NothingNew);
            return Back($"/guard/playlists/{id}");
        }

        if (saved.Version is not null)
        {
            flash.Say(
                Tone.Good,
                playlist.Mode == Mode.Restore ? "Saved, and on its way to Spotify." : "Saved. Press Restore now to write it to Spotify.",
                UndoOf(id, saved)
            );
            return Back($"/guard/playlists/{id}");
        }

        // What was typed and cut stays with its author, whatever was wrong with it.
        var draft = new Draft(
            title ?? "",
            description ?? "",
            saved.IsConflict ? Saved.ConflictWords : saved.Title,
            saved.Description,
            saved.Cover,
            jpeg is null || saved.Cover is not null ? null : Convert.ToBase64String(jpeg)
        );
        var view = await views.Playlist(user.Owner(), id, draft, cancellation);
        return Page.Of<PlaylistPage>(
            new { View = view },
            saved.IsConflict ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest
        );
    }

    private static async Task<IResult> Restore(
        string id,
        ClaimsPrincipal user,
        ProtectionStore store,
        Flash flash,
        CancellationToken cancellation
    )
    {
        if (await store.Owned(user.Owner(), [id], cancellation) is not [{ Version: not null } playlist, ..])
            return TypedResults.NotFound();
        await store.Ask(playlist, Fields.All, cancellation);
        flash.Say(Tone.Good, "On its way to Spotify.");
        return Back($"/guard/playlists/{id}");
    }

    private static async Task<IResult> Keep(
        string id,
        ClaimsPrincipal user,
        PlaylistStatusReader statuses,
        WantedVersions versions,
        Flash flash,
        CancellationToken cancellation,
        [FromForm] int? version = null
    )
    {
        if (await statuses.Of(user.Owner(), [id], cancellation) is not [var playlist, ..])
            return TypedResults.NotFound();
        Say(
            flash,
            id,
            await versions.Keep(playlist.Owned, version, playlist.Drifted, cancellation),
            "Kept. What Spotify shows is how you want it."
        );
        return Back($"/guard/playlists/{id}");
    }

    private static async Task<IResult> RollBack(
        string id,
        int number,
        ClaimsPrincipal user,
        ProtectionStore store,
        WantedVersions versions,
        Flash flash,
        CancellationToken cancellation,
        [FromForm] int? version = null
    )
    {
        if (await store.Owned(user.Owner(), [id], cancellation) is not [var playlist, ..])
            return TypedResults.NotFound();
        Say(flash, id, await versions.RollBack(playlist, version, number, cancellation), $"Version {number} is how you want it again.");
        return Back($"/guard/playlists/{id}");
    }

    private static async Task<IResult> Want(
        string id,
        ClaimsPrincipal user,
        ProtectionStore store,
        IncidentStore incidents,
        WantedVersions versions,
        Flash flash,
        CancellationToken cancellation,
        [FromForm] long? incident = null,
        [FromForm] int? number = null,
        [FromForm] int? version = null
    )
    {
        if (await store.Owned(user.Owner(), [id], cancellation) is not [var playlist, ..])
            return TypedResults.NotFound();
        if (incident is null || number is null)
            return TypedResults.BadRequest();
        if (await incidents.Shown(user.Owner(), id, new(incident.Value, number.Value), cancellation) is not { } shown)
            return TypedResults.NotFound();
        Say(
            flash,
            id,
            await versions.Want(user.Owner(), playlist, version, shown, cancellation),
            $"This {shown.Field.Name().ToLowerInvariant()} is how you want it{(playlist.Mode == Mode.Restore ? ", and on its way to Spotify" : "")}."
        );
        return Back($"/guard/playlists/{id}");
    }

    private const string NothingNew = "That is how you want it already, so nothing was saved.";

    /// <summary>The version before it, wanted again; none for the first, or where nothing was saved.</summary>
    private static Undo? UndoOf(string id, Saved saved) =>
        saved.Version is > 1 and var version
            ? new($"/guard/playlists/{Uri.EscapeDataString(id)}/versions/{version - 1}", "version", $"{version}")
            : null;

    private static void Say(Flash flash, string id, Saved saved, string done)
    {
        if (saved.IsSame)
            flash.Say(Tone.Care, NothingNew);
        else if (saved.Version is not null)
            flash.Say(Tone.Good, done, UndoOf(id, saved));
        else if (saved.IsConflict)
            flash.Say(Tone.Care, "Somebody else has saved another version meanwhile. It is shown here; nothing of it was changed.");
        else
            flash.Say(Tone.Care, saved.Problems.Values.FirstOrDefault()?[0] ?? "There is no such version, so nothing was changed.");
    }
}
