using Tonearm.Party.Screens;

namespace Tonearm.Tests.Party.Screens;

/// <summary>What a television shows, from its row and the time alone.</summary>
public sealed class ScreenRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 21, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_new_one_needs_a_code_and_keeps_it_until_it_lapses()
    {
        var screen = new ScreenRow(Guid.Empty, null, null, null, null, Now);
        var coded = screen with { Code = "FHKLM", CodeUntil = Now + ScreenRules.CodeLasts };

        Assert.Equal(ScreenShows.NewCode, ScreenRules.Shows(screen, Now));
        Assert.Equal(ScreenShows.Code, ScreenRules.Shows(coded, Now + ScreenRules.CodeLasts - TimeSpan.FromSeconds(1)));
        Assert.Equal(ScreenShows.NewCode, ScreenRules.Shows(coded, Now + ScreenRules.CodeLasts));
    }

    [Fact]
    public void One_that_is_paired_shows_its_party_however_long_and_a_while_beyond_the_end()
    {
        var screen = new ScreenRow(Guid.Empty, null, null, Guid.NewGuid(), null, Now);
        var over = screen with { EndedAt = Now };

        Assert.Equal(ScreenShows.Party, ScreenRules.Shows(screen, Now.AddDays(3)));
        Assert.Equal(ScreenShows.Party, ScreenRules.Shows(over, Now + ScreenRules.Farewell - TimeSpan.FromSeconds(1)));
        Assert.Equal(ScreenShows.NewCode, ScreenRules.Shows(over, Now + ScreenRules.Farewell));
    }

    [Fact]
    public void Who_was_not_heard_for_a_while_may_be_switched_off() =>
        Assert.Equal((true, false), (ScreenRules.IsOn(Now, Now + ScreenRules.Silence), ScreenRules.IsOn(Now, Now.AddMinutes(1))));

    [Fact]
    public void A_host_mistypes_a_few_codes_and_then_waits_and_one_address_has_no_more_with_many_devices()
    {
        var clock = new TestClock();
        var limits = new ScreenLimits(clock);
        var (host, other) = (Guid.NewGuid(), Guid.NewGuid());
        string[] address = ["192.0.2.7"];

        var tries = 0;
        while (limits.Wait(host, address) is null && tries < 100)
        {
            limits.Failed(host, address);
            tries++;
        }

        Assert.Equal((8, true), (tries, limits.Wait(other, address) is null));
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(limits.Wait(host, address));

        while (limits.Wait(Guid.NewGuid(), address) is null && tries < 1000)
        {
            limits.Failed(Guid.NewGuid(), address);
            tries++;
        }

        Assert.InRange(tries, 30, 45);
        Assert.Null(limits.Wait(other, ["198.51.100.9"]));
    }

    [Fact]
    public void New_televisions_of_one_address_come_by_the_dozen_and_no_faster()
    {
        var limits = new ScreenLimits(new TestClock());

        var came = Enumerable.Range(0, 1000).Count(_ => limits.Newcomer(["192.0.2.7"]) is null);

        Assert.Equal(30, came);
    }

    [Theory]
    [InlineData("Harbour", "lantern-street", "WIFI:T:WPA;S:Harbour;P:lantern-street;;")]
    [InlineData("Open door", "", "WIFI:T:nopass;S:Open door;;")]
    [InlineData("a;b,c:d\\e\"f", "12;34:567", @"WIFI:T:WPA;S:a\;b\,c\:d\\e\""f;P:12\;34\:567;;")]
    public void A_phone_reads_the_Wi_Fi_whatever_its_name(string name, string password, string code)
    {
        var wifi = new Wifi(name, password);

        Assert.Equal((null, code), (wifi.Problem, wifi.ForQr));
    }

    [Theory]
    [InlineData("", "lantern-street")]
    [InlineData("A name that is longer than a name of a Wi-Fi can be", "")]
    [InlineData("Harbour", "short")]
    [InlineData("ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ", "")]
    public void What_no_Wi_Fi_can_be_is_told(string name, string password) => Assert.NotNull(new Wifi(name, password).Problem);
}
