using Tonearm.Guard;

namespace Tonearm.Tests.Guard.Sweep;

/// <summary>
/// The first list of an account: how many calls it takes, what an open page is told, and what Spotify's oddities do to it.
/// </summary>
public sealed class ImportTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private const string Large = "northlight.archive";
    private const string Small = "kitchenradio";

    [Fact]
    public async Task A_list_of_1040_takes_21_calls_and_an_open_page_sees_it_grow()
    {
        using var person = App.Visitor();
        var first = await Sandbox.Hold("/v1/me/playlists");
        await person.SignIn(Large);
        await first.Waiting();
        await using var page = person.Live(Cancel).GetAsyncEnumerator(Cancel);
        await page.MoveNextAsync();
        Assert.Equal(("import", new LiveNews(0, null)), (page.Current.EventType, page.Current.Data));

        // The second hold is for those that follow: the first request is past it.
        var rest = await Sandbox.Hold("/v1/me/playlists");
        await first.DisposeAsync();
        await rest.Waiting(20);
        await page.MoveNextAsync();
        Assert.Equal(("import", new LiveNews(50, 1040)), (page.Current.EventType, page.Current.Data));
        await rest.DisposeAsync();
        var done = 50;
        while (await page.MoveNextAsync() && page.Current.EventType == "import")
        {
            Assert.InRange(page.Current.Data.Done!.Value, done, 1040);
            done = page.Current.Data.Done.Value;
        }

        Assert.Equal("changed", page.Current.EventType);
        Assert.Equal(1000, (await person.Playlists()).Count);
        Assert.Equal(
            Enumerable.Range(0, 21).Select(window => $"?limit=50&offset={window * 50}").Order(StringComparer.Ordinal),
            await Sandbox.Windows()
        );
    }

    [Fact]
    public async Task Entries_that_are_null_keep_their_place_and_what_is_protected_there_is_still_guarded()
    {
        using var person = await SignedIn(Small);
        var first = (await Sandbox.Library(Small))[0];
        await person.Protect(first.Id);
        await Sandbox.Conditions(new { habits = new { nullItems = 1 } });
        await Sandbox.TakeDown(first.Id, "title");

        Assert.Equal((1, 1), await Restored(person));
        Assert.Equal(first.Title, (await Sandbox.Truth(first.Id)).Title);
        await App.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("as-you-want-it", (await person.Until(first.Id, now => now.Observed.Title == first.Title)).State);
    }

    [Fact]
    public async Task A_playlist_that_is_listed_twice_is_there_once()
    {
        await Sandbox.Conditions(new { habits = new { duplicateItems = 1 } });
        using var person = await SignedIn(Small);

        // The last place shows the first playlist again.
        Assert.Equal(11, (await person.Playlists()).Count);
        var first = (await Sandbox.Library(Small))[0];
        await person.Protect(first.Id);
        await Sandbox.TakeDown(first.Id, "title");
        Assert.Equal((1, 1), await Restored(person));
    }

    [Fact]
    public async Task Entities_in_a_description_are_decoded_once_and_no_more()
    {
        const string typed = "Tom & Ann <3 &amp; &lt;b&gt; \"so\" it's";
        var made = await Sandbox.Create(Small, "Rock & Roll", typed);

        using var person = await SignedIn(Small);

        var observed = (await person.Playlist(made.Id)).Observed;
        Assert.Equal(("Rock & Roll", typed), (observed.Title, observed.Description));
    }

    [Fact]
    public async Task Playlists_without_pictures_are_listed_like_any_other()
    {
        await Sandbox.Conditions(new { habits = new { nullImages = true } });
        using var person = await SignedIn(Small);

        Assert.Equal(12, (await person.Playlists()).Count);
    }

    private static async Task<(int Drifted, int Restored)> Restored(Person person) =>
        await person.Sweep() is var report ? (report.Drifted, report.Restored) : default;
}
