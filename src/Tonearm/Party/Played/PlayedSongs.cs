using Dapper;
using Npgsql;
using Tonearm.Data;

namespace Tonearm.Party.Played;

/// <summary>Writes down what is chosen and when it began, within what changes the party. Its caller has locked the party.</summary>
internal static class PlayedSongs
{
    /// <summary>For the next round; what was chosen for it before, and has been given up, is forgotten.</summary>
    /// <param name="how">A code of <see cref="Chosen"/>.</param>
    public static Task Choose(NpgsqlConnection connection, Guid party, int place, int likes, string how, CancellationToken cancellation) =>
        connection.ExecuteAsync(
            """
            insert into party_played (party_id, round, place, likes, how, suggested)
            select id, round + 1, @place, @likes, @how,
              exists (select from party_suggestions s where s.party_id = id and s.place = @place and s.state = 'up')
            from parties where id = @party
            on conflict (party_id, round) do update set place = excluded.place, likes = excluded.likes, how = excluded.how,
              suggested = excluded.suggested
            """,
            new
            {
                party,
                place,
                likes,
                how,
            },
            cancellation
        );

    /// <summary>The winner is the song of this round.</summary>
    public static Task Begin(
        NpgsqlConnection connection,
        Guid party,
        int round,
        int place,
        DateTimeOffset at,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            $"""
            insert into party_played (party_id, round, place, likes, how, began_at)
            values (@party, @round, @place, 0, '{Chosen.Order}', @at)
            on conflict (party_id, round) do update set place = excluded.place, began_at = excluded.began_at
            """,
            new
            {
                party,
                round,
                place,
                at,
            },
            cancellation
        );
}
