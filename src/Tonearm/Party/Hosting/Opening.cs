using System.Security.Cryptography;
using Tonearm.Accounts;
using Tonearm.Spotify;

namespace Tonearm.Party.Hosting;

/// <summary>Opens a party: reads its playlist from Spotify, shuffles it once, and stores it in the lobby.</summary>
internal sealed class Opening(Playlists playlists, PlaylistItems items, OpeningStore store)
{
    private const int SmallSide = 150;
    private const int LargeSide = 400;

    public async Task<Opened> Open(Account account, Guid guest, NewParty asked, PartySettings settings, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await store.Running(account.Id, cancellation) is { } running) return new(running, IsRunning: true);
        var playlist = playlists.Get(account.Id, asked.PlaylistId!, cancellation);
        var tracks = await items.Tracks(account.Id, asked.PlaylistId!, cancellation);
        if (!(await playlist).IsOk) return new(null, Problem: (await playlist).Kind);
        if (!tracks.IsOk) return new(null, Problem: tracks.Kind);
        if (!tracks.Value.Any(track => settings.Explicit || !track.Explicit)) return new(null, IsEmpty: true);

        var order = tracks.Value.ToArray();
        RandomNumberGenerator.Shuffle<SpotifyTrack>(order);
        var party = new PartyToOpen(
            Guid.CreateVersion7(now), account, guest, asked.PlaylistId!, SpotifyText.Decode((await playlist).Value!.Name), OwnPlaylists.Cover((await playlist).Value!.Images),
            asked.DeviceId, DeviceName.Of(asked.DeviceName), settings, [.. order.Select(RowOf)]);
        return await store.Store(party, now, cancellation)
            ? new(party.Id)
            : new(await store.Running(account.Id, cancellation), IsRunning: true);
    }

    private static TrackRow RowOf(SpotifyTrack track, int place) => new(
        place, track.Id!, track.Uri, track.ExternalIds?.Isrc, Text(track.Name),
        string.Join(", ", (track.Artists ?? []).Select(artist => Text(artist.Name)).Where(name => name.Length > 0)),
        Cover(track.Album?.Images, SmallSide), Cover(track.Album?.Images, LargeSide), track.DurationMs, track.Explicit);

    private static string Text(string? text) => SpotifyText.Decode(text);

    /// <summary>The smallest picture that is large enough.</summary>
    private static string? Cover(SpotifyImage[]? images, int side) =>
        (images?.Where(image => image.Width >= side).MinBy(image => image.Width) ?? images?.MaxBy(image => image.Width ?? 0))?.Url;
}

/// <summary>A party that was opened, or why it was not.</summary>
/// <param name="IsRunning">The account has a party already: this one.</param>
/// <param name="IsEmpty">Nothing of the playlist can be played.</param>
internal sealed record Opened(Guid? Party, bool IsRunning = false, bool IsEmpty = false, AnswerKind? Problem = null);

internal sealed record PartyToOpen(
    Guid Id, Account Account, Guid Guest, string PlaylistId, string PlaylistTitle, string? PlaylistCover, string? DeviceId, string? DeviceName, PartySettings Settings, TrackRow[] Tracks);

internal sealed record TrackRow(
    int Place, string TrackId, string Uri, string? Isrc, string Title, string Artists, string? Cover, string? CoverLarge, int DurationMs, bool Explicit);
