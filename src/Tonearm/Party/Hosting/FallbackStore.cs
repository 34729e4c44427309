using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Party.Rules;
using Tonearm.Spotify;

namespace Tonearm.Party.Hosting;

/// <summary>
/// The second playlist of a party, drawn from when the first is played out. It is a row beside the first one's, and read by the same
/// worker.
/// </summary>
internal sealed class FallbackStore(HostStore host, NpgsqlDataSource database)
{
    /// <summary>Whose party it is, at which account, and of which playlist.</summary>
    public async Task<(Guid Owner, Guid Account, string Playlist)> PartyOf(Guid party, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleAsync<(Guid, Guid, string)>(
            "select owner_id, account_id, playlist_id from parties where id = @party",
            new { party },
            cancellation
        );
    }

    /// <returns>False when the party has ended.</returns>
    public Task<bool> Set(Guid party, SpotifyPlaylist playlist, CancellationToken cancellation) =>
        host.Locked(
            party,
            async (connection, now) =>
            {
                await Forget(connection, party, cancellation);
                var total = playlist.Items?.Total ?? 0;
                await connection.ExecuteAsync(
                    $"""
                    insert into party_playlists (party_id, fallback, playlist_id, title, snapshot, total, pages, looked_at, due_at)
                    values (@party, true, @Id, @title, @SnapshotId, @total, @pages, @now, @due);
                    {PartyChange.Update(HostStore.HostIsHere, "id = @party")};
                    {PartyChange.Tell(PartyChange.Reading)}
                    """,
                    new
                    {
                        party,
                        playlist.Id,
                        title = playlist.Name ?? "",
                        playlist.SnapshotId,
                        total,
                        pages = PlaylistPages.Offsets(total),
                        now,
                        due = total > 0 ? now : now + Rereading.Seldom,
                    },
                    cancellation
                );
                return true;
            },
            cancellation
        );

    /// <returns>False when the party has ended.</returns>
    public Task<bool> Remove(Guid party, CancellationToken cancellation) =>
        host.Locked(
            party,
            async (connection, now) =>
            {
                await Forget(connection, party, cancellation);
                await connection.ExecuteAsync(PartyChange.Update(HostStore.HostIsHere, "id = @party"), new { party, now }, cancellation);
                return true;
            },
            cancellation
        );

    /// <summary>Its songs come no more. Those up for vote stay until the vote is over: nobody's like is lost.</summary>
    private static Task Forget(NpgsqlConnection connection, Guid party, CancellationToken cancellation) =>
        connection.ExecuteAsync(
            """
            delete from party_playlists where party_id = @party and fallback;
            update party_tracks set gone = true where party_id = @party and fallback and not gone
            """,
            new { party },
            cancellation
        );
}
