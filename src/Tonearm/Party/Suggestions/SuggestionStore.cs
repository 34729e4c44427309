using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Party.Hosting;
using Tonearm.Party.Rules;

namespace Tonearm.Party.Suggestions;

/// <summary>What guests ask for and a host says to it. Each is a row before it is answered.</summary>
internal sealed class SuggestionStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Whether somebody may ask here.</summary>
    public async Task<Standing> Who(Guid party, Guid? guest, Guid? owner, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleAsync<Standing>(
            """
            select exists (select from parties where id = @party) as exists,
              exists (select from party_guests where party_id = @party and guest_id = @guest and put_out is null) as guest,
              exists (select from party_guests where party_id = @party and guest_id = @guest and muted) as muted,
              exists (select from parties where id = @party and owner_id = @owner)
                or exists (select from party_guests where party_id = @party and guest_id = @guest and host) as host
            """,
            new
            {
                party,
                guest = guest ?? Guid.Empty,
                owner = owner ?? Guid.Empty,
            },
            cancellation
        );
    }

    /// <summary>Asks for a song of the party's, or for one that was found elsewhere.</summary>
    /// <param name="found">What Spotify says of the track; null when only the party's own songs are meant.</param>
    public async Task<Suggested> Ask(Guid party, Guid guest, string track, Candidate? found, CancellationToken cancellation)
    {
        var outcome = new Suggested(null, null);
        await Locked(
            party,
            async connection =>
            {
                var now = time.GetUtcNow();
                var moment = await SuggestionMoments.Read(connection, party, guest, now, cancellation);
                var own = await connection.QueryFirstOrDefaultAsync<SongRow>(
                    """
                    select place, uri, isrc, title, artists, duration_ms, explicit from party_tracks
                    where party_id = @party and (track_id = @track or upper(isrc) = upper(@isrc)) order by track_id = @track desc limit 1
                    """,
                    new
                    {
                        party,
                        track,
                        isrc = found?.Song.Isrc,
                    },
                    cancellation
                );
                if ((own is null ? found?.ToAsk : own.Song) is not { } song)
                    return false;
                if (SuggestionRules.Of(song, moment) is { } hindrance)
                {
                    outcome = new(null, hindrance);
                    return false;
                }

                var place = own?.Place ?? await Join(connection, party, found!.Song, cancellation);
                var approval = moment.Settings.Suggest!.Approval;
                await connection.ExecuteAsync(
                    """
                    delete from party_suggestions where party_id = @party and place = @place;
                    insert into party_suggestions (party_id, place, guest_id, state, asked_at) values (@party, @place, @guest, @state, @now)
                    """,
                    new
                    {
                        party,
                        place,
                        guest,
                        state = approval ? "asked" : "line",
                        now,
                    },
                    cancellation
                );
                await Changed(connection, party, now, cancellation);
                outcome = new(
                    await connection.QuerySingleAsync<SuggestionState>(
                        "select state, turn from party_suggestions where party_id = @party and place = @place",
                        new { party, place },
                        cancellation
                    ),
                    null
                );
                return true;
            },
            cancellation
        );
        return outcome;
    }

    /// <summary>The host says yes, also to what was declined before.</summary>
    /// <returns>False when no such suggestion waits.</returns>
    public Task<bool> Approve(Guid party, string track, CancellationToken cancellation) =>
        Say(party, track, "state in ('asked', 'declined')", "line", cancellation);

    /// <summary>The host says yes to all that waits, and to nothing that was declined.</summary>
    /// <returns>False when nothing waits.</returns>
    public Task<bool> ApproveAll(Guid party, CancellationToken cancellation) =>
        Locked(
            party,
            async connection =>
            {
                var said = await connection.ExecuteAsync(
                    """
                    update party_suggestions s set state = 'line', turn = null from party_guests g
                    where s.party_id = @party and s.state = 'asked'
                      and g.party_id = s.party_id and g.guest_id = s.guest_id and g.counts
                    """,
                    new { party },
                    cancellation
                );
                if (said > 0)
                    await Changed(connection, party, time.GetUtcNow(), cancellation);
                return said > 0;
            },
            cancellation
        );

    /// <summary>The host says no; a song in line leaves it.</summary>
    public Task<bool> Decline(Guid party, string track, CancellationToken cancellation) =>
        Say(party, track, "state in ('asked', 'line')", "declined", cancellation);

    /// <summary>A guest wants it no more.</summary>
    /// <returns>False when it is not theirs, or its turn has come.</returns>
    public Task<bool> TakeBack(Guid party, Guid guest, string track, CancellationToken cancellation) =>
        Locked(
            party,
            async connection =>
            {
                var place = await connection.ExecuteScalarAsync<int?>(
                    """
                    delete from party_suggestions s using party_tracks t
                    where s.party_id = @party and s.guest_id = @guest and s.state in ('asked', 'line')
                      and t.party_id = s.party_id and t.place = s.place and t.track_id = @track
                    returning s.place
                    """,
                    new
                    {
                        party,
                        guest,
                        track,
                    },
                    cancellation
                );
                if (place is null)
                    return false;
                // A song that nobody but this guest knew of is forgotten.
                await connection.ExecuteAsync(
                    "delete from party_tracks where party_id = @party and place = @place and gone and reading = 0",
                    new { party, place },
                    cancellation
                );
                await Changed(connection, party, time.GetUtcNow(), cancellation);
                return true;
            },
            cancellation
        );

    private Task<bool> Say(Guid party, string track, string from, string to, CancellationToken cancellation) =>
        Locked(
            party,
            async connection =>
            {
                var said = await connection.ExecuteAsync(
                    $"""
                    update party_suggestions s set state = @to, turn = null from party_tracks t
                    where s.party_id = @party and s.{from} and t.party_id = s.party_id and t.place = s.place and t.track_id = @track
                    """,
                    new
                    {
                        party,
                        track,
                        to,
                    },
                    cancellation
                );
                if (said > 0)
                    await Changed(connection, party, time.GetUtcNow(), cancellation);
                return said > 0;
            },
            cancellation
        );

    /// <summary>
    /// Turns are reckoned again, and where the ballot has room, as with a short playlist, the first in line is up for vote at once.
    /// </summary>
    public static async Task Changed(NpgsqlConnection connection, Guid party, DateTimeOffset now, CancellationToken cancellation)
    {
        // Where nothing was left to play there may be something now.
        await connection.ExecuteAsync(
            $"""
            {PartyChange.Update("line = line + 1", "id = @party")};
            with waits as (
              update parties set {PartyChange.DueNow} where id = @party and trouble = '{Troubles.NothingToPlay}' returning id)
            insert into party_wishes (party_id, wish, asked_at) select id, 'look', @now from waits
            where not exists (select from party_wishes where party_id = @party);
            {PartyChange.Tell(PartyChange.Due)}
            """,
            new { party, now },
            cancellation
        );
        var settings = (
            await connection.QuerySingleAsync<SettingsRow>("select settings from parties where id = @party", new { party }, cancellation)
        ).Settings;
        await SuggestionLine.Reckon(connection, party, settings, [], cancellation);
        if (
            await connection.ExecuteScalarAsync<bool>(
                """
                select (select count(*) from party_tracks where party_id = @party and ballot is not null) < @BallotSize
                  and exists (select from party_suggestions where party_id = @party and turn is not null)
                """,
                new { party, settings.BallotSize },
                cancellation
            )
        )
            await HostStore.Refill(connection, party, cancellation);
    }

    /// <summary>A song that is not in the playlist: it comes when its turn does.</summary>
    private static async Task<int> Join(NpgsqlConnection connection, Guid party, PoolSong song, CancellationToken cancellation)
    {
        await PoolStore.Add(connection, party, [song], reading: 0, fallback: false, cancellation);
        return await connection.ExecuteScalarAsync<int>(
            "update party_tracks set gone = true where party_id = @party and track_id = @TrackId returning place",
            new { party, song.TrackId },
            cancellation
        );
    }

    private async Task<bool> Locked(Guid party, Func<NpgsqlConnection, Task<bool>> change, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var open = await connection.ExecuteScalarAsync<bool?>(
            "select true from parties where id = @party and phase <> 'ended' for update",
            new { party },
            cancellation
        );
        if (open is null || !await change(connection))
            return false;
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private sealed record SongRow(int Place, string Uri, string? Isrc, string Title, string Artists, int DurationMs, bool Explicit)
    {
        public SongToAsk Song => new(new(Uri, Isrc, Title, DurationMs), Artists, Explicit);
    }

    private sealed record SettingsRow(PartySettings Settings);
}

/// <param name="Guest">This device is in the party.</param>
/// <param name="Muted">It may look on.</param>
internal sealed record Standing(bool Exists, bool Guest, bool Muted, bool Host);

/// <summary>What became of asking for a song; both null when nobody knows the song, or the party is over.</summary>
internal sealed record Suggested(SuggestionState? State, Hindrance? Hindrance);

/// <param name="State"><c>asked</c>: the host has yet to say yes; <c>line</c>: it is in line; <c>up</c>: its turn has come;
/// <c>declined</c>: the host has said no.</param>
/// <param name="Turn">Its place in the line, from 1; null where it is in none, or may not play as the settings are.</param>
internal sealed record SuggestionState(string State, int? Turn);
