using Dapper;
using Npgsql;
using Tonearm.Data;

namespace Tonearm.Party.Joining;

/// <summary>Codes, secrets and who has come in.</summary>
internal sealed class JoinStore(NpgsqlDataSource database, TimeProvider time)
{
    public async Task<FoundParty?> Find(string? code, string? secret, Guid? guest, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QueryFirstOrDefaultAsync<FoundParty>(
            $"""
            select p.id, p.phase = 'ended' as ended, g.guest_id is not null and g.put_out is null as inside, g.put_out as away
            from parties p left join party_guests g on g.party_id = p.id and g.guest_id = @guest
            where {(code is null ? "p.secret = @secret" : "p.code = @code")}
            """,
            new
            {
                code,
                secret,
                guest,
            },
            cancellation
        );
    }

    /// <param name="owner">Who is signed in on it.</param>
    public async Task Enter(Guid party, Guid guest, Guid? owner, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            """
            insert into party_guests (party_id, guest_id, owner, joined_at) select id, @guest, owner_id = @owner, @now from parties
            where id = @party on conflict do nothing
            """,
            new
            {
                party,
                guest,
                owner = owner ?? Guid.Empty,
                now = time.GetUtcNow(),
            },
            cancellation
        );
    }

    /// <summary>The host is told, once a minute at most however many are turned away.</summary>
    public async Task TellOfCrowd(Guid party, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            PartyChange.Update("crowded_at = @now", "id = @party and (crowded_at is null or crowded_at < @lately)"),
            new
            {
                party,
                now,
                lately = now.AddMinutes(-1),
            },
            cancellation
        );
    }
}

/// <param name="Inside">This device is a guest already.</param>
/// <param name="Away">How the host has put it out: <c>removed</c> or <c>blocked</c>; null for all others.</param>
internal sealed record FoundParty(Guid Id, bool Ended, bool Inside, string? Away);
