using Dapper;
using Npgsql;

namespace Tonearm.Party.Pages;

/// <summary>Gathers what the set-up shows.</summary>
internal sealed class PartyViews(NpgsqlDataSource database)
{
    /// <summary>The owner's party that has not ended; the newest, should there be one on each of several accounts.</summary>
    public async Task<RunningParty?> Running(Guid owner, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QueryFirstOrDefaultAsync<RunningParty>(new CommandDefinition(
            "select id, playlist_title as title from parties where owner_id = @owner and phase <> 'ended' order by created_at desc limit 1",
            new { owner }, cancellationToken: cancellation));
    }
}
