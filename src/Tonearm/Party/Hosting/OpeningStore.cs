using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Party.Joining;
using Tonearm.Party.Rules;

namespace Tonearm.Party.Hosting;

/// <summary>Stores new parties.</summary>
internal sealed class OpeningStore(NpgsqlDataSource database)
{
    /// <summary>Parties of an account that may wait for their time.</summary>
    public const int MostPrepared = 10;

    private static readonly TimeSpan FirstLook = TimeSpan.FromMinutes(1);

    /// <summary>The party an account has already; its player can follow only one.</summary>
    public async Task<Guid?> Running(Guid account, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<Guid?>(
            $"select id from parties p where account_id = @account and {PartyIsOn.Sql("p")}",
            new { account },
            cancellation
        );
    }

    /// <summary>How many of an account wait for their time.</summary>
    public async Task<int> Prepared(Guid account, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(
            "select count(*)::int from parties where account_id = @account and phase = 'lobby' and starts_at is not null",
            new { account },
            cancellation
        );
    }

    /// <returns>False when the account got another party meanwhile.</returns>
    public async Task<bool> Store(PartyToOpen party, DateTimeOffset now, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await Insert(party, PartyCodes.Code(), now, cancellation);
                return true;
            }
            catch (PostgresException taken)
                when (taken is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "parties_code_key" })
            {
                // Another party has this code: the next draw has another.
            }
            catch (PostgresException running)
                when (running is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "parties_of_account" })
            {
                return false;
            }
        }
    }

    private async Task Insert(PartyToOpen party, string code, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(
            $"""
            insert into parties (id, owner_id, account_id, host_name, code, secret, playlist_id, playlist_title, device_id, device_name,
              settings, due_at, created_at, starts_at, starts_itself)
            values (@Id, @OwnerId, @AccountId, @hostName, @code, @secret, @PlaylistId, @PlaylistTitle, @DeviceId, @DeviceName,
              @Settings, @due, @now, @startsAt, @itself);
            -- Whoever opens it has a host's power by their sign-in, and as long as that lasts.
            insert into party_guests (party_id, guest_id, owner, joined_at) values (@Id, @Guest, true, @now);
            insert into party_playlists (party_id, snapshot, total, skipped, pages, looked_at, due_at)
            values (@Id, @Snapshot, @Total, @Skipped, @ToCome, @now, case when cardinality(@ToCome) > 0 then @now else @reread end);
            {PartyChange.Tell(PartyChange.Due)};
            {PartyChange.Tell(PartyChange.Reading)}
            """,
            new
            {
                party.Id,
                party.Account.OwnerId,
                AccountId = party.Account.Id,
                hostName = party.Account.Name,
                code,
                secret = PartyCodes.Secret(),
                party.PlaylistId,
                party.PlaylistTitle,
                party.DeviceId,
                party.DeviceName,
                party.Settings,
                party.Guest,
                due = now + FirstLook,
                now,
                party.Snapshot,
                party.Total,
                party.Here.Skipped,
                party.ToCome,
                reread = Rereading.Next(now, party.Start?.At),
                startsAt = party.Start?.At,
                itself = party.Start?.ByItself ?? false,
            },
            cancellation
        );
        await PoolStore.Add(connection, party.Id, party.Here.Songs, reading: 1, fallback: false, cancellation);
        if (party.Start is not null)
            await HostStore.Refill(connection, party.Id, cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
