using FsCheck.Fluent;
using Tonearm.Guard.Rules;

namespace Tonearm.Tests.Guard.Rules;

public sealed class RestoreBackoffTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Nothing_put_back_is_not_slow() => Assert.Null(RestoreBackoff.SlowUntil(History.Empty, Noon));

    [Fact]
    public void Five_restores_within_an_hour_are_not_slow() => Assert.Null(SlowFor(0, 1, 2, 3, 4));

    [Fact]
    public void The_sixth_within_an_hour_makes_ten_minutes() => Assert.Equal(10, SlowFor(0, 5, 10, 15, 20, 59));

    [Fact]
    public void Six_in_just_an_hour_do_not() => Assert.Null(SlowFor(0, 5, 10, 15, 20, 60));

    [Fact]
    public void The_gap_doubles_up_to_an_hour()
    {
        Assert.Equal(20, SlowFor(0, 1, 2, 3, 4, 5, 15));
        Assert.Equal(40, SlowFor(0, 1, 2, 3, 4, 5, 15, 35));
        Assert.Equal(60, SlowFor(0, 1, 2, 3, 4, 5, 15, 35, 75));
        Assert.Equal(60, SlowFor(0, 1, 2, 3, 4, 5, 15, 35, 75, 135));
    }

    [Fact]
    public void Short_of_six_calm_hours_it_stays_slow() => Assert.Equal(20, SlowFor(0, 1, 2, 3, 4, 5, 5 + 359));

    [Fact]
    public void After_six_calm_hours_it_begins_anew()
    {
        Assert.Null(SlowFor(0, 1, 2, 3, 4, 5, 5 + 360));
        Assert.Equal(10, SlowFor(0, 1, 2, 3, 4, 5, 365, 366, 367, 368, 369, 370));
    }

    [Fact]
    public void Six_calm_hours_end_it_without_another_restore()
    {
        var history = At(0, 1, 2, 3, 4, 5);

        Assert.Equal(RestoreBackoff.FirstGap, RestoreBackoff.Gap(history, Noon.AddMinutes(5 + 359)));
        Assert.Equal(TimeSpan.Zero, RestoreBackoff.Gap(history, Noon.AddMinutes(5 + 360)));
    }

    [Fact]
    public void The_gap_ends_on_the_minute()
    {
        var history = At(0, 1, 2, 3, 4, 5);

        Assert.Equal(Noon.AddMinutes(15), RestoreBackoff.SlowUntil(history, Noon.AddMinutes(15).AddTicks(-1)));
        Assert.Null(RestoreBackoff.SlowUntil(history, Noon.AddMinutes(15)));
    }

    [Fact]
    public void Fields_put_back_together_count_once() => Assert.Null(SlowFor(0, 0, 0, 1, 1, 2, 2));

    [Fact]
    public void What_a_person_asked_for_and_what_was_not_sent_or_refused_never_count()
    {
        var history = At(0, 1, 2, 3, 4, 5);

        Assert.Null(RestoreBackoff.SlowUntil(With(history, restore => restore with { Asked = true }), Noon.AddMinutes(5)));
        Assert.Null(RestoreBackoff.SlowUntil(With(history, restore => restore with { Outcome = Outcome.Unsent }), Noon.AddMinutes(5)));
        Assert.Null(RestoreBackoff.SlowUntil(With(history, restore => restore with { Outcome = Outcome.Refused }), Noon.AddMinutes(5)));
        Assert.NotNull(RestoreBackoff.SlowUntil(With(history, restore => restore with { Outcome = Outcome.Unknown }), Noon.AddMinutes(5)));

        static History With(History history, Func<Restore, Restore> change) =>
            new([change(history.Restores[0]), .. history.Restores.Skip(1)]);
    }

    [Fact]
    public void An_endless_attack_is_answered_without_end_and_no_more_than_once_an_hour_in_the_long_run() =>
        Prop.ForAll(
                Gen.Choose(1, 30).ListOf(400).ToArbitrary(),
                pauses =>
                {
                    var history = History.Empty;
                    var now = Noon;
                    foreach (var pause in pauses)
                    {
                        now = now.AddMinutes(pause);
                        if (RestoreBackoff.SlowUntil(history, now) is null)
                            history = new([.. history.Restores, RestoreAt(now)]);
                    }

                    var times = history.Restores.Select(restore => restore.StoredAt).ToArray();
                    var steady = Array.FindIndex(
                        times,
                        at =>
                            RestoreBackoff.Gap(new([.. history.Restores.Where(restore => restore.StoredAt <= at)]), at)
                            == RestoreBackoff.LongestGap
                    );
                    return steady >= 0
                        && times.Zip(times.Skip(1)).Skip(steady).All(pair => pair.Second - pair.First >= RestoreBackoff.LongestGap)
                        && now - times[^1] < RestoreBackoff.LongestGap + TimeSpan.FromMinutes(30);
                }
            )
            .Holds(30);

    private static double? SlowFor(params int[] minutes)
    {
        var last = Noon.AddMinutes(minutes[^1]);
        return (RestoreBackoff.SlowUntil(At(minutes), last) - last)?.TotalMinutes;
    }

    private static History At(params int[] minutes) => new([.. minutes.Select(minute => RestoreAt(Noon.AddMinutes(minute)))]);

    private static Restore RestoreAt(DateTimeOffset at) => new(0, Field.Title, "", "Deep focus", at, at.AddSeconds(90), Outcome.Accepted);
}
