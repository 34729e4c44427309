using Dapper;
using Npgsql;
using Tonearm.Accounts;
using Tonearm.Data;

namespace Tonearm.Party.Hosting;

/// <summary>Who has signed in anew, as when Spotify had taken the consent for gone, hears the music go on at once.</summary>
internal sealed class SignedInAgain(NpgsqlDataSource database, TimeProvider time) : IAccountLinked
{
    public async Task Linked(Linked linked, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            $"""
            {PartyChange.Update($"owner_id = @Owner, {PartyChange.DueNow}", "account_id = @Account and phase <> 'ended'")};
            insert into party_wishes (party_id, wish, asked_at)
            select id, 'look', @now from parties p
              where account_id = @Account
                and (phase = 'live' or phase = 'lobby' and starts_at is not null)
                and not exists (select from party_wishes w where w.party_id = p.id);
            {PartyChange.Tell(PartyChange.Due)}
            """,
            new
            {
                linked.Owner,
                linked.Account,
                now = time.GetUtcNow(),
            },
            cancellation
        );
    }
}
