namespace Tonearm.Tests.Spotify;

public sealed class BadAnswerTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private const string Listing = "/v1/me/playlists";
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("status", 500, "Spotify has trouble of its own and answers with an error.")]
    [InlineData("status", 502, "Spotify has trouble of its own and answers with an error.")]
    [InlineData("html", 200, "An answer came that is not Spotify’s.")]
    [InlineData("html", 503, "Spotify has trouble of its own and answers with an error.")]
    [InlineData("text", 200, "An answer came that is not Spotify’s.")]
    [InlineData("empty", 200, "An answer came that is not Spotify’s.")]
    [InlineData("half", null, "The connection to Spotify broke off in mid-answer.")]
    [InlineData("drop", null, "The connection to Spotify broke off in mid-answer.")]
    public async Task What_stays_wrong_is_told_and_loses_nothing_while_other_accounts_go_on(string kind, int? status, string sentence)
    {
        using var person = await SignedIn("kitchenradio", "northlightrecords");
        var playlist = await Protect(person, "kitchenradio");
        var other = await Protect(person, "northlightrecords");
        var before = await person.Playlists();
        await Sandbox.Fail(new(kind, status, Listing, Person: "kitchenradio"));
        await Sandbox.TakeDown(playlist.Id, "title");
        await Sandbox.TakeDown(other.Id, "title");

        var report = await person.Sweep();
        Assert.Equal($"{sentence} Guard tries again at the next look.", report.Accounts[0].Problem);
        Assert.Equal((null, 1), (report.Accounts[1].Problem, report.Accounts[1].Restored));
        Assert.Equal(before.Select(each => (each.Id, each.Mode)), (await person.Playlists()).Select(each => (each.Id, each.Mode)));
        Assert.Equal("ok", (await person.Account("kitchenradio")).Health);

        await Sandbox.EndFaults();
        report = await person.Sweep();
        Assert.Equal((null, 1), (report.Accounts[0].Problem, report.Accounts[0].Restored));
        Assert.Equal(playlist.Title, (await Sandbox.Truth(playlist.Id)).Title);
    }

    [Theory]
    [InlineData("status", 500, false)]
    [InlineData("status", 502, true)]
    [InlineData("drop", null, false)]
    [InlineData("drop", null, true)]
    [InlineData("html", 200, false)]
    [InlineData("empty", 200, true)]
    [InlineData("half", null, true)]
    public async Task A_write_that_Spotify_answers_badly_is_in_effect_in_the_end_and_not_told_twice(
        string kind,
        int? status,
        bool afterEffect
    )
    {
        using var person = await SignedIn("kitchenradio");
        var playlist = await Protect(person, "kitchenradio");
        await Sandbox.TakeDown(playlist.Id, "title");
        await Sandbox.Fail(new(kind, status, "/v1/playlists/*", "PUT", AfterEffect: afterEffect));
        await person.Sweep();
        await Sandbox.EndFaults();

        for (var look = 0; look < 2; look++)
        {
            await App.Advance(Settled);
            await person.Sweep();
        }

        Assert.Equal(playlist.Title, (await Sandbox.Truth(playlist.Id)).Title);
        Assert.Equal("as-you-want-it", (await person.Playlist(playlist.Id)).State);
        Assert.Single(Assert.Single(await person.Incidents()).Drifts);
    }

    [Fact]
    public async Task An_account_that_fell_off_the_apps_list_is_told_so_and_heals_when_it_is_back()
    {
        using var person = await SignedIn("kitchenradio", "northlightrecords");
        await Protect(person, "kitchenradio");
        await Sandbox.ChangePerson("kitchenradio", onAllowList: false);

        var report = await person.Sweep();
        Assert.Contains("User Management", report.Accounts[0].Problem, StringComparison.Ordinal);
        Assert.Null(report.Accounts[1].Problem);
        Assert.Equal("allowlist", (await person.Account("kitchenradio")).Health);

        await Sandbox.ChangePerson("kitchenradio", onAllowList: true);
        await person.Sweep();
        Assert.Equal("ok", (await person.Account("kitchenradio")).Health);
    }

    [Fact]
    public async Task Without_Premium_of_the_apps_owner_each_account_says_so()
    {
        using var person = await SignedIn("kitchenradio");
        await Protect(person, "kitchenradio");
        await Sandbox.Conditions(new { appOwnerHasPremium = false });

        Assert.Contains("Premium", (await person.Sweep()).Accounts[0].Problem, StringComparison.Ordinal);
        Assert.Equal("premium", (await person.Account("kitchenradio")).Health);
    }

    [Fact]
    public async Task An_answer_of_many_megabytes_is_not_read()
    {
        using var person = await SignedIn("kitchenradio");
        await Protect(person, "kitchenradio");
        await Sandbox.Fail(new("status", 400, Listing, Message: new string('x', 6_000_000)));

        Assert.Contains("An answer came that is not Spotify’s.", (await person.Sweep()).Accounts[0].Problem, StringComparison.Ordinal);

        await Sandbox.EndFaults();
        Assert.Null((await person.Sweep()).Accounts[0].Problem);
    }
}
