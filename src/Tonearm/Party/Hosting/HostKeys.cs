using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Party.Joining;

namespace Tonearm.Party.Hosting;

/// <summary>One-time keys that make a second device a host's; only their hash is stored.</summary>
internal sealed class HostKeys(NpgsqlDataSource database, TimeProvider time)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);

    /// <returns>The key, shown this once, and when it lapses.</returns>
    public async Task<(string Secret, DateTimeOffset ExpiresAt)> Issue(Guid party, CancellationToken cancellation)
    {
        var (secret, expiresAt) = (PartyCodes.Secret(), time.GetUtcNow() + GoodFor);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            "insert into party_keys (hash, party_id, expires_at) values (@hash, @party, @expiresAt)",
            new
            {
                hash = Hash(secret),
                party,
                expiresAt,
            },
            cancellation
        );
        return (secret, expiresAt);
    }

    /// <summary>Spends a key: the device is a guest of the party, and its host.</summary>
    /// <returns>The party; null when the key was never one, has lapsed or is spent, or the party has ended.</returns>
    public async Task<Guid?> Redeem(string secret, Guid guest, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<Guid?>(
            $"""
            with key as (delete from party_keys where hash = @hash and expires_at > @now returning party_id),
              live as ({PartyChange.Update(null, "id = (select party_id from key) and phase <> 'ended'")}),
              host as (
                insert into party_guests (party_id, guest_id, host, joined_at) select id, @guest, true, @now from live
                on conflict (party_id, guest_id) do update set host = true, muted = false, put_out = null)
            select id from live
            """,
            new
            {
                hash = Hash(secret),
                guest,
                now = time.GetUtcNow(),
            },
            cancellation
        );
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
