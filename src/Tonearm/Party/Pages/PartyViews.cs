using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Party.Played;

namespace Tonearm.Party.Pages;

/// <summary>Finds the party that is on, or was.</summary>
internal sealed class PartyViews(NpgsqlDataSource database, PlayedStore played)
{
    /// <summary>
    /// The newest party that somebody can go back to, as its owner or with a device that is in it; null when nobody can tell.
    /// </summary>
    public async Task<RunningParty?> Running(Guid? owner, Guid? device, CancellationToken cancellation)
    {
        if (owner is null && device is null)
            return null;
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            return await connection.QueryFirstOrDefaultAsync<RunningParty>(
                """
                select id, playlist_title as title, case when phase = 'lobby' then starts_at end as starts_at from parties
                where phase <> 'ended'
                  and (owner_id = @owner
                    or exists (select from party_guests where party_id = id and guest_id = @device and put_out is null))
                order by starts_at is not null and phase = 'lobby', case when phase = 'lobby' then starts_at end, created_at desc limit 1
                """,
                new { owner, device },
                cancellation
            );
        }
        catch (NpgsqlException)
        {
            // The way in stands whatever else does not.
            return null;
        }
    }

    /// <summary>The parties of an owner that wait for their time, the next one first.</summary>
    public async Task<IReadOnlyList<RunningParty>> Prepared(Guid owner, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (
            await connection.QueryAsync<RunningParty>(
                """
                select id, playlist_title as title, starts_at from parties
                where owner_id = @owner and phase = 'lobby' and starts_at is not null order by starts_at
                """,
                new { owner },
                cancellation
            )
        ).AsList();
    }

    /// <summary>The last party that somebody was at, if it can be told what was played there.</summary>
    public async Task<Guid?> Played(Guid? owner, Guid? device, CancellationToken cancellation)
    {
        try
        {
            return owner is null && device is null ? null : await played.LastEnded(owner, device, cancellation);
        }
        catch (NpgsqlException)
        {
            // As above: the start page stands.
            return null;
        }
    }
}
