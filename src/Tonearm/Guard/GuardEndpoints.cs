using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Tonearm.Accounts;
using Tonearm.Guard.Incidents;
using Tonearm.Guard.Pictures;
using Tonearm.Guard.Protection;
using Tonearm.Guard.Rules;
using Tonearm.Guard.Status;
using Tonearm.Guard.Sweep;

namespace Tonearm.Guard;

/// <summary>Guard for scripts: whatever the pages do, with the owner's cookie.</summary>
internal static class GuardEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").RequireAuthorization().WithTags("Guard");
        api.MapGet("playlists", List)
            .WithSummary("The owned playlists of all linked accounts, or of one, or in one state, all at once or page by page")
            .WithDescription(
                "Without `limit` and `after` all of them. With either, a page of at most `limit` (100 when it is not said, 1,000 at most), in the order of the lists on Spotify. Where more follow, the header `Link` holds the address of the next page as `rel=\"next\"`: follow it until it is missing. A page begins behind the place of the last playlist of the one before, so one that stays where it is comes once, whatever is added or taken away meanwhile."
            );
        api.MapGet("playlists/{id}", Get).WithSummary("One playlist: wanted against observed");
        api.MapGet("playlists/{id}/history", History)
            .WithSummary("What has happened to one playlist, the newest first: each line with who did it, you, Guard or somebody else");
        api.MapGet("playlists/{id}/preview", Preview)
            .WithSummary(
                "What Guard would do with one playlist now, and why not more: by what its last look showed, without a call to Spotify and without doing it"
            );
        api.MapPut("playlists/{id}/wanted", PutWanted)
            .WithSummary("Change the wanted title or description; in mode restore it is written at once");
        api.MapPut("playlists/{id}/wanted/cover", PutCover)
            .Accepts<byte[]>("image/jpeg")
            .WithSummary("Change the wanted cover: a JPEG of at most 180,000 bytes");
        api.MapPut("playlists/{id}/protection", PutProtection).WithSummary("Protect a playlist, watch it, or stop");
        api.MapPost("playlists/{id}/keep", Keep).WithSummary("That was me: what Spotify shows is wanted from now on");
        api.MapPost("playlists/{id}/rollback", RollBack).WithSummary("Want an earlier version again");
        api.MapPost("playlists/{id}/restore", Restore).WithSummary("Write what is wanted now, whatever the protection says");
        api.MapPost("guard/sweep", Sweep).WithSummary("Look at all accounts now; answers when done with what it saw and did");
        api.MapGet("incidents", Incidents).WithSummary("What was changed and put back, newest first");
        api.MapGet("covers/{hash}", Cover).WithSummary("A wanted cover, or a picture kept as evidence");
        api.MapGet("guard/live", GuardLive.Stream).WithSummary("Server-sent events: something of the owner's has changed");
    }

    private const int PageSize = 100;

    private const int LargestPage = 1000;

    private static async Task<Results<Ok<PlaylistInfo[]>, ProblemHttpResult>> List(
        ClaimsPrincipal user,
        HttpRequest request,
        PlaylistOutlines outlines,
        CancellationToken cancellation,
        Guid? account = null,
        string? state = null,
        int? limit = null,
        string? after = null
    )
    {
        if (state is not null && !Enum.GetValues<PlaylistState>().Any(each => each.Slug() == state))
            return Problem(
                $"There is no state '{state}'. The states are {string.Join(", ", Enum.GetValues<PlaylistState>().Select(each => each.Slug()))}."
            );
        if (limit is < 1 or > LargestPage)
            return Problem($"limit is a number from 1 to {LargestPage:N0}.");
        if (after is not null && Place.Read(after) is null)
            return Problem("after is what the address of the next page says, in the header Link.");
        var page = Part<PlaylistOutline>.Of(
            from playlist in await outlines.Of(user.Owner(), cancellation)
            where (account is null || playlist.AccountId == account) && (state is null || playlist.State.Slug() == state)
            select playlist,
            PlaceOf,
            limit ?? (after is null ? int.MaxValue : PageSize),
            Place.Read(after)
        );
        if (!page.IsLast)
            request.HttpContext.Response.Headers.Link = $"<{Next(request, page)}>; rel=\"next\"";
        return TypedResults.Ok<PlaylistInfo[]>([
            .. from playlist in await outlines.Whole(user.Owner(), page.Items, cancellation)
            where state is null || playlist.State.Slug() == state
            select PlaylistInfo.Of(playlist),
        ]);
    }

    /// <summary>Where it stands in its list on Spotify.</summary>
    private static Place PlaceOf(PlaylistOutline playlist) =>
        Place.Of(playlist.Position ?? int.MaxValue, playlist.AccountId.ToString(), playlist.Id);

    private static string Next(HttpRequest request, Part<PlaylistOutline> page) =>
        QueryHelpers.AddQueryString(
            request.Path,
            request.Query.Where(each => each.Key != "after").Append(new("after", $"{PlaceOf(page.Items[^1])}"))
        );

    private static async Task<Results<Ok<PlaylistInfo>, NotFound>> Get(
        string id,
        ClaimsPrincipal user,
        PlaylistStatusReader statuses,
        CancellationToken cancellation
    ) =>
        await statuses.Of(user.Owner(), [id], cancellation) is [var playlist, ..]
            ? TypedResults.Ok(PlaylistInfo.Of(playlist))
            : TypedResults.NotFound();

    private static async Task<Results<Ok<IReadOnlyList<HistoryLine>>, NotFound>> History(
        string id,
        ClaimsPrincipal user,
        IncidentHistory incidents,
        CancellationToken cancellation
    ) => await incidents.Lines(user.Owner(), id, cancellation) is { } lines ? TypedResults.Ok(lines) : TypedResults.NotFound();

    private static async Task<Results<Ok<PreviewInfo>, NotFound>> Preview(
        string id,
        ClaimsPrincipal user,
        RestorePreview preview,
        CancellationToken cancellation
    ) => await preview.Of(user.Owner(), id, cancellation) is { } found ? TypedResults.Ok(PreviewInfo.Of(found)) : TypedResults.NotFound();

    private static Task<IResult> PutWanted(
        string id,
        WantedChange change,
        ClaimsPrincipal user,
        PlaylistStatusReader statuses,
        WantedVersions versions,
        CancellationToken cancellation
    ) =>
        Change(
            user.Owner(),
            id,
            statuses,
            playlist => versions.Edit(user.Owner(), playlist.Owned, change.Version, change.Title, change.Description, null, cancellation),
            cancellation
        );

    private static async Task<IResult> PutCover(
        string id,
        HttpRequest request,
        ClaimsPrincipal user,
        PlaylistStatusReader statuses,
        WantedVersions versions,
        CancellationToken cancellation,
        int? version = null
    )
    {
        if (request.ContentType is not { } type || !type.StartsWith("image/jpeg", StringComparison.OrdinalIgnoreCase))
            return Problem("A cover is sent as image/jpeg, as the bytes of the file.", StatusCodes.Status415UnsupportedMediaType);
        if (await ReadAtMost(request.Body, Limits.CoverBytes + 1, cancellation) is not { } jpeg)
            return Problem(
                $"The picture is too large. Spotify takes {Limits.CoverBytes:N0} bytes; 640 by 640 pixels are enough.",
                StatusCodes.Status413PayloadTooLarge
            );
        return await Change(
            user.Owner(),
            id,
            statuses,
            playlist => versions.Edit(user.Owner(), playlist.Owned, version, null, null, jpeg, cancellation),
            cancellation
        );
    }

    private static async Task<IResult> PutProtection(
        string id,
        ProtectionChange change,
        ClaimsPrincipal user,
        Protecting protecting,
        PlaylistStatusReader statuses,
        CancellationToken cancellation
    )
    {
        if (Modes.Read(change.Mode) is not { } mode)
            return Problem("mode is one of off, watch and restore.");
        var fields = change.Fields is null ? null : FieldSets.Read(change.Fields);
        if (change.Fields is not null && fields is null or Fields.None)
            return Problem("fields holds any of title, description and cover, and at least one.");
        var known = await statuses.Of(user.Owner(), [id], cancellation);
        if (known is not [var before, ..])
            return TypedResults.NotFound();
        if (
            await protecting.LookAndSet(
                before.Owned,
                new(mode, fields ?? before.Owned.Fields ?? Fields.All),
                change.OwnCover,
                cancellation
            ) is
            { } refusal
        )
            return Problem(refusal, StatusCodes.Status409Conflict);
        return TypedResults.Ok(PlaylistInfo.Of((await statuses.Of(user.Owner(), [id], cancellation))[0]));
    }

    private static Task<IResult> Keep(
        string id,
        ClaimsPrincipal user,
        PlaylistStatusReader statuses,
        WantedVersions versions,
        CancellationToken cancellation,
        int? version = null
    ) =>
        Change(
            user.Owner(),
            id,
            statuses,
            playlist => versions.Keep(playlist.Owned, version, playlist.Drifted, cancellation),
            cancellation
        );

    private static Task<IResult> RollBack(
        string id,
        RollBackChange change,
        ClaimsPrincipal user,
        PlaylistStatusReader statuses,
        WantedVersions versions,
        CancellationToken cancellation
    ) =>
        Change(
            user.Owner(),
            id,
            statuses,
            playlist => versions.RollBack(playlist.Owned, change.Version, change.To, cancellation),
            cancellation
        );

    private static async Task<Results<Accepted, NotFound>> Restore(
        string id,
        ClaimsPrincipal user,
        ProtectionStore store,
        CancellationToken cancellation
    )
    {
        if (await store.Owned(user.Owner(), [id], cancellation) is not [{ Version: not null } playlist, ..])
            return TypedResults.NotFound();
        await store.Ask(playlist, Fields.All, cancellation);
        return TypedResults.Accepted($"/api/playlists/{id}");
    }

    private static async Task<Ok<SweepReport>> Sweep(ClaimsPrincipal user, LookNow look, CancellationToken cancellation) =>
        TypedResults.Ok(SweepReport.Of(await look.Run(user.Owner(), cancellation)));

    private static async Task<Ok<IReadOnlyList<IncidentInfo>>> Incidents(
        ClaimsPrincipal user,
        IncidentHistory incidents,
        CancellationToken cancellation,
        string? playlist = null,
        long? before = null
    ) =>
        TypedResults.Ok<IReadOnlyList<IncidentInfo>>([
            .. (await incidents.Page(user.Owner(), playlist, before, cancellation)).Select(IncidentInfo.Of),
        ]);

    private static async Task<Results<FileContentHttpResult, NotFound>> Cover(
        string hash,
        HttpResponse response,
        ClaimsPrincipal user,
        ProtectionStore store,
        CancellationToken cancellation,
        string? size = null
    )
    {
        if (await store.Cover(user.Owner(), hash, cancellation) is not { } jpeg)
            return TypedResults.NotFound();
        // The address names the content, so it never changes; but it is one owner's alone.
        response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.File((size == "small" ? Thumbnail.Of(jpeg) : null) ?? jpeg, "image/jpeg");
    }

    private static async Task<IResult> Change(
        Guid owner,
        string id,
        PlaylistStatusReader statuses,
        Func<PlaylistNow, Task<Saved>> change,
        CancellationToken cancellation
    )
    {
        if (await statuses.Of(owner, [id], cancellation) is not [var playlist, ..])
            return TypedResults.NotFound();
        var saved = await change(playlist);
        if (saved.IsConflict)
            return Problem(
                "Somebody else has saved another version since the one you have read. Read it again, then decide.",
                StatusCodes.Status409Conflict
            );
        if (saved.Problems is { Count: > 0 } problems)
            return TypedResults.ValidationProblem(problems, problems.First().Value[0]);
        if (saved.Version is null)
            return TypedResults.NotFound();
        return TypedResults.Ok(PlaylistInfo.Of((await statuses.Of(owner, [id], cancellation))[0]));
    }

    private static async Task<byte[]?> ReadAtMost(Stream body, int most, CancellationToken cancellation)
    {
        var buffer = new byte[most + 1];
        var read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return read > most ? null : buffer[..read];
    }

    private static ProblemHttpResult Problem(string sentence, int status = StatusCodes.Status400BadRequest) =>
        TypedResults.Problem(sentence, statusCode: status);
}
