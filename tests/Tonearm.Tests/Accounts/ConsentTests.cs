using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace Tonearm.Tests.Accounts;

/// <summary>From one product to the other: why it is asked, and asked once.</summary>
public sealed partial class ConsentTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    [Theory]
    [InlineData("party", "/guard", "To guard, let Tonearm write")]
    [InlineData("guard", "/party", "To host, lend Tonearm your player")]
    public async Task Whoever_turns_to_the_other_product_is_told_why_and_agrees_once(string first, string other, string why)
    {
        using var person = App.Visitor();
        await person.SignIn("kitchenradio", $"/signin?for={first}");

        using var asked = await person.Send(HttpMethod.Get, other);
        var page = await asked.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Contains(why, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Fetching", page, StringComparison.Ordinal);

        using var begun = await person.Send(HttpMethod.Get, WebUtility.HtmlDecode(Way().Match(page).Groups[1].Value));
        var scopes = QueryHelpers.ParseQuery(begun.Headers.Location!.Query)["scope"].ToString().Split(' ');
        Assert.Contains("user-modify-playback-state", scopes);
        Assert.Contains("playlist-modify-private", scopes);
        using var back = await person.Http.GetAsync(await person.Agree(begun.Headers.Location, "kitchenradio"), Cancel);
        Assert.Equal(other, back.Headers.Location?.ToString());
        await person.Imported(Cancel);

        using var there = await person.Send(HttpMethod.Get, other);
        Assert.DoesNotContain(why, await there.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_account_that_was_not_asked_yet_keeps_nobody_from_the_others()
    {
        using var person = await SignedIn("kitchenradio");
        await person.SignIn("firstspin", "/accounts/link?for=party");
        var account = await person.Account("firstspin");

        using var guard = await person.Send(HttpMethod.Get, "/guard");
        var page = await guard.Content.ReadAsStringAsync(Cancel);

        Assert.Contains("has not been asked for what Guard needs yet", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-tone=\"bad\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Fetching", page, StringComparison.Ordinal);
        // The way there asks this account for all that it has agreed to, too.
        var scopes = await Asked(person, $"/accounts/link?for=guard&account={account.Id}&returnUrl=/guard");
        Assert.Contains($"account={account.Id}", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("user-modify-playback-state", scopes);
    }

    [Theory]
    [InlineData("guard", "party")]
    [InlineData("party", "guard")]
    public async Task Whoever_returns_to_the_other_product_after_their_session_is_asked_for_both_on_one_page(string first, string other)
    {
        using var person = App.Visitor();
        await person.SignIn("kitchenradio", $"/signin?for={first}");
        foreach (System.Net.Cookie cookie in person.Cookies)
            if (cookie.Name == "tonearm-owner")
                cookie.Expired = true;

        var scopes = await Asked(person, $"/signin?for={other}");

        Assert.Contains("user-modify-playback-state", scopes);
        Assert.Contains("playlist-modify-private", scopes);
    }

    [Fact]
    public async Task Whoever_comes_after_somebody_has_signed_out_is_asked_for_no_more_than_they_came_for()
    {
        using var person = await SignedIn("kitchenradio");
        await person.SignOut();

        Assert.DoesNotContain("playlist-modify-private", await Asked(person, "/signin?for=party"));
    }

    [Fact]
    public async Task What_a_browser_says_of_itself_asks_for_nothing_that_is_not_ours()
    {
        using var person = App.Visitor();
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/signin?for=party");
        asked.Headers.Add("Cookie", "tonearm-agreed=playlist-modify-private streaming");
        using var begun = await person.Http.SendAsync(asked, Cancel);

        Assert.DoesNotContain("streaming", begun.Headers.Location!.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_that_only_hosts_is_signed_in_anew_for_no_more_than_that()
    {
        using var person = App.Visitor();
        await person.SignIn("kitchenradio", "/signin?for=party");
        await Sandbox.Revoke("kitchenradio");
        await App.Advance(TimeSpan.FromHours(2));
        using (await person.Send(HttpMethod.Get, "/api/party/playlists")) { }

        using var accounts = await person.Send(HttpMethod.Get, "/accounts");
        var way = WebUtility.HtmlDecode(Way().Match(await accounts.Content.ReadAsStringAsync(Cancel)).Groups[1].Value);

        Assert.StartsWith("/accounts/link?for=party&", way, StringComparison.Ordinal);
        Assert.DoesNotContain("playlist-modify-private", await Asked(person, way));
    }

    /// <summary>The scopes that Spotify is to ask for.</summary>
    private static async Task<string[]> Asked(Person person, string address)
    {
        using var begun = await person.Send(HttpMethod.Get, address);
        return QueryHelpers.ParseQuery(begun.Headers.Location!.Query)["scope"].ToString().Split(' ');
    }

    [GeneratedRegex("class=\"button primary\" href=\"([^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Way();
}
