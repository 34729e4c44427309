namespace Tonearm.Tests.Guard.Sweep;

/// <summary>
/// What happens by itself, by the clock: every five minutes, once after a down-time, and whole lists not more than once an hour.
/// </summary>
public sealed class ScheduleTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private const string Owner = "kitchenradio";

    [Fact]
    public async Task An_account_is_looked_at_every_five_minutes_and_no_more_often()
    {
        using var person = await SignedIn(Owner);
        await Protect(person, Owner);
        await Sandbox.ForgetCalls();

        for (var minute = 1; minute <= 15; minute++)
        {
            await App.Advance(TimeSpan.FromMinutes(1));
            if (minute % 5 == 0)
                await person.Until(async () => await Looks() == minute / 5);
        }

        Assert.Equal(3, (await Sandbox.Calls()).Total);
    }

    [Fact]
    public async Task A_look_somebody_asks_for_starts_the_five_minutes_anew()
    {
        using var person = await SignedIn(Owner);
        await Protect(person, Owner);
        await App.Advance(TimeSpan.FromMinutes(4));
        await person.Sweep();
        await Sandbox.ForgetCalls();

        for (var minute = 1; minute <= 5; minute++)
            await App.Advance(TimeSpan.FromMinutes(1));
        await person.Until(async () => await Looks() == 1);

        var look = Assert.Single((await Sandbox.Calls()).Recent);
        Assert.InRange(look.At, App.Clock.GetUtcNow() - TimeSpan.FromSeconds(30), App.Clock.GetUtcNow() + TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task What_was_missed_in_a_down_time_is_done_once_and_not_caught_up()
    {
        using var person = await SignedIn(Owner);
        var playlist = await Protect(person, Owner);
        await App.DisposeAsync();
        await Sandbox.TakeDown(playlist.Id, "title");
        await App.Advance(TimeSpan.FromHours(3));
        await Sandbox.ForgetCalls();

        await Restart();
        await person.Until(async () => (await Sandbox.Truth(playlist.Id)).Title == playlist.Title, App);
        await App.Advance(TimeSpan.FromMinutes(5));
        await person.Until(async () => await Looks() >= 2, App);

        Assert.Equal(2, await Looks());
        Assert.Single(await Sandbox.Writes(playlist.Id));
    }

    [Fact]
    public async Task A_list_that_has_changed_is_read_as_a_whole_within_the_hour_and_then_no_more()
    {
        using var person = await SignedIn(Owner);
        await Protect(person, Owner);
        var created = (await Sandbox.Create(Owner, "New in the library")).Id;

        await person.Sweep();
        Assert.False(await Knows(created));
        await App.Advance(TimeSpan.FromMinutes(50));
        await person.Sweep();
        Assert.False(await Knows(created));
        await App.Advance(TimeSpan.FromMinutes(10));
        await person.Until(() => Knows(created));

        var listed = await Scalar<DateTime>("select listed_at from listings");
        await App.Advance(TimeSpan.FromHours(3));
        await person.Sweep();
        Assert.Equal(listed, await Scalar<DateTime>("select listed_at from listings"));

        async Task<bool> Knows(string id) => (await person.Playlists()).Any(each => each.Id == id);
    }

    private async Task<int> Looks() => (await Sandbox.Windows()).Count;
}
