using FsCheck.Fluent;
using Tonearm.Party;
using Tonearm.Party.Rules;

namespace Tonearm.Tests.Party.Rules;

public sealed class AbsenceTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 7, 21, 0, 0, TimeSpan.Zero);
    private static readonly PartyOptions Options = new();

    [Fact]
    public void After_a_goodbye_the_party_ends_two_minutes_later()
    {
        var left = new Absence(LeftAt: Now).At(Now.AddSeconds(6), present: false, music: true, Options);

        Assert.Equal(Now.AddMinutes(2), left.GraceUntil);
        Assert.False(left.Ends(Now.AddSeconds(119)));
        Assert.True(left.Ends(Now.AddSeconds(120)));
    }

    [Fact]
    public void Who_reloads_the_page_starts_no_countdown() =>
        Assert.Equal(Absence.None, new Absence(LeftAt: Now).At(Now.AddSeconds(6), present: true, music: true, Options));

    [Fact]
    public void A_goodbye_is_not_judged_while_the_phone_may_still_be_counted() =>
        Assert.Equal(new Absence(LeftAt: Now), new Absence(LeftAt: Now).At(Now.AddSeconds(5), present: true, music: true, Options));

    [Fact]
    public void A_return_stops_the_countdown() =>
        Assert.Equal(
            Absence.None,
            new Absence(LeftAt: Now, GraceUntil: Now.AddMinutes(2)).At(Now.AddSeconds(119), present: true, music: false, Options)
        );

    [Fact]
    public void A_silent_host_is_not_missed_while_the_music_plays() =>
        Assert.Equal(Absence.None, Absence.None.At(Now.AddHours(3), present: false, music: true, Options));

    [Fact]
    public void Half_an_hour_without_host_and_music_starts_the_countdown()
    {
        var quiet = Absence.None.At(Now, present: false, music: false, Options);
        Assert.Equal(new Absence(QuietAt: Now), quiet);
        Assert.Null(quiet.At(Now.AddMinutes(29), present: false, music: false, Options).GraceUntil);

        Assert.Equal(Now.AddMinutes(32), quiet.At(Now.AddMinutes(30), present: false, music: false, Options).GraceUntil);
    }

    [Fact]
    public void Music_ends_a_countdown_that_silence_began_but_not_one_that_a_goodbye_began()
    {
        Assert.Equal(
            Absence.None,
            new Absence(QuietAt: Now, GraceUntil: Now.AddMinutes(32)).At(Now.AddMinutes(31), present: false, music: true, Options)
        );
        var left = new Absence(LeftAt: Now, GraceUntil: Now.AddMinutes(2));
        Assert.Equal(left, left.At(Now.AddMinutes(1), present: false, music: true, Options));
    }

    [Fact]
    public void Time_without_a_conductor_is_nobodys_absence() =>
        Prop.ForAll(
                Gen.Choose(0, 100_000).ToArbitrary(),
                seconds =>
                {
                    var gap = TimeSpan.FromSeconds(seconds);
                    var left = new Absence(LeftAt: Now).At(Now.AddSeconds(6), present: false, music: true, Options);
                    var later = new Absence(LeftAt: left.LeftAt + gap, GraceUntil: left.GraceUntil + gap);
                    return later.GraceUntil - (Now + gap) == left.GraceUntil - Now
                        && later.Ends(Now.AddSeconds(120) + gap)
                        && !later.Ends(Now.AddSeconds(119) + gap);
                }
            )
            .Holds();

    [Fact]
    public void Whatever_happens_it_is_looked_at_again_before_the_countdown_is_over() =>
        Prop.ForAll(
                Gen.Choose(0, 10_000).ToArbitrary(),
                Gen.Choose(0, 3).ToArbitrary(),
                (seconds, kind) =>
                {
                    var now = Now.AddSeconds(seconds);
                    var start = kind switch
                    {
                        0 => Absence.None,
                        1 => new Absence(LeftAt: Now),
                        2 => new Absence(QuietAt: Now),
                        _ => new Absence(LeftAt: Now, GraceUntil: Now.AddMinutes(2)),
                    };
                    var after = start.At(now, present: false, music: false, Options);
                    return after.Ends(now)
                        || (after.NextLook(now, music: false, Options) is { } next && next > now && !(next > after.GraceUntil));
                }
            )
            .Holds(300);
}
