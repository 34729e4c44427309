using Dapper;
using Npgsql;
using Tonearm.Data;

namespace Tonearm.Party.Hosting;

/// <summary>Stores new parties.</summary>
internal sealed class OpeningStore(NpgsqlDataSource database)
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMinutes(1);

    /// <summary>The party an account has already; its player can follow only one.</summary>
    public async Task<Guid?> Running(Guid account, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<Guid?>("select id from parties where account_id = @account and phase <> 'ended'", new { account });
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
            catch (PostgresException taken) when (taken is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "parties_code_key" })
            {
                // Another party has this code: the next draw has another.
            }
            catch (PostgresException running) when (running is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "parties_of_account" })
            {
                return false;
            }
        }
    }

    private async Task Insert(PartyToOpen party, string code, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync("""
            insert into parties (id, owner_id, account_id, host_name, code, secret, playlist_id, playlist_title, playlist_cover, device_id, device_name,
              ballot_size, vote_seconds, many_likes, losers_stay, explicit, due_at, created_at)
            values (@Id, @OwnerId, @AccountId, @hostName, @code, @secret, @PlaylistId, @PlaylistTitle, @PlaylistCover, @DeviceId, @DeviceName,
              @BallotSize, @VoteSeconds, @ManyLikes, @LosersStay, @Explicit, @due, @now);
            insert into party_guests (party_id, guest_id, host, joined_at) values (@Id, @Guest, true, @now);
            insert into party_tracks (party_id, place, track_id, uri, isrc, title, artists, cover, cover_large, duration_ms, explicit)
            select @Id, place, track_id, uri, isrc, title, artists, cover, cover_large, duration_ms, explicit
            from jsonb_to_recordset(@tracks) as row (place integer, track_id text, uri text, isrc text, title text, artists text, cover text, cover_large text,
              duration_ms integer, explicit boolean);
            select pg_notify('tonearm', 'party')
            """, new
        {
            party.Id, party.Account.OwnerId, AccountId = party.Account.Id, hostName = party.Account.Name, code, secret = PartyCodes.Secret(),
            party.PlaylistId, party.PlaylistTitle, party.PlaylistCover, party.DeviceId, party.DeviceName,
            party.Settings.BallotSize, party.Settings.VoteSeconds, party.Settings.ManyLikes, party.Settings.LosersStay, party.Settings.Explicit,
            party.Guest, due = now + FirstLook, now, tracks = Rows.Json(party.Tracks),
        });
        await transaction.CommitAsync(cancellation);
    }
}
