using System.Net;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Journeys;

/// <summary>What phones do: they lock, lose the network, go back and forth, reload, close, and are slow.</summary>
public sealed class PhoneTests(Chromium chromium, TestPostgres postgres, TestSandboxes sandboxes)
    : PartyJourney(chromium, postgres, sandboxes)
{
    [Fact]
    public async Task A_locked_phone_that_wakes_is_right_again()
    {
        var (host, guests) = await Playing(1);
        var guest = guests[0];
        var ballot = (await Told(host)).Ballot;
        await guest.Vote(ballot[1].Track.Id).Heart().ClickAsync();
        await Expect(host.Vote(ballot[1].Track.Id).Likes()).ToHaveTextAsync("1");

        var phone = await guest.Context.NewCDPSessionAsync(guest);
        await phone.SendAsync("Page.setWebLifecycleState", new() { ["state"] = "frozen" });
        await host.Vote(ballot[1].Track.Id).Heart().ClickAsync();
        await Expect(host.Vote(ballot[1].Track.Id).Likes()).ToHaveTextAsync("2");
        await phone.SendAsync("Page.setWebLifecycleState", new() { ["state"] = "active" });

        await Expect(guest.Vote(ballot[1].Track.Id).Likes()).ToHaveTextAsync("2");
        await Expect(guest.Vote(ballot[1].Track.Id).Heart()).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task Without_a_network_the_page_says_so_and_a_like_made_meanwhile_counts_afterwards()
    {
        LosesItsNetwork();
        var (host, guests) = await Playing(1);
        var guest = guests[0];
        var ballot = (await Told(host)).Ballot;

        await guest.Context.SetOfflineAsync(true);
        await Expect(guest.GetByText("No connection. It comes back by itself.")).ToBeVisibleAsync();
        var tapped = guest.Vote(ballot[2].Track.Id);
        await tapped.Heart().ClickAsync();
        await Expect(tapped.Heart()).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(tapped.Likes()).ToHaveTextAsync("1");
        await guest.Context.SetOfflineAsync(false);

        await Expect(host.Vote(ballot[2].Track.Id).Likes()).ToHaveTextAsync("1");
        await Expect(guest.Line()).ToHaveAttributeAsync("data-line", "ok");
        await Expect(tapped.Likes()).ToHaveTextAsync("1");
    }

    [Fact]
    public async Task A_like_that_does_not_count_is_taken_back_and_said()
    {
        Meets(HttpStatusCode.Conflict);
        var (host, guests) = await Playing(1);
        var guest = guests[0];
        var track = (await Told(host)).Ballot[0].Track.Id;
        var held = new TaskCompletionSource<IRoute>();
        await guest.RouteAsync("**/likes/*", route => held.TrySetResult(route));

        await guest.Vote(track).Heart().ClickAsync();
        await Expect(guest.Vote(track).Heart()).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(guest.Vote(track).Likes()).ToHaveTextAsync("1");
        await (await held.Task).FulfillAsync(
            new()
            {
                Status = 409,
                ContentType = "application/problem+json",
                Body = """{"detail":"Voting has closed.","round":1}""",
            }
        );

        await Expect(guest.Vote(track).Heart()).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(guest.Vote(track).Likes()).ToHaveTextAsync("0");
        await Expect(guest.GetByText("That like came too late: voting has closed.")).ToBeAttachedAsync();
    }

    [Fact]
    public async Task The_back_button_brings_the_page_as_it_was_and_it_lives()
    {
        var (host, _) = await Playing(0);
        await using var browser = await WholeBrowser();
        var guest = await Meet(
            await browser.NewContextAsync(new() { BaseURL = App.Address.ToString(), ReducedMotion = ReducedMotion.Reduce })
        );
        await guest.GotoAsync((await Told(host)).Link);
        await Expect(guest.Votes()).ToHaveCountAsync(4);
        await guest.EvaluateAsync("addEventListener('pageshow', (event) => { document.body.dataset.cached = event.persisted; })");

        await guest.Link("Tonearm").ClickAsync();
        await Expect(guest.Heading("Join the party")).ToBeVisibleAsync();
        var track = (await Told(host)).Ballot[1].Track.Id;
        await host.Vote(track).Heart().ClickAsync();
        await Expect(host.Vote(track).Likes()).ToHaveTextAsync("1");
        await guest.EvaluateAsync("history.back()");

        await Expect(guest.Locator("body")).ToHaveAttributeAsync("data-cached", "true");
        await Expect(guest.Vote(track).Likes()).ToHaveTextAsync("1");
        await guest.Vote(track).Heart().ClickAsync();
        await Expect(host.Vote(track).Likes()).ToHaveTextAsync("2");
    }

    [Fact]
    public async Task A_host_who_reloads_has_not_left()
    {
        var (host, guests) = await Playing(1);
        var told = new TaskCompletionSource();
        host.WebSocket += (_, line) => line.FrameReceived += (_, _) => told.TrySetResult();
        await host.ReloadAsync();
        await told.Task.WaitAsync(TestContext.Current.CancellationToken);
        await Until(async () => (await Told(guests[0])).People == 2);
        await App.Advance(TimeSpan.FromSeconds(10));
        await Expect(host.Votes()).ToHaveCountAsync(4);
        await Until(async () => (await Told(guests[0])) is { GraceUntil: null, People: 2 });
        await Expect(guests[0].Locator("[data-grace]")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task When_the_host_closes_the_page_all_see_the_countdown_and_a_return_stops_it()
    {
        var (host, guests) = await Playing(1);
        var room = host.Url;
        await host.GotoAsync("about:blank");
        await Until(async () => (await Told(guests[0])).People == 1);
        await App.Advance(TimeSpan.FromSeconds(7));
        await Expect(guests[0].GetByText("has left. The party ends in")).ToBeVisibleAsync();

        await host.GotoAsync(room);
        await Until(async () => (await Told(guests[0])).People == 2);
        await App.Advance(TimeSpan.FromSeconds(3));
        await Expect(guests[0].Locator("[data-grace]")).ToBeHiddenAsync();

        await host.GotoAsync("about:blank");
        await Until(async () => (await Told(guests[0])).People == 1);
        await App.Advance(TimeSpan.FromSeconds(7));
        await Expect(guests[0].GetByText("has left. The party ends in")).ToBeVisibleAsync();
        await App.Advance(TimeSpan.FromMinutes(2));
        await guests[0].Arrives("/?ended=left");
        await Expect(guests[0].GetByText("The host has left, so the party is over.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task On_a_slow_phone_with_a_slow_network_a_tap_still_shows_at_once()
    {
        var (host, guests) = await Playing(1);
        var guest = guests[0];
        var phone = await guest.Context.NewCDPSessionAsync(guest);
        await phone.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = 6 });
        await phone.SendAsync("Network.enable");
        await phone.SendAsync(
            "Network.emulateNetworkConditions",
            new()
            {
                ["offline"] = false,
                ["latency"] = 400,
                ["downloadThroughput"] = 50_000,
                ["uploadThroughput"] = 20_000,
            }
        );
        await guest.ReloadAsync();
        await Expect(guest.Votes()).ToHaveCountAsync(4);

        var track = (await Told(host)).Ballot[3].Track.Id;
        // Within the task of the tap itself: no answer can have come by then.
        var shown = await guest
            .Vote(track)
            .Heart()
            .EvaluateAsync<string>(
                "heart => { heart.click(); return heart.ariaPressed + heart.closest('li').querySelector('[data-count]').textContent; }"
            );
        Assert.Equal("true1", shown);
        await Expect(host.Vote(track).Likes()).ToHaveTextAsync("1");
        await Expect(guest.Vote(track).Likes()).ToHaveTextAsync("1");
    }

    [Fact]
    public async Task A_host_who_looks_at_another_page_and_comes_back_has_not_left()
    {
        await using var browser = await WholeBrowser();
        var host = await HostInLobby(browser);
        await host.Button("Start the music").ClickAsync();
        await Expect(host.Votes()).ToHaveCountAsync(4);
        await App.Advance(TimeSpan.FromSeconds(2));
        var guest = await GuestOf(host);
        await host.EvaluateAsync("addEventListener('pageshow', (event) => { document.body.dataset.cached = event.persisted; })");

        await host.Link("Tonearm").ClickAsync();
        await Expect(host.Heading("Join the party")).ToBeVisibleAsync();
        await Until(async () => (await Told(guest)).People == 1);
        await App.Advance(TimeSpan.FromSeconds(20));
        Assert.Null((await Told(guest)).GraceUntil);
        await host.EvaluateAsync("history.back()");
        await Expect(host.Locator("body")).ToHaveAttributeAsync("data-cached", "true");
        await host.Button("Pause").ClickAsync();
        await Expect(guest.GetByText("standing still")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_tap_hits_the_song_it_was_aimed_at_200_of_200_times_in_a_crowd_of_20()
    {
        var (host, guests) = await Playing(1);
        var (phone, told) = (guests[0], await Told(host));
        var ids = told.Ballot.Select(entry => entry.Track.Id).ToArray();
        var rows = new PartyRows(told.Id, Guid.Empty, told.Code, "", [], 4);
        var crowd = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Guest.In(App, rows)));
        await phone.EvaluateAsync(
            """
            () => {
              globalThis.hits = [];
              document.querySelector('[data-votes]').addEventListener('click', (event) =>
                hits.push(event.target.closest('.heart')?.closest('[data-track]').dataset.track));
            }
            """
        );
        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var voting = Vote(over.Token);
        var (random, aimed) = (new Random(20), new List<string>());
        for (var tap = 0; tap < 200; tap++)
        {
            aimed.Add(ids[random.Next(ids.Length)]);
            var spot = await phone.EvaluateAsync<float[]>(
                "(track) => { const box = document.querySelector(`[data-track='${track}'] .heart`).getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; }",
                aimed[^1]
            );
            if (tap % 50 == 0)
                await Task.Delay(TimeSpan.FromMilliseconds(350), TimeProvider.System, TestContext.Current.CancellationToken);
            await phone.Mouse.ClickAsync(spot[0], spot[1]);
        }

        await over.CancelAsync();
        await voting;
        foreach (var guest in crowd)
            guest.Dispose();
        Assert.Equal(aimed, await phone.EvaluateAsync<string[]>("() => hits"));

        async Task Vote(CancellationToken stop)
        {
            for (var turn = 0; !stop.IsCancellationRequested; turn++)
            {
                await crowd[turn % crowd.Length].Likes(rows, ids[turn * 7 / 3 % ids.Length]);
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
            }
        }
    }

    [Fact]
    public async Task The_winner_rises_when_voting_has_closed_without_motion_for_who_asked_for_that()
    {
        var (host, _) = await Playing(0);
        const string watch = """
            const { animate } = Element.prototype;
            Element.prototype.animate = function (...how) {
              document.documentElement.dataset.moved = 'yes';
              return animate.apply(this, how);
            };
            """;
        var calm = await Meet(await Moving(ReducedMotion.Reduce));
        var lively = await Meet(await Moving(ReducedMotion.NoPreference));
        foreach (var page in new[] { calm, lively })
        {
            await page.AddInitScriptAsync(watch);
            await page.GotoAsync((await Told(host)).Link);
            await Expect(page.Votes()).ToHaveCountAsync(4);
        }

        var ballot = (await Told(host)).Ballot;
        await host.Vote(ballot[3].Track.Id).Heart().ClickAsync();
        foreach (var page in new[] { calm, lively })
        {
            await Expect(page.Vote(ballot[3].Track.Id)).ToHaveAttributeAsync("data-first", "");
            await Expect(page.Votes().First).ToHaveAttributeAsync("data-track", ballot[0].Track.Id);
        }

        await UntilVotingCloses(host);
        foreach (var page in new[] { calm, lively })
            await Expect(page.Votes().First).ToHaveAttributeAsync("data-track", ballot[3].Track.Id);
        await Expect(lively.Locator("html")).ToHaveAttributeAsync("data-moved", "yes");
        await Expect(calm.Locator("html")).Not.ToHaveAttributeAsync("data-moved", "yes");
    }

    private Task<IBrowserContext> Moving(ReducedMotion how) =>
        Browser.NewContextAsync(
            new()
            {
                BaseURL = App.Address.ToString(),
                ViewportSize = new() { Width = 390, Height = 844 },
                ReducedMotion = how,
            }
        );
}
