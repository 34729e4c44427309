using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Tonearm.Accounts;
using Tonearm.Guard.Protection;
using Tonearm.Guard.Rules;
using Tonearm.Guard.Sweep;
using Tonearm.Web;
using static Tonearm.Guard.Pages.GuardPages;

namespace Tonearm.Guard.Pages;

/// <summary>The forms that protect playlists, one or many, watch them, or stop, and take that back.</summary>
internal static class ProtectionForms
{
    /// <param name="guard">What all of Guard's pages stand in.</param>
    public static void Map(IEndpointRouteBuilder guard)
    {
        guard.MapPost("protect", Offer);
        guard.MapPost("protection", SetProtections);
        guard.MapPost("protection/undo", UndoProtections);
        guard.MapPost("playlists/{id}/protection", SetProtection);
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
}
