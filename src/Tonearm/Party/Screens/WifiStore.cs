using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;
using Tonearm.Data;

namespace Tonearm.Party.Screens;

/// <summary>
/// The Wi-Fi that a host lets televisions show. It is stored sealed, and deleted when the party ends (<see cref="PartyEnd"/>).
/// </summary>
internal sealed class WifiStore(NpgsqlDataSource database, IDataProtectionProvider protection, TimeProvider time)
{
    private readonly IDataProtector protector = protection.CreateProtector("Tonearm.Party.Wifi");

    /// <returns>False when the party has ended.</returns>
    public async Task<bool> Set(Guid party, Wifi wifi, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(
                """
                insert into party_wifi as wifi (party_id, sealed, set_at)
                select id, @sealed, @now from parties where id = @party and phase <> 'ended' for update
                on conflict (party_id) do update set sealed = @sealed, set_at = @now
                """,
                new
                {
                    party,
                    @sealed = protector.Protect(JsonSerializer.SerializeToUtf8Bytes(wifi)),
                    now = time.GetUtcNow(),
                },
                cancellation
            ) > 0;
    }

    public async Task Forget(Guid party, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync("delete from party_wifi where party_id = @party", new { party }, cancellation);
    }

    /// <returns>Null when none was set, or the key that sealed it is gone.</returns>
    public async Task<(Wifi Wifi, DateTimeOffset SetAt)?> Of(Guid party, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QueryFirstOrDefaultAsync<WifiRow>(
            "select sealed, set_at from party_wifi where party_id = @party",
            new { party },
            cancellation
        );
        try
        {
            return row is not null && JsonSerializer.Deserialize<Wifi>(protector.Unprotect(row.Sealed)) is { } wifi
                ? (wifi, row.SetAt)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record WifiRow(byte[] Sealed, DateTimeOffset SetAt);
}
