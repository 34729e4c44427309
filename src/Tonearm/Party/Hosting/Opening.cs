using Tonearm.Accounts;
using Tonearm.Party.Rules;
using Tonearm.Spotify;

namespace Tonearm.Party.Hosting;

/// <summary>
/// Opens a party with the first pages of its playlist, which is all of most lists, and stores it in the lobby. What is left of a long one
/// follows by itself, at the pace Spotify allows (<see cref="PlaylistReader"/>).
/// </summary>
internal sealed class Opening(Playlists playlists, PlaylistPages pages, OpeningStore store)
{
    public async Task<Opened> Open(
        Account account,
        Guid guest,
        NewParty asked,
        PartySettings settings,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var start = asked.StartsAt is { } at ? new StartTime(at.ToUniversalTime(), asked.StartsByItself) : null;
        if (start is null && await store.Running(account.Id, cancellation) is { } running)
            return new(running, IsRunning: true);
        if (start is not null && await store.Prepared(account.Id, cancellation) >= OpeningStore.MostPrepared)
            return new(null, IsFull: true);
        var caller = Caller.Person(account.Id);
        var told = playlists.Get(caller, asked.PlaylistId!, cancellation);
        var first = await pages.Fetch(caller, asked.PlaylistId!, [0], cancellation);
        var playlist = await told;
        if (!playlist.IsOk)
            return new(null, Failure: playlist.Failure);
        if (first.Failure is { } failure)
            return new(null, Failure: failure);

        var total = first.Pages[0].Page.Total ?? playlist.Value.Items?.Total ?? first.Pages[0].Page.Items?.Places.Count ?? 0;
        var others = PlaylistPages.Offsets(total).Where(offset => offset != 0).ToArray();
        var more = await pages.Fetch(caller, asked.PlaylistId!, others.Take(PlaylistPages.InFlight), cancellation);
        var here = new FetchedPages([.. first.Pages, .. more.Pages], more.Failure);
        int[] toCome = [.. others.Except(more.Offsets)];
        if (toCome.Length == 0 && !here.Tracks.Songs.Any(song => settings.Explicit || !song.Explicit))
            return new(null, IsEmpty: true);

        var party = new PartyToOpen(
            Guid.CreateVersion7(now),
            account,
            guest,
            asked.PlaylistId!,
            playlist.Value.Name ?? "",
            asked.DeviceId,
            DeviceName.Of(asked.DeviceName),
            settings,
            start,
            playlist.Value.SnapshotId,
            total,
            toCome,
            here.Tracks
        );
        return await store.Store(party, now, cancellation)
            ? new(party.Id)
            : new(await store.Running(account.Id, cancellation), IsRunning: true);
    }
}

/// <summary>A party that was opened, or why it was not.</summary>
/// <param name="IsRunning">The account has a party already: this one.</param>
/// <param name="IsFull">As many are prepared on the account as may be.</param>
/// <param name="IsEmpty">Nothing of the playlist can be played.</param>
internal sealed record Opened(Guid? Party, bool IsRunning = false, bool IsEmpty = false, bool IsFull = false, CallFailure? Failure = null);

/// <param name="Snapshot">Which state of the playlist is read, in Spotify's words.</param>
/// <param name="Total">Entries of the playlist.</param>
/// <param name="ToCome">Offsets of the pages still to be read.</param>
internal sealed record PartyToOpen(
    Guid Id,
    Account Account,
    Guid Guest,
    string PlaylistId,
    string PlaylistTitle,
    string? DeviceId,
    string? DeviceName,
    PartySettings Settings,
    StartTime? Start,
    string? Snapshot,
    int Total,
    int[] ToCome,
    PoolTracks Here
);
