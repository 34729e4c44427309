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
        Assert.DoesNotContain(
            (await Scalar<Guid>("select guest_id from party_guests")).ToString("N"),
            cookie.Value,
            StringComparison.OrdinalIgnoreCase
        );
    }

    [Fact]
    public async Task A_wrong_code_and_that_of_a_party_that_is_over_are_told_kindly()
    {
        await PartyRows.Insert(Database, App.Clock.GetUtcNow(), code: "111111", phase: "ended");
        using var guest = new Guest(App);

        using var wrong = await guest.Join("222222");
        using var over = await guest.Join("111111");
        using var noSecret = await guest.Join(secret: "no such thing");

        Assert.Equal((HttpStatusCode.NotFound, "unknown"), await wrong.Told());
        Assert.Equal((HttpStatusCode.Gone, "ended"), await over.Told());
        Assert.Equal((HttpStatusCode.NotFound, "unknown"), await noSecret.Told());
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

        Assert.Equal(
            (HttpStatusCode.BadRequest, "application/problem+json"),
            (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType)
        );
    }

    [Fact]
    public async Task A_code_in_whatever_digits_and_with_whatever_around_it_leads_in()
    {
        var parties = new Dictionary<string, PartyRows>();
        foreach (var code in new[] { "822737", "000000" })
            parties[code] = await PartyRows.Insert(Database, App.Clock.GetUtcNow(), code: code);
        // The table that digits.ts is tried with, too.
        var table = JsonSerializer.Deserialize<string?[][]>(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Party", "Pages", "codes.json"), Cancel)
        )!;

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

        using var form = await without.PostAsync(
            new Uri("/join", UriKind.Relative),
            new FormUrlEncodedContent([new("code", party.Code)]),
            Cancel
        );
        Assert.Contains("Your browser keeps no cookies", await form.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        // A browser that has none yet is no browser that keeps none.
        using var first = await with.GetAsync(new Uri($"/party/{party.Id}", UriKind.Relative), Cancel);
        Assert.Contains("Type the six digits to come in", await first.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var stale = await without.GetAsync(
            new Uri($"/party/{party.Id}?cookies=made-up", UriKind.Relative),
            HttpCompletionOption.ResponseHeadersRead,
            Cancel
        );
        using var signIn = await with.GetAsync(new Uri("/signin/spotify?code=x&state=y", UriKind.Relative), Cancel);
        Assert.Contains("This sign-in was lost on the way", await signIn.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }
}
