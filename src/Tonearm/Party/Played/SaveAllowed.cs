using Npgsql;
using Tonearm.Accounts;
using Tonearm.Data;

namespace Tonearm.Party.Played;

/// <summary>Who was sent to Spotify to allow a playlist, and comes back, need not ask for it again.</summary>
internal sealed class SaveAllowed(NpgsqlDataSource database, TimeProvider time) : IAccountLinked
{
    public async Task Linked(Linked linked, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            $"""
            update party_saves s set due_at = @now, problem = null from parties p
              where p.id = s.party_id and p.account_id = @Account and s.state not in ('saved', 'refused') and s.problem = any(@waits);
            {PartyChange.Tell(PartyChange.Saving)}
            """,
            new
            {
                linked.Account,
                now = time.GetUtcNow(),
                waits = SaveStore.AwaitsSignIn,
            },
            cancellation
        );
    }
}
