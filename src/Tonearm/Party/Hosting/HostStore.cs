using Dapper;
using Npgsql;
using Tonearm.Party.Conductor;

namespace Tonearm.Party.Hosting;

/// <summary>What a host changes. Whoever conducts hears of it at once, on whichever node.</summary>
internal sealed class HostStore(NpgsqlDataSource database, TimeProvider time)
{
    private const string Tell = "select pg_notify('tonearm', 'party'), pg_notify('tonearm', 'party:' || @party)";

    /// <summary>Who does something is there: a countdown stops.</summary>
    private const string AtOnce = "due_at = @now, asked = asked + 1, host_left_at = null, quiet_at = null, grace_until = null";

    public async Task<Guid> AccountOf(Guid party, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<Guid>(new CommandDefinition("select account_id from parties where id = @party", new { party }, cancellationToken: cancellation));
    }

    /// <summary>Asks something of the conductor. The last wish counts, but a mere look replaces none.</summary>
    /// <param name="round">Of the round that was seen: who taps twice skips one song.</param>
    /// <returns>False when the party has ended, or the round is over.</returns>
    public Task<bool> Ask(Guid party, Wish wish, int? round, CancellationToken cancellation) => Change(party, $"""
        update parties set wish = case when @wish = 'look' then coalesce(wish, @wish) else @wish end, version = version + (grace_until is not null)::int, {AtOnce}
        where id = @party and phase <> 'ended' and (@round::int is null or round = @round)
        """, new { party, wish = WishColumn.Of(wish), round, now = time.GetUtcNow() }, cancellation);

    public Task<bool> SetDevice(Guid party, string device, string? name, CancellationToken cancellation) => Change(party, $"""
        update parties set device_id = @device, device_name = @name, wish = coalesce(wish, 'device'), version = version + 1, {AtOnce}
        where id = @party and phase <> 'ended'
        """, new { party, device, name, now = time.GetUtcNow() }, cancellation);

    /// <summary>The ballot grows or loses its explicit tracks at once; it shrinks with the next draw. Who has more likes than one loses them.</summary>
    public Task<bool> SetSettings(Guid party, PartySettings settings, CancellationToken cancellation) => Locked(party, async (connection, now) =>
    {
        await connection.ExecuteAsync($"""
            update parties set ballot_size = @BallotSize, vote_seconds = @VoteSeconds, many_likes = @ManyLikes, losers_stay = @LosersStay, explicit = @Explicit,
              wish = coalesce(wish, case when trouble = '{Troubles.NothingToPlay}' then 'look' end), version = version + 1, {AtOnce}
            where id = @party;
            with crowned as (select guest_id from party_likes where party_id = @party and not @ManyLikes group by guest_id having count(*) > 1)
            delete from party_likes l using crowned where l.party_id = @party and l.guest_id = crowned.guest_id
            """, new { party, now, settings.BallotSize, settings.VoteSeconds, settings.ManyLikes, settings.LosersStay, settings.Explicit });
        await Refill(connection, party);
        return true;
    }, cancellation);

    /// <summary>Takes a track off the ballot for good; the next of the order takes its place.</summary>
    /// <returns>False when voting has closed or it is not on the ballot.</returns>
    public Task<bool> TakeOff(Guid party, string track, CancellationToken cancellation) => Locked(party, async (connection, now) =>
    {
        var slot = await connection.ExecuteScalarAsync<int?>("""
            update party_tracks t set removed = true from parties p
            where t.party_id = @party and t.track_id = @track and t.ballot is not null and p.id = @party and not p.closed returning t.ballot
            """, new { party, track });
        if (slot is null) return false;
        await connection.ExecuteAsync($"update parties set version = version + 1, {AtOnce} where id = @party", new { party, now });
        await Refill(connection, party);
        return true;
    }, cancellation);

    public Task<bool> SayGoodbye(Guid party, CancellationToken cancellation) => Change(party, """
        update parties set host_left_at = @now, due_at = @now, asked = asked + 1 where id = @party and phase <> 'ended' and host_left_at is null
        """, new { party, now = time.GetUtcNow() }, cancellation);

    public async Task End(Guid party, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await PartyEnd.Store(connection, party, time.GetUtcNow(), PartyEnd.ByHost);
    }

    private static async Task Refill(NpgsqlConnection connection, Guid party)
    {
        var row = await connection.QuerySingleAsync<(int? Song, int Cursor, int BallotSize, bool Explicit, bool Closed, int OnBallot)>("""
            select song, cursor, ballot_size, explicit, closed, (select count(*) from party_tracks where party_id = @party and ballot is not null)::int
            from parties where id = @party
            """, new { party });
        if (row.Song is not { } song || row.Closed) return;
        await BallotDraw.Draw(connection, party, song, row.Cursor, new(Explicit: row.Explicit), Math.Max(row.BallotSize, row.OnBallot), stay: true);
    }

    private async Task<bool> Change(Guid party, string sql, object parameters, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var changed = await connection.ExecuteAsync(sql, parameters);
        if (changed > 0) await connection.ExecuteAsync(Tell, new { party });
        return changed > 0;
    }

    private async Task<bool> Locked(Guid party, Func<NpgsqlConnection, DateTimeOffset, Task<bool>> change, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await connection.ExecuteScalarAsync<Guid?>("select id from parties where id = @party and phase <> 'ended' for update", new { party }) is null) return false;
        if (!await change(connection, time.GetUtcNow())) return false;
        await connection.ExecuteAsync(Tell, new { party });
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
