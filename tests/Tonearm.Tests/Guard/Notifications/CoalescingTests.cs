using FsCheck;
using FsCheck.Fluent;
using Tonearm.Guard.Notifications;

namespace Tonearm.Tests.Guard.Notifications;

/// <summary>However things happen, they are told soon, seldom and once.</summary>
public sealed class CoalescingTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 18, 0, 0, TimeSpan.Zero);
    private static readonly QuietHours Night = new(new(23, 0), new(7, 0), TimeZoneInfo.Utc);

    /// <param name="Minute">When, after the start.</param>
    private sealed record Event(int Minute, bool NeedsYou, bool Ends);

    private static readonly Arbitrary<Event[]> Events = (
        from count in Gen.Choose(1, 40)
        from events in Gen.ArrayOf(
            from minute in Gen.Choose(0, 900)
            from needs in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
            from ends in Gen.Elements(true, false)
            select new Event(minute, needs, ends),
            count
        )
        select events.OrderBy(each => each.Minute).ToArray()
    ).ToArbitrary();

    [Fact]
    public void Everything_is_told_and_by_day_within_the_gap() =>
        Prop.ForAll(
                Events,
                events =>
                {
                    var told = Told(events, null);
                    return told.SelectMany(each => each.News).Order().SequenceEqual(Enumerable.Range(0, events.Length))
                        && told.All(revision =>
                            revision.News.All(news => revision.At - Start.AddMinutes(events[news].Minute) <= LongestWait)
                        );
                }
            )
            .Holds();

    [Fact]
    public void A_message_comes_not_more_often_than_the_gap_but_for_the_first_that_needs_a_person() =>
        Prop.ForAll(
                Events,
                events =>
                    Told(events, null)
                        .GroupBy(each => each.Message)
                        .All(message => message.Zip(message.Skip(1)).Count(pair => pair.Second.At - pair.First.At < Coalescing.Gap) <= 1)
            )
            .Holds();

    [Fact]
    public void In_quiet_hours_comes_only_what_needs_a_person() =>
        Prop.ForAll(
                Events,
                events =>
                    Told(events, Night)
                        .Where(revision => Night.Has(revision.At))
                        .All(revision => revision.News.Any(news => events[news].NeedsYou))
            )
            .Holds();

    [Fact]
    public void A_burst_is_told_when_it_begins_and_when_it_is_over()
    {
        Event[] burst = [.. Enumerable.Range(0, 300).Select(i => new Event(i / 100, NeedsYou: false, Ends: i >= 150))];

        var told = Told(burst, null);

        Assert.Equal([Stage.Begins, Stage.Over], told.Select(each => each.Stage));
        Assert.Equal(TimeSpan.Zero, told[0].At - Start);
    }

    /// <summary>The gap, and the calm after the last where nothing is under way; each is looked at by the minute.</summary>
    private static readonly TimeSpan LongestWait = Coalescing.Gap + Coalescing.Calm + TimeSpan.FromMinutes(900);

    private sealed record Revision(int Message, Stage Stage, DateTimeOffset At, int[] News);

    /// <summary>Drives the rule as the store does, minute by minute, until a day after the last thing.</summary>
    private static List<Revision> Told(Event[] events, QuietHours? quiet)
    {
        var told = new List<Revision>();
        var (message, sent, toldNeed, open) = (0, (DateTimeOffset?)null, false, false);
        var (untold, last, underWay) = (new List<int>(), Start, false);
        var next = 0;
        for (var minute = 0; minute < 900 + (2 * 24 * 60); minute++)
        {
            var now = Start.AddMinutes(minute);
            for (; next < events.Length && events[next].Minute <= minute; next++)
            {
                untold.Add(next);
                (open, last, underWay) = (true, now, !events[next].Ends);
            }

            while (open)
            {
                var step = Coalescing.Decide(
                    new(untold.Count, untold.Exists(each => events[each].NeedsYou), toldNeed, underWay, last, sent),
                    quiet,
                    now
                );
                if (step.Send is { } stage)
                {
                    told.Add(new(message, stage, now, [.. untold]));
                    toldNeed |= untold.Exists(each => events[each].NeedsYou);
                    untold.Clear();
                    sent = now;
                    if (stage != Stage.Over)
                        continue;
                }
                else if (!step.IsDone)
                    break;
                (message, sent, toldNeed, open) = (message + 1, null, false, false);
            }
        }

        return told;
    }
}
