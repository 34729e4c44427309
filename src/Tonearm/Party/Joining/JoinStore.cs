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
            select id, phase = 'ended' as ended, exists (select from party_guests where party_id = id and guest_id = @guest) as inside
            from parties where {(code is null ? "secret = @secret" : "code = @code")}
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

    public async Task Enter(Guid party, Guid guest, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            "insert into party_guests (party_id, guest_id, joined_at) values (@party, @guest, @now) on conflict do nothing",
            new
            {
                party,
                guest,
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
internal sealed record FoundParty(Guid Id, bool Ended, bool Inside);
