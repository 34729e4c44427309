using System.Collections.Concurrent;
using Dapper;
using Npgsql;
using Tonearm.Accounts;
using Tonearm.Data;
using Tonearm.Spotify;

namespace Tonearm.Party.Hosting;

/// <summary>
/// The playlists a party can be made of: those that an account may read the items of, which are its own and shared ones. Kept for a moment,
/// since a person who chooses looks more than once.
/// </summary>
internal sealed class OwnPlaylists(Playlists playlists, NpgsqlDataSource database, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<Guid, (DateTimeOffset At, IReadOnlyList<SpotifyPlaylist> List)> read = [];

    public async Task<Answer<IReadOnlyList<PartyPlaylist>>> Of(Account account, CancellationToken cancellation)
    {
        var list = await Read(account, cancellation);
        if (!list.IsOk)
            return list.As<IReadOnlyList<PartyPlaylist>>();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var used = (
            await connection.QueryAsync<(string Id, DateTimeOffset At)>(
                "select playlist_id, max(created_at) from parties where account_id = @Id group by playlist_id",
                new { account.Id },
                cancellation
            )
        ).ToDictionary(row => row.Id, row => row.At);
        return new(
            AnswerKind.Ok,
            [
                .. list.Value.Select(playlist => new PartyPlaylist(
                    account.Id,
                    playlist.Id,
                    playlist.Name ?? "",
                    playlist.Items?.Total ?? 0,
                    Cover(playlist.Images),
                    used.TryGetValue(playlist.Id, out var at) ? at : null
                )),
            ]
        );
    }

    /// <summary>The smallest picture that still looks well in a list; Spotify sorts them from large to small.</summary>
    public static string? Cover(IEnumerable<SpotifyImage>? images) =>
        images?.LastOrDefault(image => image.Width is null or >= 200)?.Url ?? images?.FirstOrDefault()?.Url;

    private async Task<Answer<IReadOnlyList<SpotifyPlaylist>>> Read(Account account, CancellationToken cancellation)
    {
        if (read.TryGetValue(account.Id, out var kept) && kept.At + Kept > time.GetUtcNow())
            return new(AnswerKind.Ok, kept.List);
        var first = await playlists.List(Caller.Person(account.Id), 0, Playlists.PageSize, cancellation);
        if (!first.IsOk)
            return first.As<IReadOnlyList<SpotifyPlaylist>>();
        var others = await Task.WhenAll(
            Enumerable
                .Range(1, Math.Max(0, ((first.Value.Total ?? 0) - 1) / Playlists.PageSize))
                .Select(page => playlists.List(Caller.Person(account.Id), page * Playlists.PageSize, Playlists.PageSize, cancellation))
        );
        if (others.FirstOrDefault(page => !page.IsOk) is { } failed)
            return failed.As<IReadOnlyList<SpotifyPlaylist>>();
        SpotifyPlaylist[] own =
        [
            .. others
                .Prepend(first)
                .SelectMany(page => page.Value!.Items ?? Entries<SpotifyPlaylist>.None)
                .Where(playlist => playlist.Collaborative is true || playlist.Owner?.Id == account.UserId)
                .DistinctBy(playlist => playlist.Id, StringComparer.Ordinal),
        ];
        read[account.Id] = (time.GetUtcNow(), own);
        return new(AnswerKind.Ok, own);
    }
}
