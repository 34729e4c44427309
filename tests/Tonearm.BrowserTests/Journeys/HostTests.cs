using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Journeys;

/// <summary>What a host does while the party goes on, and what they meet before it.</summary>
public sealed class HostTests(Chromium chromium, TestPostgres postgres, TestSandboxes sandboxes)
    : PartyJourney(chromium, postgres, sandboxes)
{
    [Fact]
    public async Task A_song_that_the_host_takes_off_is_gone_from_every_phone_and_another_takes_its_place()
    {
        var (host, guests) = await Playing(1);
        var ballot = (await Told(host)).Ballot;
        var (gone, kept, also) = (ballot[1].Track, ballot[0].Track, ballot[2].Track);
        await guests[0].Vote(gone.Id).Heart().ClickAsync();
        await Expect(host.Vote(gone.Id).Likes()).ToHaveTextAsync("1");

        await host.OpenDeed("Take a song off");
        await host.Button($"Take off {gone.Title} by {gone.Artists}").ClickAsync();
        await host.Button($"Undo: take off {gone.Title} by {gone.Artists}").ClickAsync();
        await host.Button($"Take off {gone.Title} by {gone.Artists}").ClickAsync();
        // Another wish does the first at once.
        await host.Button($"Take off {also.Title} by {also.Artists}").ClickAsync();
        await host.Button($"Undo: take off {also.Title} by {also.Artists}").ClickAsync();
        await Expect(host.GetByText("It is off the ballot.")).ToBeVisibleAsync();
        await Expect(host.Button($"Take off {gone.Title} by {gone.Artists}")).ToHaveCountAsync(0);
        foreach (var page in new[] { host, guests[0] })
        {
            await Expect(page.Vote(gone.Id)).ToHaveCountAsync(0);
            await Expect(page.Votes()).ToHaveCountAsync(4);
        }

        // The like that went with it is free for another.
        await guests[0].Vote(kept.Id).Heart().ClickAsync();
        await Expect(host.Vote(kept.Id).Likes()).ToHaveTextAsync("1");
    }

    [Fact]
    public async Task Play_next_now_can_be_taken_back_and_is_not_lost_with_the_page()
    {
        var (host, guests) = await Playing(1);
        await host.Button("Play next now").ClickAsync();
        await host.Button("Undo").ClickAsync();
        await Expect(host.Button("Undo")).ToBeHiddenAsync();
        Assert.Equal(1, (await Told(guests[0])).Round);

        await host.Button("Play next now").ClickAsync();
        await Expect(host.GetByText("The next song plays in a moment.")).ToBeVisibleAsync();
        await host.ReloadAsync();
        await Until(async () => (await Told(guests[0])).Round == 2);
    }

    [Fact]
    public async Task Settings_that_change_in_mid_party_are_so_for_everyone()
    {
        var (host, guests) = await Playing(1);
        var ballot = (await Told(host)).Ballot;
        await guests[0].Vote(ballot[0].Track.Id).Heart().ClickAsync();
        await Expect(host.Vote(ballot[0].Track.Id).Likes()).ToHaveTextAsync("1");

        await host.OpenDeed("How you vote");
        await host.GetByLabel("Songs to choose from").SelectOptionAsync("6");
        await host.GetByRole(AriaRole.Checkbox, new() { Name = "As many likes as you wish" }).CheckAsync();
        await host.Button("Use these settings").ClickAsync();
        await Expect(host.GetByText("Saved. The ballot follows.")).ToBeVisibleAsync();
        await Expect(host.GetByText("6 songs · until shortly before the end · many likes each")).ToBeVisibleAsync();

        await Expect(guests[0].GetByText("Like as many as you wish.")).ToBeVisibleAsync();
        await guests[0].Vote(ballot[1].Track.Id).Heart().ClickAsync();
        foreach (var id in new[] { ballot[0].Track.Id, ballot[1].Track.Id })
        {
            await Expect(guests[0].Vote(id).Heart()).ToHaveAttributeAsync("aria-pressed", "true");
            await Expect(host.Vote(id).Likes()).ToHaveTextAsync("1");
        }

        await host.Button("Close").ClickAsync();
        await UntilVotingCloses(host);
        await Expect(guests[0].GetByText("Voting has closed.").And(guests[0].Locator("[data-closes]"))).ToBeVisibleAsync();
        await UntilTheNextSong(host);
        await Expect(guests[0].Votes()).ToHaveCountAsync(6);
    }

    [Fact]
    public async Task The_music_moves_to_the_device_that_the_host_chooses()
    {
        var (host, _) = await Playing(0);
        var balcony = await Sandbox.AddDevice(HostName, "Balcony");
        await host.OpenDeed("Where it plays");
        await Expect(host.GetByRole(AriaRole.Radio, new() { Name = "Kitchen computer" })).ToBeCheckedAsync();
        await host.GetByRole(AriaRole.Radio, new() { Name = "Balcony" }).CheckAsync();
        await Expect(host.GetByText("The music moves there.")).ToBeVisibleAsync();
        await Expect(host.Locator("[data-device]")).ToHaveTextAsync("Balcony");
        await TimeGoesOn(async () => (await Sandbox.Player(HostName)).DeviceId == balcony.Id);
        await host.ReloadAsync();
        await Expect(host.Locator("[data-device]")).ToHaveTextAsync("Balcony");
    }

    [Fact]
    public async Task A_device_that_is_closed_is_told_to_all_and_another_one_takes_the_music_on()
    {
        var (host, guests) = await Playing(1);
        var song = await host.Song().InnerTextAsync();
        var balcony = await Sandbox.AddDevice(HostName, "Balcony");
        await Sandbox.Wake(HostName, (await Sandbox.Player(HostName)).DeviceId!, awake: false);
        await host.Button("Look again").ClickAsync();
        // A player that says nothing is asked twice.
        await TimeGoesOn(async () => (await Told(guests[0])).Trouble is not null);
        await Expect(guests[0].GetByText("The device that played is gone. The host is asked for another.")).ToBeVisibleAsync();
        await host.Button("Choose a device").ClickAsync();
        await host.GetByRole(AriaRole.Radio, new() { Name = "Balcony" }).CheckAsync();
        await TimeGoesOn(async () => (await Told(guests[0])).Trouble is null);
        await Expect(guests[0].GetByText("The device that played is gone. The host is asked for another.")).ToBeHiddenAsync();
        var player = await Sandbox.Player(HostName);
        Assert.True(player.IsPlaying);
        Assert.Equal((balcony.Id, song), (player.DeviceId, player.Song!.Name));
    }

    [Fact]
    public async Task The_screen_of_a_host_is_kept_awake_and_that_of_a_guest_is_not()
    {
        await using var browser = await WholeBrowser();
        var (host, guests) = await Playing(1, browser);
        foreach (var page in new[] { host, guests[0] })
        {
            await page.AddInitScriptAsync(
                """
                const { request } = WakeLock.prototype;
                WakeLock.prototype.request = async function (kind) {
                  const lock = await request.call(this, kind);
                  const { dataset } = document.documentElement;
                  dataset.screen = `${Number(dataset.screen ?? 0) + 1} ${kind} ${lock.released}`;
                  return lock;
                };
                """
            );
            await page.ReloadAsync();
            await Expect(page.Votes()).ToHaveCountAsync(4);
        }

        await Expect(host.Locator("html")).ToHaveAttributeAsync("data-screen", "1 screen false");
        Assert.Null(await guests[0].Locator("html").GetAttributeAsync("data-screen"));
    }

    [Fact]
    public async Task A_device_that_nobody_chose_does_not_look_chosen_and_the_set_up_asks_for_one()
    {
        const string colours = "all => all.map((radio) => getComputedStyle(radio).backgroundColor)";
        await Sandbox.AddDevice(HostName, "Balcony");
        var host = await Host();
        await host.Locator(".record").First.ClickAsync();
        var radios = host.Locator(".device input");
        await Expect(host.GetByText("None of these plays just now. Choose the one you want.")).ToBeVisibleAsync();
        var unchosen = await radios.EvaluateAllAsync<string[]>(colours);
        Assert.InRange(unchosen.Length, 2, int.MaxValue);

        await host.Button("Show the code").ClickAsync();
        await Expect(host.GetByText("Choose where the music shall play first.")).ToBeVisibleAsync();
        await host.GetByRole(AriaRole.Radio, new() { Name = "Balcony" }).CheckAsync();
        await Expect(host.GetByText("None of these plays just now.")).ToBeHiddenAsync();
        var chosen = await radios.EvaluateAllAsync<string[]>(colours);
        Assert.Single(chosen.Except(unchosen));
        Assert.Single(unchosen.Distinct());
    }

    [Fact]
    public async Task Where_no_phone_can_come_in_the_set_up_and_the_lobby_say_so_with_the_cure()
    {
        var host = await Host();
        await host.Locator(".record").First.ClickAsync();
        await Expect(host.GetByText("No phone can come in at 127.0.0.1")).ToBeVisibleAsync();
        await Expect(host.GetByText("--Web:PublicUrl")).ToBeVisibleAsync();
        await host.GetByRole(AriaRole.Radio, new() { Name = "Kitchen computer" }).CheckAsync();
        await host.Button("Show the code").ClickAsync();
        await Expect(host.Button("Start the music")).ToBeVisibleAsync();
        await Expect(host.GetByText("No phone can come in at 127.0.0.1").First).ToBeVisibleAsync();
        await Expect(host.GetByAltText("QR code that leads straight in")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Without_Premium_the_music_waits_and_all_are_told_why()
    {
        var host = await HostInLobby();
        var guest = await GuestOf(host);
        await Sandbox.ChangePerson(HostName, premium: false);
        await host.Button("Start the music").ClickAsync();
        await Expect(host.GetByText("Spotify lets only Premium accounts be played from here, and this one has none.").First)
            .ToBeVisibleAsync();
        await Expect(guest.GetByText("Spotify does not let this account play from here, so the music waits.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_a_playlist_the_set_up_says_what_to_do()
    {
        var newcomer = Visitor();
        await newcomer.SignIn("firstspin", "/signin?for=party");
        var page = await Open("/party", newcomer);
        await Expect(page.Heading("No playlist of your own yet")).ToBeVisibleAsync();
    }
}
