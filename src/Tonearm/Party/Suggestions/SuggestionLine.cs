using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Party.Rules;

namespace Tonearm.Party.Suggestions;

/// <summary>
/// The line of what guests have asked for, as its rows have it. Turns are reckoned whenever it changes and stand in the rows, so that
/// whoever draws a ballot or tells a phone reads them. Its caller has locked the party and raises its version.
/// </summary>
internal static class SuggestionLine
{
    /// <summary>Beyond every reading of a playlist, so that none finds the song missing.</summary>
    private const int EveryReading = int.MaxValue;

    /// <param name="up">
    /// Places that are up for vote now or play. A suggestion among them has had its turn, and its song is one of the party's from here on.
    /// </param>
    public static async Task Reckon(
        NpgsqlConnection connection,
        Guid party,
        PartySettings settings,
        IReadOnlyCollection<int> up,
        CancellationToken cancellation
    )
    {
        var rows = (
            await connection.QueryAsync<LineRow>(
                """
                select s.place, s.guest_id, s.state = 'line' as in_line, s.turn, g.lap as last_lap, p.lap,
                  g.counts and not t.removed and not t.barred and (@Explicit or not t.explicit) as may_play
                from party_suggestions s
                  join parties p on p.id = s.party_id
                  join party_guests g on g.party_id = s.party_id and g.guest_id = s.guest_id
                  join party_tracks t on t.party_id = s.party_id and t.place = s.place
                where s.party_id = @party and s.state in ('line', 'asked') order by s.seq
                """,
                new { party, settings.Explicit },
                cancellation
            )
        ).AsList();
        if (rows.Count == 0)
            return;

        var lap = rows[0].Lap;
        var came = FairTurns
            .Of(rows.Where(row => row.InLine).Select(row => row.Entry()), lap)
            .Where(turn => up.Contains(turn.Place))
            .ToArray();
        var laps = came.GroupBy(turn => turn.Guest).ToDictionary(turns => turns.Key, turns => turns.Max(turn => turn.Lap));
        var now = laps.Values.Append(lap).Max();
        var turns = FairTurns
            .Of(
                rows.Where(row => row is { InLine: true, MayPlay: true } && !up.Contains(row.Place))
                    .Select(row => row.Entry(laps.GetValueOrDefault(row.GuestId, row.LastLap))),
                now
            )
            .Index()
            .ToDictionary(turn => turn.Item.Place, turn => turn.Index + 1);
        int? Turn(LineRow row) => turns.TryGetValue(row.Place, out var turn) ? turn : null;
        var moved = rows.Where(row => row.Turn != Turn(row)).ToArray();
        var over = rows.Where(row => up.Contains(row.Place)).Select(row => row.Place).ToArray();
        if (moved.Length == 0 && over.Length == 0)
            return;
        await connection.ExecuteAsync(
            """
            update party_suggestions s set turn = n.turn from unnest(@places, @turns) as n (place, turn)
              where s.party_id = @party and s.place = n.place;
            update party_suggestions set state = 'up' where party_id = @party and place = any(@over);
            update party_tracks set gone = false, reading = @EveryReading, resting = resting and ballot is null
              where party_id = @party and place = any(@over);
            update party_guests g set lap = l.lap from unnest(@guests, @laps) as l (guest_id, lap)
              where g.party_id = @party and g.guest_id = l.guest_id;
            update parties set lap = @now, line = line + 1 where id = @party
            """,
            new
            {
                party,
                now,
                over,
                places = moved.Select(row => row.Place).ToArray(),
                turns = moved.Select(Turn).ToArray(),
                guests = laps.Keys.ToArray(),
                laps = laps.Values.ToArray(),
                EveryReading,
            },
            cancellation
        );
    }

    /// <summary>
    /// Where the host need not say yes any more, what waited for that gets in line. Where nothing may be asked for any more, what was asked
    /// for keeps its turn.
    /// </summary>
    public static async Task SettingsChanged(
        NpgsqlConnection connection,
        Guid party,
        PartySettings settings,
        CancellationToken cancellation
    )
    {
        if (settings.Suggest is { Approval: false })
            await connection.ExecuteAsync(
                "update party_suggestions set state = 'line' where party_id = @party and state = 'asked'",
                new { party },
                cancellation
            );
        await Reckon(connection, party, settings, [], cancellation);
    }

    private sealed record LineRow(int Place, Guid GuestId, bool InLine, int? Turn, int LastLap, int Lap, bool MayPlay)
    {
        public InLine Entry(int? lastLap = null) => new(Place, GuestId, lastLap ?? LastLap);
    }
}
