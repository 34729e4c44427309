using Npgsql;
using Tonearm.Party.Room;

namespace Tonearm.Party.Likes;

/// <summary>Writes a batch of likes in one round trip and one transaction.</summary>
internal sealed class LikeStore(NpgsqlDataSource database)
{
    /// <summary>
    /// First, and in a statement of its own, so that the next one sees what its holder before us has committed. Whoever closes a vote takes
    /// it, too. Guests may still come in: their rows need only the party's key.
    /// </summary>
    private const string Lock = "select from parties where id = any($1) order by id for no key update";

    /// <summary>
    /// Each word is judged by itself. Of a guest's words on one track the last counts; with one like that moves, a like also takes back all
    /// that was liked before it. Only a track whose count is another one afterwards has reached something.
    /// </summary>
    private static readonly string Write = $"""
        with asks as (
          select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::boolean[], $6::bigint[]) with ordinality
            as ask (party_id, guest_id, round, track_id, liked, n, seq)
        ), judged as materialized (
          select ask.seq, ask.party_id, ask.guest_id, ask.liked, ask.n, track.place,
            coalesce((party.settings->>'manyLikes')::boolean, false) as many_likes, coalesce(party.round, 0) as now_round,
            case
              when party.id is null then 3
              when guest.guest_id is null or guest.put_out is not null then 2
              when guest.muted then 5
              when party.phase = 'ended' or party.closed or party.round <> ask.round or track.place is null then 1
              else 0
            end as verdict,
            ask.n > guest.n as newer
          from asks ask
          left join parties party on party.id = ask.party_id
          left join party_guests guest on guest.party_id = ask.party_id and guest.guest_id = ask.guest_id
          left join party_tracks track on track.party_id = ask.party_id and track.track_id = ask.track_id and track.ballot is not null
        ), newer_asks as (
          select *, max(n) filter (where liked) over (partition by party_id, guest_id) as last_like
          from judged where verdict = 0 and newer
        ), last_ask_per_track as (
          select distinct on (party_id, guest_id, place) party_id, guest_id, place, n, liked and (many_likes or n = last_like) as liked,
            last_like is not null and not many_likes as moves
          from newer_asks order by party_id, guest_id, place, n desc
        ), changed_guests as materialized (
          select party_id, guest_id, max(n) as n, array_agg(place) as named,
            coalesce(array_agg(place) filter (where liked), array[]::integer[]) as kept, bool_or(moves) as moves
          from last_ask_per_track group by party_id, guest_id
        ), kept_counters as (
          update party_guests guest set n = guest_now.n from changed_guests guest_now
            where guest.party_id = guest_now.party_id and guest.guest_id = guest_now.guest_id
        ), removed_likes as (
          delete from party_likes mark using changed_guests guest_now
          where mark.party_id = guest_now.party_id and mark.guest_id = guest_now.guest_id
            and not mark.place = any(guest_now.kept) and (guest_now.moves or mark.place = any(guest_now.named))
          returning mark.party_id, mark.place
        ), added_likes as (
          insert into party_likes (party_id, guest_id, place)
          select guest_now.party_id, guest_now.guest_id, place from changed_guests guest_now, unnest(guest_now.kept) as place
          on conflict do nothing
          returning party_id, place
        ), changed_tracks as materialized (
          select party_id, place
            from (select party_id, place, 1 as by from added_likes union all select party_id, place, -1 from removed_likes) as each
          group by party_id, place having sum(by) <> 0
        ), changed_parties as (
          {PartyChange.Update(null, "id in (select party_id from changed_tracks)")}
        ), reached_now as (
          update party_tracks track set reached = raised.version from changed_tracks changed
            join changed_parties raised on raised.id = changed.party_id
          where track.party_id = changed.party_id and track.place = changed.place
        )
        select verdict, now_round from judged order by seq
        """;

    private const string Truth = """
        select coalesce(guest.n, 0), array(
          select track.track_id from party_likes mark join party_tracks track on track.party_id = mark.party_id and track.place = mark.place
          where mark.party_id = ask.party_id and mark.guest_id = ask.guest_id order by track.ballot)
        from unnest($1::uuid[], $2::uuid[]) with ordinality as ask (party_id, guest_id, seq)
        left join party_guests guest on guest.party_id = ask.party_id and guest.guest_id = ask.guest_id
        order by seq
        """;

    /// <summary>What the parties show after it, in the order of their ballots.</summary>
    private static readonly string Counts = $"""
        select party.id, party.version,
          array(select {LikeCount.Of("track.party_id", "track.place")}
            from party_tracks track where track.party_id = party.id and track.ballot is not null order by track.ballot),
          array(select track.reached from party_tracks track where track.party_id = party.id and track.ballot is not null
            order by track.ballot)
        from parties party where party.id = any($1)
        """;

    /// <param name="asks">In order of party, guest and counter, no counter of a guest twice.</param>
    /// <param name="shown">Whether phones of a party are here, to be told what it shows now.</param>
    /// <returns>What became of each, and what those parties show now.</returns>
    public async Task<WrittenLikes> WriteDown(IReadOnlyList<LikeAsk> asks, Func<Guid, bool> shown, CancellationToken cancellation)
    {
        Guid[] parties = [.. asks.Select(ask => ask.Party)],
            each = [.. parties.Distinct()],
            guests = [.. asks.Select(ask => ask.Guest)];
        await using var connection = await database.OpenConnectionAsync(cancellation);
        // Without an explicit transaction a batch is one.
        await using var batch = new NpgsqlBatch(connection)
        {
            Timeout = 10,
            BatchCommands =
            {
                new(Lock) { Parameters = { Of(each) } },
                new(Write)
                {
                    Parameters =
                    {
                        Of(parties),
                        Of(guests),
                        Of<int[]>([.. asks.Select(ask => ask.Round)]),
                        Of<string[]>([.. asks.Select(ask => ask.Track)]),
                        Of<bool[]>([.. asks.Select(ask => ask.Liked)]),
                        Of<long[]>([.. asks.Select(ask => ask.N)]),
                    },
                },
                new(Truth) { Parameters = { Of(parties), Of(guests) } },
            },
        };
        Guid[] open = [.. each.Where(shown)];
        if (open.Length > 0)
            batch.BatchCommands.Add(new(Counts) { Parameters = { Of(open) } });
        await batch.PrepareAsync(cancellation);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        var outcomes = new LikeOutcome[asks.Count];
        for (var i = 0; await reader.ReadAsync(cancellation); i++)
            outcomes[i] = new((LikeVerdict)reader.GetInt32(0), reader.GetInt32(1));
        await reader.NextResultAsync(cancellation);
        for (var i = 0; await reader.ReadAsync(cancellation); i++)
            outcomes[i] = outcomes[i] with { N = reader.GetInt64(0), Likes = reader.GetFieldValue<string[]>(1) };
        var counts = new List<PartyCounts>(open.Length);
        if (open.Length > 0)
            await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            counts.Add(new(reader.GetGuid(0), reader.GetInt64(1), reader.GetFieldValue<int[]>(2), reader.GetFieldValue<long[]>(3)));
        // Reads to the end, where a commit that failed says so.
        while (await reader.NextResultAsync(cancellation)) { }
        return new(outcomes, counts);
    }

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };
}

internal sealed record WrittenLikes(LikeOutcome[] Outcomes, IReadOnlyList<PartyCounts> Parties);
