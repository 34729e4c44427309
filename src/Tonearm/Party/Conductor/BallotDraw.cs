using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Party.Likes;
using Tonearm.Party.Rules;
using Tonearm.Party.Suggestions;

namespace Tonearm.Party.Conductor;

/// <summary>Writes a newly drawn ballot down. Its caller has locked the party.</summary>
internal static class BallotDraw
{
    /// <summary>All tracks of a party with the likes that those on the ballot have.</summary>
    /// <param name="stay">
    /// What is up for vote may win, though its playlist was taken away meanwhile; for a fresh ballot it is gone.
    /// </param>
    public static async Task<IReadOnlyList<PoolTrack>> Pool(
        NpgsqlConnection connection,
        Guid party,
        bool stay,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<PoolTrack>(
                $"""
                select t.place, t.resting,
                  t.removed or t.barred
                    or t.gone and s.turn is null and (t.ballot is null or not t.fallback or not @stay) as removed,
                  t.explicit, t.ballot, coalesce(l.likes, 0)::int as likes, t.reached, s.turn,
                  coalesce(s.state = 'up', false) as suggested, t.fallback
                from party_tracks t
                  left join party_suggestions s on s.party_id = t.party_id and s.place = t.place
                  left join (
                    select place, count(*) as likes from party_likes where party_id = @party and {LikeCount.Counts} group by place
                  ) l on l.place = t.place
                where t.party_id = @party order by t.place
                """,
                new { party, stay },
                cancellation
            )
        ).AsList();

    /// <param name="stay">What is on the ballot stays there.</param>
    public static async Task Draw(
        NpgsqlConnection connection,
        Guid party,
        int song,
        int cursor,
        PartySettings settings,
        int size,
        bool stay,
        CancellationToken cancellation
    )
    {
        var ballot = Ballot.Draw([.. await Pool(connection, party, stay, cancellation)], song, cursor, size, settings, stay);
        await connection.ExecuteAsync(
            """
            update party_tracks t set
              ballot = drawn.slot - 1,
              reached = case when t.ballot is null or not @stay then 0 else t.reached end,
              resting = t.resting and not @Wakes
            from party_tracks all_tracks left join unnest(@places) with ordinality as drawn (place, slot) on drawn.place = all_tracks.place
            where t.party_id = @party and all_tracks.party_id = @party and all_tracks.place = t.place
              and (drawn.slot is not null or t.ballot is not null or (@Wakes and t.resting));
            delete from party_likes l using party_tracks t
              where l.party_id = @party and t.party_id = @party and t.place = l.place and t.ballot is null;
            update parties set cursor = @Cursor where id = @party
            """,
            new
            {
                party,
                stay,
                ballot.Wakes,
                ballot.Cursor,
                places = ballot.Places.ToArray(),
            },
            cancellation
        );
        await SuggestionLine.Reckon(connection, party, settings, [song, .. ballot.Places], cancellation);
    }
}
