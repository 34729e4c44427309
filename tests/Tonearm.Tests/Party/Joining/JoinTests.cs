using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Tonearm.Tests.Party.Joining;

public sealed class JoinTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    [Fact]
    public async Task A_guest_is_a_device_however_often_and_by_whatever_way_it_comes_in()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow(), code: "012345");
        using var guest = new Guest(App);

        foreach (var (code, secret) in new (string?, string?)[] { ("012345", null), ("012 345", null), (null, party.Secret) })
        {
            using var answer = await guest.Join(code, secret);
            Assert.Equal(party.Id, (Guid)(await answer.Content.ReadFromJsonAsync<JsonObject>(Cancel))!["id"]!);
        }

        Assert.Equal(1, await Scalar<int>("select count(*) from party_guests"));
        var cookie = Assert.Single(guest.Cookies.GetAllCookies());
        Assert.Equal(("tonearm-guest", true, false), (cookie.Name, cookie.HttpOnly, cookie.Secure));
        Assert.DoesNotContain((await Scalar<Guid>("select guest_id from party_guests")).ToString("N"), cookie.Value, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_wrong_code_and_that_of_a_party_that_is_over_are_told_kindly()
    {
        await PartyRows.Insert(Database, App.Clock.GetUtcNow(), code: "111111", phase: "ended");
        using var guest = new Guest(App);

        using var wrong = await guest.Join("222222");
        using var over = await guest.Join("111111");
        using var noSecret = await guest.Join(secret: "no such thing");

        Assert.Equal((HttpStatusCode.NotFound, "unknown"), await Told(wrong));
        Assert.Equal((HttpStatusCode.Gone, "ended"), await Told(over));
        Assert.Equal((HttpStatusCode.NotFound, "unknown"), await Told(noSecret));
        Assert.Equal(0, await Scalar<int>("select count(*) from party_guests"));
    }

    [Fact]
    public async Task What_a_messenger_shows_of_a_link_tells_nothing_of_the_party_and_counts_nobody()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow(), code: "012345");
        using var messenger = new HttpClient { BaseAddress = App.Address };
        messenger.DefaultRequestHeaders.UserAgent.ParseAdd("WhatsApp/2.23.20.0");
        List<string> pages = [];
        foreach (var path in new[] { $"/j/{party.Secret}", "/j/no-such-thing", $"/party/{party.Id}", "/guard" })
            pages.Add(Regex.Replace(await messenger.GetStringAsync(new Uri(path, UriKind.Relative), Cancel), "href=\"[^\"]*\"", ""));
        using var head = await messenger.SendAsync(new(HttpMethod.Head, $"/j/{party.Secret}"), Cancel);

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(0, await Scalar<int>("select count(*) from party_guests"));
        Assert.Contains("content=\"Join the party\"", pages[0]);
        Assert.Equal(pages[0], pages[1]);
        Assert.Contains("content=\"Guard\"", pages[3]);
        Assert.All(pages, page => Assert.DoesNotContain("012345", page, StringComparison.Ordinal));

        // The guest who was sent the link comes in by it.
        using var guest = new Guest(App);
        using var came = await guest.Send(HttpMethod.Get, $"/j/{party.Secret}");
        Assert.Equal($"/party/{party.Id}", came.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"code":""}""")]
    [InlineData("""{"code":"12345"}""")]
    [InlineData("""{"code":"abcdef"}""")]
    [InlineData("""{"code":"123456","secret":"both"}""")]
    [InlineData("""{"code":123456}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task What_is_no_code_is_told_so(string body)
    {
        using var guest = new Guest(App);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await guest.Send(HttpMethod.Post, "/api/join", content);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task A_code_in_whatever_digits_and_with_whatever_around_it_leads_in()
    {
        var parties = new Dictionary<string, PartyRows>();
        foreach (var code in new[] { "822737", "000000" }) parties[code] = await PartyRows.Insert(Database, App.Clock.GetUtcNow(), code: code);
        // The table that digits.ts is tried with, too.
        var table = JsonSerializer.Deserialize<string?[][]>(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Party", "Pages", "codes.json"), Cancel))!;

        foreach (var row in table)
        {
            using var guest = new Guest(App);
            using var answer = await guest.Join(row[0]);
            using var form = await guest.JoinByForm(row[0]!);

            Assert.Equal((row[0], row[1] is null ? HttpStatusCode.BadRequest : HttpStatusCode.OK), (row[0], answer.StatusCode));
            Assert.Equal((row[0], row[1] is { } code ? $"/party/{parties[code].Id}" : null), (row[0], form.Headers.Location?.ToString()));
        }
    }

    [Fact]
    public async Task A_guest_who_is_in_types_the_code_again_at_a_full_door_and_is_in()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow(), code: "123123");
        using var inside = await Guest.In(App, party);
        // Somebody on the same device, or at the same address, has tried too often.
        while ((await Guess(inside, 1))[0] != HttpStatusCode.TooManyRequests)
        {
            // Once more.
        }

        using var again = await inside.Join("123123");
        using var guess = await inside.Join("123124");

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, guess.StatusCode);
    }

    [Fact]
    public async Task A_browser_that_keeps_no_cookies_is_told_so_by_every_way_in_and_nobody_else_is()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        using var without = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = App.Address };
        without.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var with = new HttpClient(new SocketsHttpHandler()) { BaseAddress = App.Address };
        with.DefaultRequestHeaders.Accept.ParseAdd("text/html");

        foreach (var address in new[] { $"/j/{party.Secret}", $"/party/{party.Id}", "/signin/spotify?code=x&state=y" })
        {
            using var answer = await without.GetAsync(new Uri(address, UriKind.Relative), Cancel);
            Assert.Contains("Your browser keeps no cookies", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        using var form = await without.PostAsync(new Uri("/join", UriKind.Relative), new FormUrlEncodedContent([new("code", party.Code)]), Cancel);
        Assert.Contains("Your browser keeps no cookies", await form.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        // A browser that has none yet is no browser that keeps none.
        using var first = await with.GetAsync(new Uri($"/party/{party.Id}", UriKind.Relative), Cancel);
        Assert.Contains("Type the six digits to come in", await first.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var stale = await without.GetAsync(new Uri($"/party/{party.Id}?cookies=made-up", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Cancel);
        using var signIn = await with.GetAsync(new Uri("/signin/spotify?code=x&state=y", UriKind.Relative), Cancel);
        Assert.Contains("This sign-in was lost on the way", await signIn.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_guests_come_in_at_once_while_others_behind_their_router_guess()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow(), code: "999999");
        // Honest phones have opened the start page; some mistype at first.
        var honest = Enumerable.Range(0, 100).Select(_ => new Guest(App)).ToArray();
        foreach (var guest in honest)
            using (await guest.Send(HttpMethod.Get, "/"))
            {
            }

        using var guesser = new Guest(App);

        // All at the same time: one device that guesses, sixty that guess without a page of ours, and those who have the right code.
        var oneDevice = Guess(guesser, 40);
        var manyDevices = GuessWithMany(60);
        var joined = Task.WhenAll(honest.Select(async (guest, i) =>
        {
            if (i < 15)
                using (await guest.Join("900000"))
                {
                }

            using var answer = await guest.Join(party.Code);
            return answer.StatusCode;
        }));

        Assert.All(await joined, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.InRange((await oneDevice).Count(status => status == HttpStatusCode.NotFound), 1, 10);
        Assert.InRange((await manyDevices).Count(status => status == HttpStatusCode.NotFound), 1, 20);
        // And once the guessers have spent all that strangers here may try.
        using var late = new Guest(App);
        using (await late.Send(HttpMethod.Get, "/"))
        using (var comesIn = await late.Join(party.Code))
            Assert.Equal(HttpStatusCode.OK, comesIn.StatusCode);

        // The secret is still open to everybody, and the guesser may try again later.
        using (var byLink = await guesser.Join(secret: party.Secret))
            Assert.Equal(HttpStatusCode.OK, byLink.StatusCode);
        using (var now = await guesser.Join("900001"))
        {
            Assert.Equal((HttpStatusCode.TooManyRequests, "tries"), await Told(now));
            App.Clock.Advance(now.Headers.RetryAfter!.Delta!.Value);
        }

        using var later = await guesser.Join("900001");
        Assert.Equal(HttpStatusCode.NotFound, later.StatusCode);
    }

    [Fact]
    public async Task Devices_by_the_dozen_guess_no_faster_than_their_address_may()
    {
        var guesses = 0;
        for (var device = 0; device < 60 && guesses < 1_000; device++)
        {
            using var guest = new Guest(App);
            App.Clock.Advance(TimeSpan.FromSeconds(6));
            guesses += (await Guess(guest, 12)).Count(status => status == HttpStatusCode.NotFound);
        }

        // Six minutes: what an address may do at once and sixty a minute, whatever the number of its devices.
        Assert.InRange(guesses, 300, 300 + 6 * 60 + 1);
    }

    [Fact]
    public async Task Hundreds_of_new_guests_from_one_address_are_slowed_and_the_host_is_told()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        using var host = await Guest.In(App, party);
        await Scalar<int>("update party_guests set host = true");
        Assert.False((await host.Snapshot(party)).Host!.Crowded);

        HttpStatusCode status;
        var inside = 1;
        do
        {
            using var guest = new Guest(App);
            using var answer = await guest.Join(secret: party.Secret);
            status = answer.StatusCode;
            if (status == HttpStatusCode.OK) inside++;
            else Assert.Equal("crowded", (await Told(answer)).Reason);
        }
        while (status == HttpStatusCode.OK);

        Assert.Equal(150, inside);
        Assert.True((await host.Snapshot(party)).Host!.Crowded);
        using (var again = await host.Join(party.Code))
            Assert.Equal(HttpStatusCode.OK, again.StatusCode);

        App.Clock.Advance(TimeSpan.FromSeconds(2));
        using var next = new Guest(App);
        using var comesIn = await next.Join(party.Code);
        Assert.Equal(HttpStatusCode.OK, comesIn.StatusCode);
    }

    [Fact]
    public async Task Only_a_trusted_proxy_is_believed_about_where_somebody_comes_from()
    {
        var behindProxy = await StartNode(settings: [("Web:TrustedProxies", "127.0.0.1")]);
        var behindTwo = await StartNode(settings: [("Web:TrustedProxies", "127.0.0.1, 10.0.0.0/24")]);

        Assert.Equal(20, await Guesses(App, _ => ""));
        Assert.Equal(40, await Guesses(behindProxy, _ => ""));
        // What somebody claims before the proxy has its word is only a claim.
        Assert.Equal(0, await Guesses(behindProxy, i => $"203.0.113.{i}, "));
        // Two proxies, one behind the other, are both named.
        Assert.Equal(40, await Guesses(behindTwo, _ => "", ", 10.0.0.3"));
        Assert.Contains(App.Log.Lines, line => line.Message.Contains("Web:TrustedProxies", StringComparison.Ordinal));
        Assert.DoesNotContain(behindProxy.Log.Lines.Concat(behindTwo.Log.Lines), line => line.Message.Contains("Web:TrustedProxies", StringComparison.Ordinal));

        async Task<int> Guesses(TonearmApp node, Func<int, string> claim, string second = "")
        {
            var guesses = 0;
            for (var i = 0; i < 60; i++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(node.Address, "/api/join")) { Content = JsonContent.Create(new { code = "000000" }) };
                request.Headers.Add("X-Forwarded-For", claim(i) + $"2001:db8:1:{i % 2 + 1}::{i:x}" + second);
                using var answer = await Http.SendAsync(request, Cancel);
                if (answer.StatusCode == HttpStatusCode.NotFound) guesses++;
            }

            return guesses;
        }
    }

    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseCookies = false });

    private static async Task<List<HttpStatusCode>> Guess(Guest guest, int times)
    {
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < times; i++)
        {
            using var answer = await guest.Join($"{i:D6}");
            statuses.Add(answer.StatusCode);
        }

        return statuses;
    }

    private async Task<List<HttpStatusCode>> GuessWithMany(int devices)
    {
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < devices; i++)
        {
            using var fresh = new Guest(App);
            statuses.AddRange(await Guess(fresh, 1));
        }

        return statuses;
    }

    private static async Task<(HttpStatusCode Status, string? Reason)> Told(HttpResponseMessage answer)
    {
        var problem = await answer.Content.ReadFromJsonAsync<JsonObject>(Cancel);
        Assert.EndsWith(".", (string)problem!["detail"]!, StringComparison.Ordinal);
        return (answer.StatusCode, (string?)problem["reason"]);
    }
}
