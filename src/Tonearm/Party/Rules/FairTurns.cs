namespace Tonearm.Party.Rules;

/// <summary>
/// The line of suggestions goes round in laps, and in each every guest has one turn: nobody's second comes before everybody's first. Who
/// comes later begins in the lap that is on, so the turns that others have had before are nobody's debt; within a lap who asked first comes
/// first.
/// </summary>
internal static class FairTurns
{
    /// <param name="line">In the order in which they were asked for.</param>
    /// <param name="lap">The lap that is on: that of the last turn.</param>
    /// <returns>In the order in which their turns come.</returns>
    public static IReadOnlyList<GuestTurn> Of(IEnumerable<InLine> line, int lap)
    {
        var before = new Dictionary<Guid, int>();
        return
        [
            .. line.Select(each =>
                {
                    var own = before.TryGetValue(each.Guest, out var last) ? last + 1 : Math.Max(lap, each.LastLap + 1);
                    before[each.Guest] = own;
                    return new GuestTurn(each.Place, each.Guest, own);
                })
                .OrderBy(turn => turn.Lap),
        ];
    }
}

/// <summary>A suggestion that waits for its turn.</summary>
/// <param name="Place">Of its track in the order of the party.</param>
/// <param name="LastLap">The lap in which this guest has had a turn last; 0 for none.</param>
internal sealed record InLine(int Place, Guid Guest, int LastLap);

internal sealed record GuestTurn(int Place, Guid Guest, int Lap);
