using System.Security.Cryptography;
using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Party.Rules;
using Tonearm.Party.Suggestions;

namespace Tonearm.Party.Hosting;

/// <summary>Puts songs into the pool of a party. Its caller has locked the party, or has just made it.</summary>
internal static class PoolStore
{
    /// <summary>
    /// Those that are new join, behind what has been drawn; those that are known, or of which another release is, are marked as still
    /// there.
    /// </summary>
    /// <param name="reading">Which reading of the playlist has found them.</param>
    /// <param name="fallback">Of the second playlist. What both have is the first one's.</param>
    public static async Task Add(
        NpgsqlConnection connection,
        Guid party,
        IReadOnlyList<PoolSong> songs,
        int reading,
        bool fallback,
        CancellationToken cancellation
    )
    {
        // Two lists, each looked up by its hash: a join by either of two columns compares every song with every other.
        await connection.ExecuteAsync(
            """
            update party_tracks set reading = @reading, gone = false, fallback = @fallback
              where party_id = @party and (track_id = any(@tracks) or upper(isrc) = any(@codes)) and (not @fallback or fallback or gone)
            """,
            new
            {
                party,
                reading,
                fallback,
                tracks = songs.Select(song => song.TrackId).ToArray(),
                codes = songs.Select(Code).OfType<string>().ToArray(),
            },
            cancellation
        );
        var known = (
            await connection.QueryAsync<Known>(
                "select place, track_id, upper(isrc) as code from party_tracks where party_id = @party",
                new { party },
                cancellation
            )
        ).AsList();
        var (tracks, codes) = (
            known.Select(track => track.TrackId).ToHashSet(StringComparer.Ordinal),
            known.Select(track => track.Code).ToHashSet(StringComparer.Ordinal)
        );
        PoolSong[] fresh = [.. songs.Where(song => !tracks.Contains(song.TrackId) && !(Code(song) is { } code && codes.Contains(code)))];
        var cursor = await connection.ExecuteScalarAsync<int>("select cursor from parties where id = @party", new { party }, cancellation);
        var barred = await DoNotPlayStore.Of(connection, party, cancellation);
        var places = Shuffle.Places(fresh.Length, cursor, known.Select(track => track.Place), RandomNumberGenerator.GetInt32);
        await connection.ExecuteAsync(
            """
            insert into party_tracks (party_id, place, track_id, uri, isrc, title, artists, cover, cover_large, duration_ms, explicit,
              reading, fallback, barred)
            select @party, (@places::integer[])[number], track_id, uri, isrc, title, artists, cover, cover_large, duration_ms, explicit,
              @reading, @fallback, (@barred::boolean[])[number]
            from rows from (jsonb_to_recordset(@fresh) as (track_id text, uri text, isrc text, title text, artists text, cover text,
              cover_large text, duration_ms integer, explicit boolean))
              with ordinality as row (track_id, uri, isrc, title, artists, cover, cover_large, duration_ms, explicit, number)
            """,
            new
            {
                party,
                reading,
                fallback,
                places,
                barred = fresh.Select(song => barred.Any(entry => entry.Bars(song.ToAsk.Recording, song.Artists))).ToArray(),
                fresh = Rows.Json(fresh),
            },
            cancellation
        );
    }

    /// <summary>
    /// What a whole reading has not found is no longer there. It comes no more, unless it is added again; what plays or is next plays on.
    /// </summary>
    public static Task<int> RemoveOthers(
        NpgsqlConnection connection,
        Guid party,
        int reading,
        bool fallback,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            """
            update party_tracks t set gone = true, ballot = case when p.closed then t.ballot end
            from parties p where p.id = @party and t.party_id = p.id and t.fallback = @fallback and t.reading < @reading
              and not t.gone;
            delete from party_likes l using party_tracks t
              where l.party_id = @party and t.party_id = @party and t.place = l.place and t.ballot is null
            """,
            new
            {
                party,
                reading,
                fallback,
            },
            cancellation
        );

    /// <summary>The recording's code; null where Spotify does not know it.</summary>
    private static string? Code(PoolSong song) => song.Isrc is { Length: > 0 } code ? code.ToUpperInvariant() : null;

    private sealed record Known(int Place, string TrackId, string? Code);
}
