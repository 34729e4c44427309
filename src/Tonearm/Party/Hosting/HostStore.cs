using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Party.Conductor;
using Tonearm.Party.Suggestions;

namespace Tonearm.Party.Hosting;

/// <summary>What a host changes of a party. The conductor is woken at once, on whichever node it runs.</summary>
internal sealed class HostStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>A host who asks for something is present, so a countdown to the end stops.</summary>
    public const string HostIsHere = $"{PartyChange.DueNow}, host_left_at = null, quiet_at = null, grace_until = null";

    /// <summary>A place that no track has.</summary>
    private const int NoSong = -1;

    public async Task<Guid> AccountOf(Guid party, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<Guid>("select account_id from parties where id = @party", new { party }, cancellation);
    }

    /// <summary>
    /// Asks something of the conductor, which does all that was asked in its order; a mere look is not asked for behind another wish.
    /// </summary>
    /// <param name="round">Of the round that was seen: who taps twice skips one song.</param>
    /// <returns>False when the party has ended, or the round is over.</returns>
    public Task<bool> Ask(Guid party, Wish wish, int? round, CancellationToken cancellation) =>
        Locked(
            party,
            async (connection, now) =>
            {
                if (
                    await connection.ExecuteAsync(
                        PartyChange.Update(HostIsHere, "id = @party and (@round::int is null or round = @round)"),
                        new
                        {
                            party,
                            round,
                            now,
                        },
                        cancellation
                    ) == 0
                )
                    return false;
                await connection.ExecuteAsync(
                    """
                    insert into party_wishes (party_id, wish, round, asked_at) select @party, @wish, @round, @now
                    where @wish <> 'look' or not exists (select from party_wishes where party_id = @party)
                    """,
                    new
                    {
                        party,
                        wish = WishColumn.Of(wish),
                        round,
                        now,
                    },
                    cancellation
                );
                return true;
            },
            cancellation
        );

    /// <summary>
    /// In the lobby it is where the music will play; later the music is moved there, and until it has been nothing else changes.
    /// </summary>
    public Task<bool> SetDevice(Guid party, string device, string? name, CancellationToken cancellation) =>
        Locked(
            party,
            async (connection, now) =>
            {
                await connection.ExecuteAsync(
                    $"""
                    update parties set device_id = @device, device_name = @name, player = player - 'deviceKind'
                      where id = @party and song is null;
                    {PartyChange.Update(HostIsHere, "id = @party")};
                    insert into party_wishes (party_id, wish, device_id, device_name, asked_at)
                      values (@party, 'device', @device, @name, @now)
                    """,
                    new
                    {
                        party,
                        device,
                        name,
                        now,
                    },
                    cancellation
                );
                return true;
            },
            cancellation
        );

    /// <summary>
    /// The ballot grows or loses its explicit tracks at once; it shrinks with the next draw. A guest who has more than one like, where one
    /// is allowed, loses them. A winner that may not play any more gives way to another, until it waits in Spotify's queue.
    /// </summary>
    /// <returns>Null when the party has ended.</returns>
    public async Task<SettingsSaved?> SetSettings(Guid party, PartySettings settings, CancellationToken cancellation)
    {
        string? queued = null;
        return await Locked(party, Save, cancellation)
            ? new(
                queued is null
                    ? null
                    : $"{queued} waits in Spotify's queue already, where nobody can take it out. What you set counts from the song after it."
            )
            : null;

        async Task<bool> Save(NpgsqlConnection connection, DateTimeOffset now)
        {
            await connection.ExecuteAsync(
                $"""
                {PartyChange.Update($"settings = @settings, {HostIsHere}", "id = @party")};
                insert into party_wishes (party_id, wish, asked_at) select id, 'look', @now from parties
                where id = @party and trouble = '{Troubles.NothingToPlay}'
                  and not exists (select from party_wishes where party_id = @party);
                with crowned as (select guest_id from party_likes where party_id = @party and not @ManyLikes
                  group by guest_id having count(*) > 1)
                delete from party_likes l using crowned where l.party_id = @party and l.guest_id = crowned.guest_id
                """,
                new
                {
                    party,
                    now,
                    settings,
                    settings.ManyLikes,
                },
                cancellation
            );
            if (!settings.Explicit)
                await GiveUpWinner(connection, party, "t.explicit", cancellation);
            queued = settings.Explicit
                ? null
                : await connection.ExecuteScalarAsync<string?>(
                    """
                    select t.title from parties p join party_tracks t on t.party_id = p.id and t.place = p.winner
                      where p.id = @party and t.explicit and p.handover <> 'chosen'
                    """,
                    new { party },
                    cancellation
                );
            await SuggestionLine.SettingsChanged(connection, party, settings, cancellation);
            await Refill(connection, party, cancellation);
            return true;
        }
    }

    /// <summary>
    /// Takes a track off the ballot for good; the next of the order takes its place. A winner can be taken off until it waits in Spotify's
    /// queue.
    /// </summary>
    public async Task<TakenOff> TakeOff(Guid party, string track, CancellationToken cancellation)
    {
        var came = TakenOff.Gone;
        await Locked(
            party,
            async (connection, now) =>
            {
                came = await connection.ExecuteScalarAsync<string?>(
                    """
                    select case when p.winner = t.place and p.handover <> 'chosen' then 'queued' else 'off' end
                    from party_tracks t join parties p on p.id = t.party_id
                      where p.id = @party and t.track_id = @track and t.ballot is not null
                    """,
                    new { party, track },
                    cancellation
                ) switch
                {
                    "queued" => TakenOff.InQueue,
                    "off" => TakenOff.Off,
                    _ => TakenOff.Gone,
                };
                if (came != TakenOff.Off)
                    return false;
                await connection.ExecuteAsync(
                    $"""
                    update party_tracks set removed = true where party_id = @party and track_id = @track;
                    {PartyChange.Update(HostIsHere, "id = @party")}
                    """,
                    new
                    {
                        party,
                        track,
                        now,
                    },
                    cancellation
                );
                await GiveUpWinner(connection, party, "t.removed", cancellation);
                await Refill(connection, party, cancellation);
                return true;
            },
            cancellation
        );
        return came;
    }

    /// <summary>
    /// A winner that is not on its way yet is none any more when this is true of it; the vote is open until the conductor has counted
    /// again.
    /// </summary>
    public static Task GiveUpWinner(NpgsqlConnection connection, Guid party, string when, CancellationToken cancellation) =>
        connection.ExecuteAsync(
            $"""
            update parties p set winner = null, winner_by_host = false, handover = null, closed = false from party_tracks t
            where p.id = @party and p.handover = 'chosen' and t.party_id = p.id and t.place = p.winner and {when}
            """,
            new { party },
            cancellation
        );

    /// <param name="guest">The device whose page is closed. Whatever connection of it still seems to stand is its presence no
    /// longer.</param>
    public async Task SayGoodbye(Guid party, Guid? guest, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            $"""
            update parties set host_left_at = coalesce(host_left_at, @now), {PartyChange.DueNow} where id = @party and phase <> 'ended';
            update party_guests set goodbyes = goodbyes + 1 where party_id = @party and guest_id = @guest;
            {PartyChange.Tell(PartyChange.Due)};
            {PartyChange.Tell(PartyChange.Goodbyes)}
            """,
            new
            {
                party,
                guest,
                now = time.GetUtcNow(),
            },
            cancellation
        );
    }

    public async Task End(Guid party, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await PartyEnd.Store(connection, party, time.GetUtcNow(), PartyEnd.ByHost, cancellation);
    }

    /// <summary>What is free on the ballot is drawn. Its caller has locked the party.</summary>
    public static async Task Refill(NpgsqlConnection connection, Guid party, CancellationToken cancellation)
    {
        var (song, cursor, settings, closed, prepared, onBallot) = await connection.QuerySingleAsync<BallotRow>(
            """
            select song, cursor, settings, closed, phase = 'lobby' and starts_at is not null as prepared,
              (select count(*) from party_tracks where party_id = @party and ballot is not null)::int as on_ballot
            from parties where id = @party
            """,
            new { party },
            cancellation
        );
        // Before the first song only a party that is prepared, or was, has a ballot.
        if (closed || song is null && !prepared && onBallot == 0)
            return;
        await BallotDraw.Draw(
            connection,
            party,
            song ?? NoSong,
            cursor,
            settings,
            Math.Max(settings.BallotSize, onBallot),
            stay: true,
            cancellation
        );
    }

    /// <summary>Changes a party that goes on, with its row locked, and wakes the conductor.</summary>
    /// <returns>False when it has ended, or nothing was to be changed.</returns>
    public async Task<bool> Locked(Guid party, Func<NpgsqlConnection, DateTimeOffset, Task<bool>> change, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (
            await connection.ExecuteScalarAsync<Guid?>(
                "select id from parties where id = @party and phase <> 'ended' for update",
                new { party },
                cancellation
            )
            is null
        )
            return false;
        if (!await change(connection, time.GetUtcNow()))
            return false;
        await connection.ExecuteAsync(PartyChange.Tell(PartyChange.Due), null, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private sealed record BallotRow(int? Song, int Cursor, PartySettings Settings, bool Closed, bool Prepared, int OnBallot);
}

internal enum TakenOff
{
    Off,

    /// <summary>It waits in Spotify's queue, or is being put there.</summary>
    InQueue,

    /// <summary>It is not up for vote.</summary>
    Gone,
}
