using Npgsql;
using Tonearm.Accounts;
using Tonearm.Data;
using Tonearm.Party.Rules;
using Tonearm.Spotify;

namespace Tonearm.Party.Along;

/// <summary>
/// Who plays along, and what their devices were told. What a guest asks for counts the row's <c>asked</c> up, so that a turn of the worker
/// that has not read it stores nothing; what the worker writes is guarded by the term of its lease.
/// </summary>
internal sealed class AlongStore(NpgsqlDataSource database, LentAccounts lent, TimeProvider time)
{
    /// <summary>Who has signed in and does not begin has forgotten it.</summary>
    private static readonly TimeSpan Undecided = TimeSpan.FromMinutes(20);

    private static readonly TimeSpan StopsWithin = TimeSpan.FromMinutes(1);

    /// <summary>SQL for a party's music, and whether the guest is in: whatever changes it is to be followed.</summary>
    public const string Music = """
        concat_ws(' ', p.phase, p.settings->>'along', p.song, extract(epoch from p.song_at), p.at_ms, p.winner,
          (select g.put_out from party_guests g where g.party_id = a.party_id and g.guest_id = a.guest_id))
        """;

    /// <summary>SQL for the parties to which an account is lent.</summary>
    private const string Lending = """
        select a.party_id from party_alongs a join lent_accounts l on l.id = a.id where l.spotify_id = @spotifyId
        """;

    private const string Select = $"""
        select a.id, a.party_id, a.state, a.problem, a.device_id, a.told, a.asked, a.failures, a.calls, a.due_at, a.stop_by,
          p.phase <> 'ended' and coalesce((p.settings->>'along')::boolean, false)
            and exists (select from party_guests g
              where g.party_id = a.party_id and g.guest_id = a.guest_id and g.put_out is null) as allowed,
          {Music} as seen,
          p.song_at, p.at_ms, p.player,
          s.uri as song_uri, s.isrc as song_isrc, s.title as song_title, s.duration_ms as song_ms,
          w.uri as winner_uri, w.isrc as winner_isrc, w.title as winner_title, w.duration_ms as winner_ms
        from party_alongs a join parties p on p.id = a.party_id
        left join party_tracks s on s.party_id = p.id and s.place = p.song and p.phase = 'live'
        left join party_tracks w on w.party_id = p.id and w.place = p.winner
        """;

    public async Task<IReadOnlyList<Guid>> Due(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return
        [
            .. await connection.QueryAsync<Guid>(
                $"""
                select a.id from party_alongs a join parties p on p.id = a.party_id
                where a.due_at <= @now or a.music is distinct from {Music} order by a.due_at
                """,
                new { now },
                cancellation
            ),
        ];
    }

    public async Task<DateTimeOffset?> NextDue(IEnumerable<Guid> except, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<DateTime?>(
            "select min(due_at) from party_alongs where id <> all(@except)",
            new { except = except.ToArray() },
            cancellation
        );
    }

    public async Task<PartyAlong?> Load(Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<PartyAlong>($"{Select} where a.id = @id", new { id }, cancellation);
    }

    /// <returns>False when the guest has asked for something meanwhile, or the lease has passed on: nothing more may be sent.</returns>
    public async Task<bool> Save(PartyAlong before, PartyAlong after, DateTimeOffset? due, LeaseTerm term, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // The party's row first, as everybody who takes both.
        if ((before.State, before.Problem) != (after.State, after.Problem))
            await Tell(connection, after.PartyId, cancellation);
        var saved = await connection.ExecuteAsync(
            """
            update party_alongs set state = @state, problem = @Problem, told = @Told, music = @Seen, failures = @Failures, calls = @Calls,
              due_at = @due, stop_by = @StopBy
            where id = @Id and asked = @Asked
            """,
            new
            {
                after.Id,
                after.Asked,
                after.Problem,
                after.Told,
                after.Seen,
                after.Failures,
                after.Calls,
                after.StopBy,
                due,
                state = AlongColumn.Of(after.State),
            },
            cancellation
        );
        if (saved == 0 || !await term.IsCurrent(connection, cancellation))
            return false;
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>It is over: with the row goes what was lent.</summary>
    public async Task Delete(PartyAlong along, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Tell(connection, along.PartyId, cancellation);
        await connection.ExecuteAsync(
            $"delete from party_alongs where id = @Id and asked = @Asked; {PartyChange.Tell(TokenStore.Replaced)}",
            new { along.Id, along.Asked },
            cancellation
        );
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Whether the guest is at a party whose host lets guests play along.</summary>
    public async Task<AlongAllowed> Allows(Guid party, Guid? guest, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<string?>(
            """
            select case when not exists (select from party_guests g
                where g.party_id = p.id and g.guest_id = @guest and g.put_out is null) then 'stranger'
              when p.phase = 'ended' then 'over' when coalesce((p.settings->>'along')::boolean, false) then 'yes' else 'no' end
            from parties p where p.id = @party
            """,
            new { party, guest = guest ?? Guid.Empty },
            cancellation
        ) switch
        {
            "yes" => AlongAllowed.Yes,
            "no" => AlongAllowed.No,
            "over" => AlongAllowed.Over,
            "stranger" => AlongAllowed.Stranger,
            _ => AlongAllowed.Unknown,
        };
    }

    /// <summary>What a guest has lent for this party; null when nothing.</summary>
    public async Task<MyAlong?> Mine(Guid party, Guid guest, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<MyAlong>(
            """
            select id, state, problem, device_id, device_name, calls from party_alongs where party_id = @party and guest_id = @guest
            """,
            new { party, guest },
            cancellation
        );
    }

    /// <summary>
    /// Stores what a sign-in has brought. Whoever has just signed in at Spotify decides where they play along: what the same account, or
    /// the same guest, had lent before goes.
    /// </summary>
    /// <returns>False when it is the account whose player plays the music of a party.</returns>
    public async Task<bool> Lend(Guid party, Guid guest, Me me, Tokens tokens)
    {
        // Not cancellable from here: Spotify has handed the tokens out, and they exist nowhere else.
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
        var now = time.GetUtcNow();
        var spotifyId = LentAccounts.SpotifyId(me);
        await connection.ExecuteAsync(
            PartyChange.Update("along = along + 1", $"id = @party or id in ({Lending})"),
            new { party, spotifyId },
            CancellationToken.None
        );
        if (
            await connection.ExecuteScalarAsync<bool>(
                """
                select exists (select from parties p join accounts a on a.id = p.account_id
                  where p.phase <> 'ended' and a.spotify_id = @spotifyId)
                """,
                new { spotifyId },
                CancellationToken.None
            )
        )
            return false;
        var id = Guid.CreateVersion7(now);
        await connection.ExecuteAsync(
            """
            delete from party_alongs a where (a.party_id = @party and a.guest_id = @guest)
              or a.id in (select id from lent_accounts where spotify_id = @spotifyId);
            insert into party_alongs (id, party_id, guest_id, told, due_at) values (@id, @party, @guest, @told, @due)
            """,
            new
            {
                id,
                party,
                guest,
                spotifyId,
                told = new Following(),
                due = now + Undecided,
            },
            CancellationToken.None
        );
        await lent.Keep(connection, id, me, tokens);
        await connection.ExecuteAsync(PartyChange.Tell(PartyChange.Along), null, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    /// <summary>Plays along from now on, on this device or on the one from before.</summary>
    /// <returns>False when nothing is lent.</returns>
    public async Task<bool> Join(Guid party, Guid guest, string? device, string? name, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Tell(connection, party, cancellation);
        var joined = await connection.ExecuteAsync(
            """
            update party_alongs set state = 'on', problem = null, failures = 0, stop_by = null, asked = asked + 1, due_at = @now,
              device_id = coalesce(@device, device_id),
              device_name = case when @device is null then device_name else @name end,
              told = jsonb_build_object('leadMs',
                case when @device is null or @device = device_id then coalesce(told->'leadMs', '0') else '0' end)
            where party_id = @party and guest_id = @guest and coalesce(@device, device_id) is not null
            """,
            new
            {
                party,
                guest,
                device,
                name,
                now = time.GetUtcNow(),
            },
            cancellation
        );
        if (joined == 0)
            return false;
        await connection.ExecuteAsync(PartyChange.Tell(PartyChange.Along), null, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>Stops at once: the device is paused by the worker, and all that was lent is deleted within a minute.</summary>
    public async Task Leave(Guid party, Guid guest, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Tell(connection, party, cancellation);
        await connection.ExecuteAsync(
            $"""
            delete from party_alongs where party_id = @party and guest_id = @guest and state = 'ready';
            update party_alongs set state = 'stopping', asked = asked + 1, due_at = @now, stop_by = coalesce(stop_by, @by)
              where party_id = @party and guest_id = @guest;
            {PartyChange.Tell(PartyChange.Along)}
            """,
            new
            {
                party,
                guest,
                now,
                by = now + StopsWithin,
            },
            cancellation
        );
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Stopping begins: from then on it lasts a minute at most.</summary>
    public PartyAlong Stopping(PartyAlong along) =>
        along with
        {
            State = AlongState.Stopping,
            StopBy = along.StopBy ?? time.GetUtcNow() + StopsWithin,
        };

    /// <summary>How many play along, what it has taken, and how long the party's songs are.</summary>
    public async Task<AlongTally> Tally(Guid party, Guid guest, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleAsync<AlongTally>(
            """
            select (select count(*)::int from party_alongs where state = 'on' and not (party_id = @party and guest_id = @guest)) as others,
              (select count(*)::int from party_alongs where state = 'on' and party_id = @party) as here,
              (select coalesce(sum(calls), 0)::int from party_alongs where party_id = @party) as calls,
              (select coalesce(avg(duration_ms), 210000)::int from party_tracks
                where party_id = @party and not removed and not gone) as song_ms
            """,
            new { party, guest },
            cancellation
        );
    }

    private static Task<int> Tell(NpgsqlConnection connection, Guid party, CancellationToken cancellation) =>
        connection.ExecuteAsync(PartyChange.Update("along = along + 1", "id = @party"), new { party }, cancellation);
}

/// <summary>Whether a guest may play along.</summary>
internal enum AlongAllowed
{
    Yes,

    /// <summary>The host has not switched it on.</summary>
    No,
    Over,
    Stranger,
    Unknown,
}

/// <summary>What a guest has lent, as far as the guest is told.</summary>
internal sealed record MyAlong
{
    public required Guid Id { get; init; }
    public required string State { get; init; }
    public string? Problem { get; init; }
    public string? DeviceId { get; init; }
    public string? DeviceName { get; init; }
    public required int Calls { get; init; }
}

/// <param name="Others">Who plays along beside the one who asks, at whatever party: all take from one budget.</param>
/// <param name="Here">Who does at this party.</param>
internal sealed record AlongTally(int Others, int Here, int Calls, int SongMs);
