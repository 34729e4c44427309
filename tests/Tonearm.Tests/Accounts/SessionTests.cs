using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace Tonearm.Tests.Accounts;

/// <summary>A sign-in that has ended while its pages were open, and one that is to be somebody else's.</summary>
public sealed class SessionTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    [Theory]
    [InlineData("/accounts/erase", "/accounts")]
    [InlineData("/guard/protect", "/guard?sort=title")]
    public async Task A_form_on_a_page_left_open_says_that_the_sign_in_has_ended_and_leads_back_to_the_page(string form, string page)
    {
        using var person = App.Visitor();
        using var answer = await person.Send(
            HttpMethod.Post,
            form,
            null,
            ("Accept", "text/html"),
            ("Referer", new Uri(App.Address, page).AbsoluteUri),
            ("Sec-Fetch-Site", "same-origin")
        );

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Nothing was changed", text, StringComparison.Ordinal);
        Assert.Contains($"/signin?returnUrl={Uri.EscapeDataString(page)}", WebUtility.HtmlDecode(text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_asks_for_itself_after_the_sign_in_has_ended_is_not_sent_to_Spotify()
    {
        using var person = App.Visitor();
        using var answer = await person.Send(
            HttpMethod.Get,
            "/accounts",
            null,
            ("Accept", "text/html"),
            ("Sec-Fetch-Mode", "cors"),
            ("Sec-Fetch-Site", "same-origin")
        );

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Linking_begun_by_somebody_whose_sign_in_ends_at_Spotify_links_nothing_and_says_why()
    {
        using var person = await SignedIn("kitchenradio");
        using var begun = await person.Send(HttpMethod.Get, "/accounts/link");
        var back = await person.Agree(begun.Headers.Location!, "northlightrecords");
        foreach (System.Net.Cookie cookie in person.Cookies)
            if (cookie.Name == "tonearm-owner")
                cookie.Expired = true;
        using var answer = await person.Http.GetAsync(back, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("You are signed out of Tonearm", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(1, await Scalar<int>("select count(*) from accounts"));
    }

    [Fact]
    public async Task After_a_sign_out_Spotifys_dialog_is_shown_so_that_somebody_else_can_sign_in()
    {
        using var person = App.Visitor();
        Assert.Equal("false", await Dialog(person, "/signin"));
        await person.SignIn("kitchenradio");
        Assert.Equal("false", await Dialog(person, "/signin"));

        await SignOut(person);
        Assert.Equal("true", await Dialog(person, "/signin"));
        Assert.Equal("true", await Dialog(person, "/signin?for=party"));

        await person.SignIn("northlightrecords");
        Assert.Equal("northlightrecords", Assert.Single(await person.Accounts()).SpotifyUser);
        Assert.Equal("false", await Dialog(person, "/signin"));
    }

    [Fact]
    public async Task Linking_and_choosing_show_Spotifys_dialog()
    {
        using var person = await SignedIn("kitchenradio");

        Assert.Equal("true", await Dialog(person, "/accounts/link"));
        Assert.Equal("true", await Dialog(person, "/signin?choose=true"));
    }

    [Fact]
    public async Task Whoever_links_the_account_they_have_is_told_how_to_choose_another()
    {
        using var person = await SignedIn("kitchenradio");
        await person.Link("kitchenradio");
        using var page = await person.Send(HttpMethod.Get, "/accounts");

        Assert.Contains("“Not you?”", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_that_Spotify_takes_for_old_is_not_called_a_wrong_setting()
    {
        using var person = App.Visitor();
        using var begun = await person.Send(HttpMethod.Get, "/signin");
        var back = await person.Agree(begun.Headers.Location!, "kitchenradio");
        await Sandbox.Advance(TimeSpan.FromMinutes(11));
        using var answer = await person.Http.GetAsync(back, Cancel);

        Assert.Contains("This sign-in came too late", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private static async Task SignOut(Person person)
    {
        using var page = await person.Send(HttpMethod.Get, "/accounts");
        using var form = new FormUrlEncodedContent([new(FormToken.Name, FormToken.Of(await page.Content.ReadAsStringAsync(Cancel)))]);
        using var answer = await person.Http.PostAsync(new Uri("/signout", UriKind.Relative), form, Cancel);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private static async Task<string> Dialog(Person person, string address)
    {
        using var answer = await person.Send(HttpMethod.Get, address);
        return QueryHelpers.ParseQuery(answer.Headers.Location!.Query)["show_dialog"].ToString();
    }
}
