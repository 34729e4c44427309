using FsCheck;
using FsCheck.Fluent;
using Tonearm.Party.Rules;

namespace Tonearm.Tests.Party.Rules;

/// <summary>
/// A player that shows what was before, goes back to it, and leaves out what plays: what a conductor may and may not make of it.
/// </summary>
public sealed class LatePlayerTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 7, 21, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(200);
    private static readonly Recording Former = new("spotify:track:former", "GBAYE0000001", "Paper Boats", 200_000);
    private static readonly Recording Told = new("spotify:track:told", "GBAYE0000002", "Slow Tide", 200_000);

    /// <param name="Lateness">How long what was told does not show.</param>
    /// <param name="FirstHeeded">Whether the player does the first command at all; <paramref name="SecondHeeded"/> of the one that repeats
    /// it.</param>
    /// <param name="Odd">What each look meets besides: 0 nothing, 1 no item, 2 no progress, 3 no player, 4 the state of before once
    /// more.</param>
    private sealed record World(int Lateness, bool FirstHeeded, bool SecondHeeded, int[] Odd);

    [Fact]
    public void One_command_is_said_twice_at_most_and_skips_nothing_however_late_its_effect_shows() =>
        Prop.ForAll(
                Worlds.ToArbitrary(),
                world =>
                {
                    var (commands, looks, steps, _) = Live(world, TimeSpan.FromSeconds(180));
                    return commands <= 2
                        && looks <= 16
                        && steps.All(step => step is Step.LookAgain or Step.Goes or Step.PlayAgain or Step.NoAnswer or Step.Gone);
                }
            )
            .Holds(2000);

    [Fact]
    public void Once_the_world_is_calm_a_few_looks_find_the_song_that_was_told() =>
        Prop.ForAll(
                Worlds.ToArbitrary(),
                world =>
                {
                    var calm = world with { Lateness = Math.Min(world.Lateness, 60), FirstHeeded = true, Odd = [.. world.Odd.Take(4)] };
                    return Live(calm, TimeSpan.FromSeconds(180)).IsFound;
                }
            )
            .Holds(2000);

    [Fact]
    public void A_command_that_was_not_done_is_done_when_it_is_said_again() =>
        Prop.ForAll(
                Worlds.ToArbitrary(),
                world =>
                {
                    var lost = world with { Lateness = 2, FirstHeeded = false, SecondHeeded = true, Odd = [] };
                    var (commands, _, _, isFound) = Live(lost, TimeSpan.FromSeconds(120));
                    return commands == 2 && isFound;
                }
            )
            .Holds(50);

    private static (int Commands, int Looks, List<Step> Steps, bool IsFound) Live(World world, TimeSpan time)
    {
        var begun = Start.AddSeconds(-60);
        var (commands, looks, steps, now) = (1, 0, new List<Step>(), Start.AddSeconds(2));
        var heededAt = world.FirstHeeded ? Start : (DateTimeOffset?)null;
        var expected = new Expected(Told, Start, Change: new(Start, [Former], Times: 1, Seen: false));
        while (now < Start + time)
        {
            var odd = looks < world.Odd.Length ? world.Odd[looks] : 0;
            looks++;
            var shows = heededAt is { } at && now >= at.AddSeconds(world.Lateness) && odd != 4;
            var (item, since) = shows ? (Told, Start) : (Former, begun);
            var progress = now - since < Length ? now - since : Length;
            Heard? heard = odd switch
            {
                1 => new Heard(true, null, null, FromContext: false),
                2 => new Heard(true, item, null, FromContext: false),
                3 => null,
                _ => new Heard(true, item, (int)progress.TotalMilliseconds, FromContext: false),
            };
            var next = NextStep.Of(expected, heard, now);
            steps.Add(next.Step);
            switch (next.Step)
            {
                case Step.Goes:
                    return (commands, looks, steps, true);
                case Step.PlayAgain:
                    commands++;
                    if (world.SecondHeeded)
                        heededAt ??= now;
                    expected = expected with { Looks = 0, Change = expected.Change! with { At = now, Times = 2 } };
                    now += TimeSpan.FromSeconds(2);
                    break;
                case Step.LookAgain:
                    expected = expected with { Looks = expected.Looks + 1 };
                    now = next.At;
                    break;
                default:
                    expected = expected with { Looks = expected.Looks + 1 };
                    now += Pauses.After(expected.Looks);
                    break;
            }
        }

        return (commands, looks, steps, false);
    }

    private static readonly Gen<World> Worlds =
        from lateness in Gen.Choose(0, 300)
        from first in Gen.Choose(0, 4)
        from second in Gen.Choose(0, 1)
        from odd in Gen.ArrayOf(Gen.Choose(0, 8), 12)
        select new World(lateness, first > 0, second == 1, [.. odd.Select(each => each > 4 ? 0 : each)]);
}
