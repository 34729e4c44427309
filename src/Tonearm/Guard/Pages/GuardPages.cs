using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Tonearm.Accounts;
using Tonearm.Accounts.Pages;
using Tonearm.Guard.Incidents;
using Tonearm.Guard.Protection;
using Tonearm.Guard.Rules;
using Tonearm.Guard.Status;
using Tonearm.Guard.Sweep;
using Tonearm.Web;

namespace Tonearm.Guard.Pages;

/// <summary>Guard's pages and the forms on them. Each form does what the API does, and then shows the page it came from.</summary>
internal static class GuardPages
{
    private const string About = "Your Spotify playlists stay as you want them: what somebody takes down is put back.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var guard = routes.MapGroup("/guard").RequireAuthorization().ExcludeFromDescription();
        guard.MapGet("", Overview).Previewed("Guard", About);
        guard.MapPost("look", Look);
        guard.MapPost("protect", Offer);
        guard.MapPost("protection", SetProtections);
        guard.MapPost("protection/undo", UndoProtections);
        guard.MapGet("incidents", Incidents).Previewed("What has happened", About);

        var playlist = guard.MapGroup("playlists/{id}");
        playlist.MapGet("", One).Previewed("A guarded playlist", About);
        playlist.MapPost("wanted", Save).WithMetadata(new RequestSizeLimitAttribute(2 * 1024 * 1024));
        playlist.MapPost("restore", Restore);
        playlist.MapPost("keep", Keep);
        playlist.MapPost("versions/{number:int}", RollBack);
        playlist.MapPost("want", Want);
        playlist.MapPost("protection", SetProtection);
    }

    private static async Task<IResult> Overview(
        ClaimsPrincipal user,
        AccountStore accounts,
        GuardViews views,
        CancellationToken cancellation,
        Guid? account = null,
        string? q = null,
        string? state = null,
        string? sort = null,
        string? after = null,
        string? before = null
    )
    {
        if ((await accounts.Of(user.Owner(), cancellation)).LackOnly(Scopes.Guard))
            return Page.Of<ConsentPage>(new { For = Product.Guard });
        var query = OverviewQuery.Of(account, q, state, sort, after, before);
        return Page.Of<OverviewPage>(new { View = await views.Overview(user.Owner(), query, cancellation) });
    }

    private static async Task<IResult> One(string id, ClaimsPrincipal user, GuardViews views, CancellationToken cancellation) =>
        await views.Playlist(user.Owner(), id, null, cancellation) is { } view
            ? Page.Of<PlaylistPage>(new { View = view })
            : TypedResults.NotFound();

    private static async Task<IResult> Incidents(
        ClaimsPrincipal user,
        GuardViews views,
        CancellationToken cancellation,
        string? playlist = null,
        long? before = null
    ) =>
        await views.Incidents(user.Owner(), playlist, before, cancellation) is { } view
            ? Page.Of<IncidentsPage>(new { View = view })
            : TypedResults.NotFound();

    private static async Task<IResult> Look(
        ClaimsPrincipal user,
        LookNow look,
        Flash flash,
        CancellationToken cancellation,
        [FromForm] string? back = null
    )
    {
        var report = await look.Run(user.Owner(), cancellation, whole: true, LookNow.OfPerson);
        var (restored, drifted) = (report.Sum(each => each.Restored), report.Sum(each => each.Drifted));
        // What is wrong with the account stands on the page already.
        if (report.FirstOrDefault(each => each.Problem is not null) is { } account)
            flash.Say(Tone.Care, $"{Bidi.Plain(account.Name)} could not be looked at as it should.");
        else
            flash.Say(
                Tone.Good,
                restored > 0 ? $"Looked at all accounts. {Playlists(restored)} put back."
                    : drifted > 0 ? $"Looked at all accounts. {Playlists(drifted)} changed."
                    : "Looked at all accounts. Nothing has changed."
            );
        return Back(back);
    }

    /// <summary>Shows what would be taken as the first wanted version, before it is.</summary>
    private static async Task<IResult> Offer(
        HttpRequest request,
        ClaimsPrincipal user,
        Protecting protecting,
        ProtectionStore store,
        Flash flash,
        LookForecast forecast,
        GuardViews views,
        TimeProvider time,
        CancellationToken cancellation,
        [FromForm] string? back = null
    )
    {
        if (ModeOf(request) is not { } mode || mode == Mode.Off)
            return TypedResults.BadRequest();
        var ids = await Chosen(request, user.Owner(), views, cancellation);
        if (ids.Length == 0)
            return Nothing(flash, back);
        var known = await store.Owned(user.Owner(), ids, cancellation);
        // Nothing is taken anew of what is protected already, so there is nothing to show first.
        if (known.Count > 0 && known.All(playlist => playlist.IsOn))
            return await SetProtections(request, user, protecting, store, flash, views, cancellation, back);
        var offers = new List<ProtectOffer>();
        foreach (var playlist in await protecting.Fresh(user.Owner(), ids, cancellation))
        {
            var earlier = playlist is { Version: not null, IsOn: false }
                ? (await store.Versions(playlist.AccountId, playlist.Id, cancellation))[0]
                : null;
            offers.Add(
                new(
                    playlist.Id,
                    playlist.AccountName,
                    playlist.Title,
                    playlist.Description,
                    playlist.ImageUrl,
                    playlist.ImageKind == Spotify.ImageKind.Custom,
                    playlist.IsOn ? null : Protecting.Refusal(playlist, playlist.Fields ?? Fields.All),
                    earlier is null ? null : GuardViews.WantedOf(earlier),
                    playlist.IsOn,
                    playlist.Shown,
                    Limits.Warnings(playlist.Title, playlist.Description, playlist.Fields ?? Fields.All),
                    playlist.ImageKind == Spotify.ImageKind.Other
                )
            );
        }

        var cost = await forecast.Of(
            user.Owner(),
            [.. offers.Where(offer => offer.Refusal is null).Select(offer => offer.Id)],
            cancellation
        );
        return Page.Of<ProtectPage>(new { View = new ProtectView(offers, mode, LocalBack(back), time.GetUtcNow(), cost) });
    }

    private static async Task<IResult> SetProtections(
        HttpRequest request,
        ClaimsPrincipal user,
        Protecting protecting,
        ProtectionStore store,
        Flash flash,
        GuardViews views,
        CancellationToken cancellation,
        [FromForm] string? back = null
    )
    {
        if (ModeOf(request) is not { } mode)
            return TypedResults.BadRequest();
        var ids = await Chosen(request, user.Owner(), views, cancellation);
        if (ids.Length == 0)
            return Nothing(flash, back);
        var form = await request.ReadFormAsync(cancellation);
        var refusals = new List<string>();
        var done = new List<OwnedPlaylist>();
        // Covers are fetched many at a time; the gate bounds how many.
        await Parallel.ForEachAsync(
            await store.Owned(user.Owner(), ids, cancellation),
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellation },
            async (playlist, token) =>
            {
                bool? takeShown =
                    playlist.IsOn ? null
                    : form[$"take-{playlist.Id}"] == "earlier" ? false
                    : form[$"take-{playlist.Id}"] == "shown" ? true
                    : null;
                var refusal = await protecting.Set(
                    playlist,
                    new(mode, playlist.Fields ?? Fields.All),
                    takeShown,
                    form[$"shown-{playlist.Id}"].ToString(),
                    form[$"own-{playlist.Id}"].ToString() switch
                    {
                        "yes" => true,
                        "no" => false,
                        _ => null,
                    },
                    token
                );
                lock (refusals)
                {
                    if (refusal is null)
                        done.Add(playlist);
                    else
                        refusals.Add($"{(playlist.Title.Length > 0 ? playlist.Title : "No title")}: {refusal}");
                }
            }
        );
        var undo = done.Count == 0 ? null : await Undoable(store, done, cancellation);
        if (refusals.Count > 0)
            flash.Say(
                Tone.Care,
                refusals.Count == 1 ? refusals[0] : $"{Playlists(refusals.Count)} could not be protected. {refusals[0]}",
                undo
            );
        else
            flash.Say(
                Tone.Good,
                mode switch
                {
                    Mode.Off => $"{Named(done)} no longer protected.",
                    Mode.Watch => $"{Named(done)} watched. Changes are shown here; nothing is written.",
                    _ => $"{Named(done)} protected.",
                },
                undo
            );
        return Back(back);
    }

    /// <summary>Takes back what one press changed, where nothing has changed it since.</summary>
    private static async Task<IResult> UndoProtections(
        ClaimsPrincipal user,
        ProtectionStore store,
        Flash flash,
        CancellationToken cancellation,
        [FromForm] Guid? act = null,
        [FromForm] string? back = null
    )
    {
        var before = await store.Before(user.Owner(), act ?? Guid.Empty, cancellation);
        var playlists = before.Count == 0 ? [] : await store.Owned(user.Owner(), [.. before.Keys], cancellation);
        if (playlists.Count == 0)
        {
            flash.Say(Tone.Care, "There is nothing left to take back: it was changed again since, or is too long ago.");
            return Back(back);
        }

        foreach (var playlist in playlists)
            await store.Set(playlist, before[playlist.Id], cancellation);
        // A press of its own: the one before it cannot be taken back twice.
        await Undoable(store, playlists, cancellation);
        flash.Say(Tone.Good, $"Taken back. {Named(playlists)} as before.");
        return Back(back);
    }

    private static async Task<IResult> SetProtection(
        string id,
        HttpRequest request,
        ClaimsPrincipal user,
        Protecting protecting,
        ProtectionStore store,
        Flash flash,
        CancellationToken cancellation,
        [FromForm] string? mode = null
    )
    {
        if (await store.Owned(user.Owner(), [id], cancellation) is not [var playlist, ..])
            return TypedResults.NotFound();
        if (FieldSets.Read((await request.ReadFormAsync(cancellation))["fields"]) is not { } chosen || Modes.Read(mode) is not { } wish)
            return TypedResults.BadRequest();
        if (wish != Mode.Off && chosen == Fields.None)
            flash.Say(Tone.Care, "Choose at least one of title, description and cover, or stop protecting. Nothing was changed.");
        else if (
            await protecting.LookAndSet(
                playlist,
                new(wish, chosen == Fields.None ? playlist.Fields ?? Fields.All : chosen),
                null,
                cancellation
            ) is
            { } refusal
        )
            flash.Say(Tone.Care, refusal);
        else
            flash.Say(
                Tone.Good,
                wish switch
                {
                    Mode.Off => "This playlist is no longer protected. Its wanted versions stay here.",
                    Mode.Watch => "Guard watches this playlist and shows what changes. It writes nothing.",
                    _ => "This playlist is protected.",
                },
                await Undoable(store, [playlist], cancellation)
            );
        return Back($"/guard/playlists/{id}");
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

    private static Mode? ModeOf(HttpRequest request) => Modes.Read(request.Query["mode"]);

    /// <summary>The one whose own switch was pressed, all that match a search and a state, or the ticked ones.</summary>
    private static async Task<string[]> Chosen(HttpRequest request, Guid owner, GuardViews views, CancellationToken cancellation)
    {
        if (request.Query["only"] is [{ Length: > 0 } only])
            return [only];
        var form = await request.ReadFormAsync(cancellation);
        return form["all"] is [{ Length: > 0 } address]
            ? await views.Matching(owner, OverviewQuery.Read(address), cancellation)
            : [.. form["ids"].OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    private static IResult Nothing(Flash flash, string? back)
    {
        flash.Say(Tone.Care, "No playlist was selected, so nothing was changed.");
        return Back(back);
    }

    private static IResult Back(string? back) => TypedResults.LocalRedirect(LocalBack(back));

    private static string LocalBack(string? back) => LocalAddress.Of(back) ?? "/guard";

    /// <summary>Keeps what these protections were before the press that has just changed them.</summary>
    private static async Task<Undo> Undoable(ProtectionStore store, IReadOnlyList<OwnedPlaylist> before, CancellationToken cancellation)
    {
        var act = Guid.CreateVersion7();
        await store.Remember(act, before, cancellation);
        return new("/guard/protection/undo", "act", act.ToString());
    }

    /// <summary>The one playlist by its name, several by their number.</summary>
    private static string Named(IReadOnlyList<OwnedPlaylist> playlists) =>
        playlists switch
        {
            [{ Title: { Length: > 0 } title }] => $"“{Bidi.Plain(title)}” is",
            [_] => "1 playlist is",
            _ => $"{Playlists(playlists.Count)} are",
        };

    private static string Playlists(int count) => count == 1 ? "1 playlist" : $"{count:N0} playlists";
}
