using Npgsql;
using Tonearm.Data;

namespace Tonearm.Party.Hosting;

/// <summary>The parties that an owner has held, as long as they are kept.</summary>
internal sealed class EarlierParties(NpgsqlDataSource database)
{
    /// <summary>A month has no more parties of one host.</summary>
    private const int Most = 60;

    /// <summary>Those at which music was played, the last one first.</summary>
    public async Task<IReadOnlyList<EarlierParty>> Of(Guid owner, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return
        [
            .. await connection.QueryAsync<EarlierParty>(
                $"""
                select p.id, p.playlist_title as title, p.device_name as device,
                  case when p.starts_at is null then p.created_at
                    else coalesce((select min(d.began_at) from party_played d where d.party_id = p.id), p.created_at) end as opened_at,
                  p.most_people,
                  (select count(*) from party_played d where d.party_id = p.id and d.began_at is not null)::integer as songs
                from parties p where p.owner_id = @owner and p.phase = 'ended' and p.round > 0 order by p.created_at desc limit {Most}
                """,
                new { owner },
                cancellation
            ),
        ];
    }

    /// <summary>What it takes to hold one of them again.</summary>
    /// <returns>Null when it is not this owner's.</returns>
    public async Task<PartyBefore?> Before(Guid owner, Guid party, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<PartyBefore>(
            "select account_id, playlist_id, device_id, device_name, settings from parties where id = @party and owner_id = @owner",
            new { party, owner },
            cancellation
        );
    }
}

/// <summary>A party of before, as its host finds it.</summary>
/// <param name="Device">Where it played last; null when that is not known.</param>
/// <param name="MostPeople">The most that were seen at once; null when nobody was.</param>
/// <param name="Songs">Of those that were written down.</param>
public sealed record EarlierParty(Guid Id, string Title, string? Device, DateTimeOffset OpenedAt, int? MostPeople, int Songs);

internal sealed record PartyBefore
{
    public required Guid AccountId { get; init; }
    public required string PlaylistId { get; init; }
    public string? DeviceId { get; init; }
    public string? DeviceName { get; init; }
    public required PartySettings Settings { get; init; }
}
