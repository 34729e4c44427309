using FsCheck.Fluent;
using Tonearm.Party.Rules;

namespace Tonearm.Tests.Party.Rules;

public sealed class FairTurnsTests
{
    [Fact]
    public void Nobodys_second_comes_before_everybodys_first() =>
        Prop.ForAll(
                Gen.Choose(0, 5).ListOf().ToArbitrary(),
                guests =>
                {
                    var order = FairTurns.Of(guests.Select((guest, place) => new InLine(place, Guest(guest), 0)), lap: 1);
                    return order.Select((turn, at) => order.Take(at).Count(before => before.Guest == turn.Guest)).ToArray() is var nth
                        && nth.SequenceEqual(nth.Order())
                        && order.Select(turn => turn.Place).Order().SequenceEqual(Enumerable.Range(0, guests.Count));
                }
            )
            .Holds(500);

    [Fact]
    public void Within_a_lap_who_asked_first_comes_first()
    {
        var order = FairTurns.Of(
            [new(0, Guest(1), 0), new(1, Guest(1), 0), new(2, Guest(2), 0), new(3, Guest(2), 0), new(4, Guest(3), 0)],
            1
        );

        Assert.Equal([0, 2, 4, 1, 3], order.Select(turn => turn.Place));
    }

    [Fact]
    public void While_one_waits_nobody_else_has_more_turns_than_its_guest_has_before_it_and_one() =>
        Evenings(evening =>
            evening.All(each => each.Others.Values.DefaultIfEmpty().Max() <= 1 + each.OwnBefore + (each.HadTurnInThisLap ? 1 : 0))
        );

    [Fact]
    public void Who_has_had_no_turn_in_this_lap_waits_for_nobody_who_came_later() =>
        Evenings(evening => evening.All(each => each.OwnBefore > 0 || each.HadTurnInThisLap || each.Overtaken == 0));

    [Fact]
    public void Who_comes_late_has_no_turns_to_catch_up_with_and_none_in_advance()
    {
        // Ten laps are over; one guest has been there from the beginning, another comes now with three songs.
        var order = FairTurns.Of([new(0, Guest(2), 0), new(1, Guest(2), 0), new(2, Guest(2), 0), new(3, Guest(1), 10)], lap: 10);

        Assert.Equal([0, 1, 3, 2], order.Select(turn => turn.Place));
    }

    private static void Evenings(Func<IReadOnlyList<Waited>, bool> holds) =>
        Prop.ForAll(Gen.Choose(0, 9).ListOf().ToArbitrary(), events => holds(Play(events))).Holds(500);

    /// <summary>Guests ask and turns come, in whatever order.</summary>
    /// <returns>How each suggestion that had its turn has waited for it.</returns>
    private static List<Waited> Play(IEnumerable<int> events)
    {
        var (line, waiting, served, laps) = (
            new List<InLine>(),
            new Dictionary<int, Waited>(),
            new List<Waited>(),
            new Dictionary<Guid, int>()
        );
        var (lap, place) = (1, 0);
        foreach (var each in events)
        {
            if (each < 6)
            {
                var guest = Guest(each);
                waiting[place] = new(place, line.Count(own => own.Guest == guest), laps.GetValueOrDefault(guest) == lap);
                line.Add(new(place++, guest, laps.GetValueOrDefault(guest)));
                continue;
            }

            if (FairTurns.Of(line, lap) is not [var turn, ..])
                continue;
            Assert.True(turn.Lap >= lap);
            (lap, laps[turn.Guest]) = (turn.Lap, turn.Lap);
            line =
            [
                .. line.Where(other => other.Place != turn.Place)
                    .Select(other => other with { LastLap = laps.GetValueOrDefault(other.Guest) }),
            ];
            served.Add(waiting[turn.Place]);
            waiting.Remove(turn.Place);
            foreach (var other in line.Where(other => other.Guest != turn.Guest))
                waiting[other.Place].Passed(turn);
        }

        return served;
    }

    private static Guid Guest(int number) => new(number + 1, 0, 0, new byte[8]);

    private sealed record Waited(int Place, int OwnBefore, bool HadTurnInThisLap)
    {
        public Dictionary<Guid, int> Others { get; } = [];

        public int Overtaken { get; private set; }

        public void Passed(GuestTurn turn)
        {
            Others[turn.Guest] = Others.GetValueOrDefault(turn.Guest) + 1;
            if (turn.Place > Place)
                Overtaken++;
        }
    }
}
