using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Party.Rules;

namespace Tonearm.Party.Guests;

/// <summary>Who is at a party and what they did, for its host.</summary>
internal sealed class GuestReader(NpgsqlDataSource database)
{
    /// <summary>However many are asked for.</summary>
    public const int Most = 1_000;

    /// <summary>Of those who are held; a host who holds more unholds the latest first.</summary>
    private const int MostHeld = 200;

    /// <param name="most">How many of those who are not held.</param>
    /// <param name="own">The device that asks.</param>
    public async Task<GuestsView> Read(Guid party, int most, Guid? own, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var parameters = new
        {
            party,
            own = own ?? Guid.Empty,
            most,
            MostHeld,
        };
        var rows = (
            await connection.QueryAsync<Row>(
                $"""
                ({Rows("g.counts", "is_here desc, coalesce(l.likes, 0) + coalesce(s.asked, 0) desc, g.number", "@most")})
                union all
                ({Rows("not g.counts", "g.number desc", "@MostHeld")})
                """,
                parameters,
                cancellation
            )
        ).AsList();
        var (here, total) = await connection.QuerySingleAsync<(int, int)>(
            """
            select (select count(distinct device)::int from party_presence here, unnest(here.devices) device
                where here.party_id = @party and here.until > now()),
              (select count(*)::int from party_guests where party_id = @party and counts)
            """,
            parameters,
            cancellation
        );
        var all = rows.ToLookup(row => row.Counts, row => row.View(party));
        return new(here, total, [.. all[true]], [.. all[false]]);
    }

    /// <summary>How the host has put this device out; null for one that is in, or was never.</summary>
    public async Task<string?> Away(Guid party, Guid device, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<string?>(
            "select put_out from party_guests where party_id = @party and guest_id = @device",
            new { party, device },
            cancellation
        );
    }

    private static string Rows(string who, string order, string most) =>
        $"""
            select g.number, g.joined_at, g.muted, g.put_out, g.counts, g.host or g.owner or g.guest_id = @own as is_host,
              g.guest_id = @own as is_me, coalesce(l.likes, 0)::int as likes, coalesce(s.asked, 0)::int as suggestions,
              exists (select from party_skips k where k.party_id = g.party_id and k.guest_id = g.guest_id) as skips,
              exists (select from party_presence here where here.party_id = g.party_id and here.until > now()
                and g.guest_id = any(here.devices)) as is_here
            from party_guests g
              left join (select guest_id, count(*) as likes from party_likes where party_id = @party group by guest_id) l
                on l.guest_id = g.guest_id
              left join (select guest_id, count(*) as asked from party_suggestions where party_id = @party group by guest_id) s
                on s.guest_id = g.guest_id
            where g.party_id = @party and {who} order by {order} limit {most}
            """;

    private sealed record Row
    {
        public required int Number { get; init; }
        public required DateTimeOffset JoinedAt { get; init; }
        public required bool Muted { get; init; }
        public string? PutOut { get; init; }
        public required bool Counts { get; init; }
        public required bool IsHost { get; init; }
        public required bool IsMe { get; init; }
        public required bool IsHere { get; init; }
        public required int Likes { get; init; }
        public required int Suggestions { get; init; }
        public required bool Skips { get; init; }

        public GuestView View(Guid party)
        {
            var figure = Figure.Of(party, Number);
            return new(
                Number,
                figure.Words,
                figure.Animal,
                figure.Colour,
                IsHere,
                IsHost,
                IsMe,
                Muted,
                PutOut,
                Likes,
                Suggestions,
                Skips,
                JoinedAt
            );
        }
    }
}
