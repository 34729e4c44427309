using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Party.Hosting;
using Tonearm.Party.Rules;

namespace Tonearm.Party.Suggestions;

/// <summary>
/// The host's do-not-play list. It stays with the host's account, so the next party has it; what it means for the songs of a party that is
/// on stands with them.
/// </summary>
internal sealed class DoNotPlayStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Each is held against each song that joins a party.</summary>
    public const int Most = 500;

    public async Task<IReadOnlyList<DoNotPlayEntry>> List(Guid party, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (
            await connection.QueryAsync<DoNotPlayEntry>(
                """
                select d.id, d.kind, d.name, d.artists from do_not_play d join parties p on p.account_id = d.account_id
                where p.id = @party order by d.created_at desc, d.id desc
                """,
                new { party },
                cancellation
            )
        ).AsList();
    }

    /// <param name="track">For a song: which of the party's it is.</param>
    /// <returns>Null when the party is over, the list is full, or it has no such song.</returns>
    public Task<DoNotPlaySaved?> Add(Guid party, string kind, string? name, string? track, CancellationToken cancellation) =>
        Locked(
            party,
            async connection =>
            {
                var added = await connection.ExecuteAsync(
                    """
                    with room as (select account_id from parties p where id = @party
                      and (select count(*) from do_not_play d where d.account_id = p.account_id) < @Most)
                    insert into do_not_play (id, account_id, kind, name, artists, uri, isrc, duration_ms, created_at)
                    select @id, account_id, @kind, coalesce(@name, t.title), t.artists, t.uri, t.isrc, t.duration_ms, @now
                    from room left join party_tracks t on @kind = 'song' and t.party_id = @party and t.track_id = @track
                    where @kind <> 'song' or t.uri is not null
                    """,
                    new
                    {
                        party,
                        id = Guid.CreateVersion7(time.GetUtcNow()),
                        kind,
                        name = kind == "song" ? null : name,
                        track,
                        now = time.GetUtcNow(),
                        Most,
                    },
                    cancellation
                );
                return added > 0;
            },
            cancellation
        );

    /// <returns>Null when there is no such entry, or the party is over.</returns>
    public Task<DoNotPlaySaved?> Remove(Guid party, Guid entry, CancellationToken cancellation) =>
        Locked(
            party,
            async connection =>
                await connection.ExecuteAsync(
                    "delete from do_not_play d using parties p where p.id = @party and d.account_id = p.account_id and d.id = @entry",
                    new { party, entry },
                    cancellation
                ) > 0,
            cancellation
        );

    /// <summary>The list of a party's host, as the rules have it.</summary>
    public static async Task<IReadOnlyList<DoNotPlay>> Of(NpgsqlConnection connection, Guid party, CancellationToken cancellation) =>
        [
            .. (
                await connection.QueryAsync<EntryRow>(
                    """
                    select d.kind, d.name, d.uri, d.isrc, d.duration_ms from do_not_play d join parties p on p.account_id = d.account_id
                    where p.id = @party
                    """,
                    new { party },
                    cancellation
                )
            ).Select(row => row.Entry),
        ];

    private async Task<DoNotPlaySaved?> Locked(Guid party, Func<NpgsqlConnection, Task<bool>> change, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<SettingsRow>(
            "select settings from parties where id = @party and phase <> 'ended' for update",
            new { party },
            cancellation
        );
        if (row is null || !await change(connection))
            return null;
        await Reckon(connection, party, cancellation);
        await connection.ExecuteAsync(
            $"""
            {PartyChange.Update($"line = line + 1, {PartyChange.DueNow}", "id = @party")};
            {PartyChange.Tell(PartyChange.Due)}
            """,
            new { party, now = time.GetUtcNow() },
            cancellation
        );
        await HostStore.GiveUpWinner(connection, party, "t.barred", cancellation);
        await SuggestionLine.Reckon(connection, party, row.Settings, [], cancellation);
        await HostStore.Refill(connection, party, cancellation);
        var queued = await connection.ExecuteScalarAsync<string?>(
            """
            select t.title from parties p join party_tracks t on t.party_id = p.id and t.place = p.winner
              where p.id = @party and t.barred and p.handover <> 'chosen'
            """,
            new { party },
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        return new(queued is null ? null : $"{queued} waits in Spotify's queue already, where nobody can take it out. It plays this once.");
    }

    /// <summary>Marks the songs of a party that the list has, and no others.</summary>
    private static async Task Reckon(NpgsqlConnection connection, Guid party, CancellationToken cancellation)
    {
        var list = await Of(connection, party, cancellation);
        var tracks = await connection.QueryAsync<TrackRow>(
            "select place, uri, isrc, title, artists, duration_ms, barred from party_tracks where party_id = @party",
            new { party },
            cancellation
        );
        await connection.ExecuteAsync(
            "update party_tracks set barred = not barred where party_id = @party and place = any(@places)",
            new
            {
                party,
                places = tracks
                    .Where(track => track.Barred != list.Any(entry => entry.Bars(track.Recording, track.Artists)))
                    .Select(track => track.Place)
                    .ToArray(),
            },
            cancellation
        );
    }

    private sealed record SettingsRow(PartySettings Settings);

    private sealed record EntryRow(string Kind, string Name, string? Uri, string? Isrc, int? DurationMs)
    {
        public DoNotPlay Entry =>
            new(
                Enum.Parse<DoNotPlayKind>(Kind, ignoreCase: true),
                Name,
                Uri is null ? null : new(Uri, Isrc, Name, DurationMs.GetValueOrDefault())
            );
    }

    private sealed record TrackRow(int Place, string Uri, string? Isrc, string Title, string Artists, int DurationMs, bool Barred)
    {
        public Recording Recording => new(Uri, Isrc, Title, DurationMs);
    }
}

/// <param name="Kind"><c>song</c>, <c>artist</c> or <c>word</c>.</param>
public sealed record DoNotPlayEntry(Guid Id, string Kind, string Name, string? Artists);

/// <param name="Note">What plays all the same, and why, as a sentence; null when nothing does.</param>
public sealed record DoNotPlaySaved(string? Note);
