using Dapper;
using Npgsql;
using Tonearm.Accounts;
using Tonearm.Data;
using Tonearm.Party.Joining;

namespace Tonearm.Party.Hosting;

/// <summary>Who may do what a host may: a device that was given the power, or whoever is signed in as the owner.</summary>
internal sealed class HostCheck(NpgsqlDataSource database, GuestCookie cookie)
{
    /// <returns>Null when there is no such party.</returns>
    public async Task<bool?> IsHost(HttpContext context, Guid party, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<bool?>(
            """
            select p.owner_id = @owner or exists (select from party_guests g where g.party_id = p.id and g.guest_id = @guest and g.host)
            from parties p where p.id = @party
            """,
            new
            {
                party,
                owner = context.User.OwnerOrNull() ?? Guid.Empty,
                guest = cookie.Read(context) ?? Guid.Empty,
            },
            cancellation
        );
    }
}
