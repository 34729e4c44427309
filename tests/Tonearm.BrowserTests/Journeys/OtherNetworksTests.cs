using System.Net;
using Dapper;
using Microsoft.Playwright;
using Npgsql;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Journeys;

/// <summary>Phones on networks that lie: silent lines, portals, no cookies; and people who write otherwise than we do.</summary>
public sealed class OtherNetworksTests(Chromium chromium, TestPostgres postgres, TestSandboxes sandboxes)
    : PartyJourney(chromium, postgres, sandboxes)
{
    [Fact]
    public async Task From_Wi_Fi_to_mobile_the_socket_stays_open_and_silent_and_the_page_is_right_again()
    {
        LosesItsNetwork();
        var (host, _) = await Playing(0);
        await using var network = new Relay(App.Address);
        var guest = await GuestOn(network, host);
        var track = (await Told(host)).Ballot[1].Track.Id;

        network.SwallowWhatIsOpen();
        await host.Vote(track).Heart().ClickAsync();

        // Nobody tells it: it finds out by itself.
        await Expect(guest.Vote(track).Likes()).ToHaveTextAsync("1");
        await Expect(guest.Line()).ToHaveAttributeAsync("data-line", "ok");
    }

    [Fact]
    public async Task A_change_of_network_is_believed_only_when_the_line_itself_answers_and_a_portal_is_no_answer()
    {
        LosesItsNetwork();
        var (host, _) = await Playing(0);
        await using var network = new Relay(App.Address);
        var guest = await GuestOn(network, host);
        var track = (await Told(host)).Ballot[2].Track.Id;

        network.BePortal(true);
        network.SwallowWhatIsOpen();
        await guest.EvaluateAsync("dispatchEvent(new Event('online'))");
        await Expect(guest.GetByText("No connection. It comes back by itself.")).ToBeVisibleAsync();
        await host.Vote(track).Heart().ClickAsync();
        network.BePortal(false);

        await Expect(guest.Vote(track).Likes()).ToHaveTextAsync("1");
        await Expect(guest.Line()).ToHaveAttributeAsync("data-line", "ok");
    }

    [Fact]
    public async Task The_phones_clock_is_set_back_by_an_hour_in_mid_song_and_the_song_is_where_it_was()
    {
        var (host, guests) = await Playing(1);
        await App.Advance(TimeSpan.FromSeconds(20));
        var guest = guests[0];
        await guest.ReloadAsync();
        await Expect(guest.Locator("[data-song-at]")).Not.ToHaveTextAsync("0:00");

        await guest.EvaluateAsync("const real = Date.now; Date.now = () => real() - 3_600_000");
        await host.Vote((await Told(host)).Ballot[0].Track.Id).Heart().ClickAsync();
        await Expect(guest.Vote((await Told(host)).Ballot[0].Track.Id).Likes()).ToHaveTextAsync("1");

        await Expect(guest.Locator("[data-song-at]")).Not.ToHaveTextAsync("0:00");
        await guest.Vote((await Told(host)).Ballot[0].Track.Id).Heart().ClickAsync();
        await Expect(host.Vote((await Told(host)).Ballot[0].Track.Id).Likes()).ToHaveTextAsync("2");
    }

    [Fact]
    public async Task With_cookies_off_the_page_says_so_and_what_to_do()
    {
        Meets(HttpStatusCode.Forbidden);
        var host = await HostInLobby();
        await using var network = new Relay(App.Address, losesCookies: true);
        var guest = await Meet(await Browser.NewContextAsync(new() { BaseURL = network.Address.ToString() }));
        await guest.GotoAsync("/");
        await guest.GetByLabel(PartyJourney.CodeField).PressSequentiallyAsync(await host.Code());

        await Expect(guest.Heading("Your browser keeps no cookies")).ToBeVisibleAsync();
        await Expect(guest.GetByText("Allow cookies for this address")).ToBeVisibleAsync();
        await guest.Link("Try again").ClickAsync();
        await Expect(guest.Heading("Your browser keeps no cookies")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("Arabic", "٠١٢٣٤٥٦٧٨٩")]
    [InlineData("Persian", "۰۱۲۳۴۵۶۷۸۹")]
    [InlineData("full-width", "０１２３４５６７８９")]
    public async Task A_code_typed_in_the_digits_of_another_script_leads_in(string script, string digits)
    {
        var host = await HostInLobby();
        var code = string.Concat((await host.Code()).Select(digit => digits[digit - '0']));
        Assert.NotEmpty(script);
        await (await Open()).ComeIn(code);
        var other = await Open();
        await other.GetByLabel(PartyJourney.CodeField).FocusAsync();
        await other.Keyboard.InsertTextAsync($"Code: \u200e{code}");
        await other.Arrives("/party/");
        var plain = await Open("/", script: false);
        await plain.GetByLabel(PartyJourney.CodeField).FillAsync(code);
        await plain.Button("Come in").ClickAsync();
        await Expect(plain.GetByText("You are in")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Titles_of_another_direction_or_three_hundred_letters_or_none_leave_the_words_around_them_where_they_are()
    {
        var (host, guests) = await Playing(1);
        var guest = guests[0];
        var ballot = (await Told(host)).Ballot;
        await Rename(ballot[0].Track.Id, "شريط \u202eevil", "");
        await Rename(ballot[1].Track.Id, string.Concat(Enumerable.Repeat("👩‍👩‍👧é", 150)), "Somebody");
        await Rename(ballot[2].Track.Id, "", "");
        await guest.ReloadAsync();
        await guest.SetViewportSizeAsync(320, 640);

        await Expect(guest.Vote(ballot[2].Track.Id).GetByText("No title")).ToBeVisibleAsync();
        await Expect(guest.Vote(ballot[0].Track.Id).Heart()).ToHaveAttributeAsync("aria-label", "Like \u2068شريط evil\u2069");
        await Expect(guest.Vote(ballot[0].Track.Id).Locator(".vote-title bdi")).ToHaveTextAsync("شريط \u202eevil");
        // Nothing sticks out of a small phone, and the heart of each row is where the others are.
        Assert.True(await guest.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        Assert.Single(
            await guest
                .Locator("[data-votes] .heart")
                .EvaluateAllAsync<double[]>("hearts => [...new Set(hearts.map((heart) => heart.getBoundingClientRect().x))]")
        );
    }

    private async Task Rename(string track, string title, string artists)
    {
        await using var connection = new NpgsqlConnection(App.Database);
        await connection.ExecuteAsync(
            "update party_tracks set title = @title, artists = @artists where track_id = @track",
            new
            {
                track,
                title,
                artists,
            }
        );
    }

    /// <summary>A guest in the room, whose phone reaches it through this network only.</summary>
    private async Task<IPage> GuestOn(Relay network, IPage host)
    {
        var guest = await Meet(await Browser.NewContextAsync(new() { BaseURL = network.Address.ToString() }));
        await guest.GotoAsync(new Uri((await Told(host)).Link).AbsolutePath);
        await Expect(guest.Votes()).ToHaveCountAsync(4);
        return guest;
    }
}
