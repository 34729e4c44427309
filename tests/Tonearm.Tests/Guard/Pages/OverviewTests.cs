using Tonearm.Guard.Pages;
using Tonearm.Guard.Rules;

namespace Tonearm.Tests.Guard.Pages;

public sealed class OverviewTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 14, 0, 0, TimeSpan.Zero);

    [Fact]
    public void One_sentence_tells_how_things_stand()
    {
        Assert.Equal("No playlists yet.", OverviewWords.Sentence(Of([])));
        Assert.Equal("Nothing is protected yet.", OverviewWords.Sentence(Of([Row(PlaylistState.NotProtected)])));
        Assert.Equal(
            "Your protected playlist is as you want it.",
            OverviewWords.Sentence(Of([Row(PlaylistState.AsWanted), Row(PlaylistState.NotProtected)]))
        );
        Assert.Equal("Your protected playlist is not as you want it.", OverviewWords.Sentence(Of([Row(PlaylistState.OnHold)])));
        Assert.Equal(
            "2 of 3 protected playlists are as you want them.",
            OverviewWords.Sentence(Of([Row(PlaylistState.AsWanted), Row(PlaylistState.Watching), Row(PlaylistState.Changed)]))
        );
        Assert.Equal(
            "1,200 of 1,200 protected playlists are as you want them.",
            OverviewWords.Sentence(Of([.. Enumerable.Repeat(Row(PlaylistState.AsWanted), 1200)]))
        );
    }

    [Fact]
    public void What_is_not_as_wanted_is_told_most_urgent_first()
    {
        Assert.Null(OverviewWords.Exceptions(Of([Row(PlaylistState.AsWanted)])));
        Assert.Equal(
            "One is on hold and needs you. One is on its way back. One is written, and the next looks confirm it.",
            OverviewWords.Exceptions(
                Of([Row(PlaylistState.Confirming), Row(PlaylistState.PuttingBack), Row(PlaylistState.OnHold), Row(PlaylistState.AsWanted)])
            )
        );
    }

    [Fact]
    public void The_title_says_so_when_not_all_is_well()
    {
        Assert.Equal("Guard", OverviewWords.Title(Of([Row(PlaylistState.AsWanted), Row(PlaylistState.NotProtected)])));
        Assert.Equal(
            "1 of 2 as you want them, Guard",
            OverviewWords.Title(Of([Row(PlaylistState.AsWanted), Row(PlaylistState.NotWatched)]))
        );
    }

    [Fact]
    public void What_needs_the_owner_stands_first()
    {
        PlaylistRow[] rows =
        [
            Row(PlaylistState.NotProtected, "a"),
            Row(PlaylistState.AsWanted, "b"),
            Row(PlaylistState.Changed, "c"),
            Row(PlaylistState.OnHold, "d"),
            Row(PlaylistState.AsWanted, "A2"),
        ];

        Assert.Equal(["d", "c", "A2", "b", "a"], new OverviewQuery().Order(rows).Select(row => row.Title));
        Assert.Equal(["a", "A2", "b", "c", "d"], new OverviewQuery(Sort: OverviewSort.Title).Order(rows).Select(row => row.Title));
    }

    [Fact]
    public void The_latest_change_comes_first_when_asked_for()
    {
        PlaylistRow[] rows = [Row(PlaylistState.AsWanted, "never"), Changed("old", 60), Changed("new", 2)];

        Assert.Equal(["new", "old", "never"], new OverviewQuery(Sort: OverviewSort.Recent).Order(rows).Select(row => row.Title));
    }

    [Theory]
    [InlineData("Late Trains", null, true)]
    [InlineData("Another", null, false)]
    [InlineData(null, "as-you-want-it", true)]
    [InlineData(null, "on-hold", false)]
    [InlineData("Late Trains", "on-hold", false)]
    public void Search_and_state_choose_the_rows(string? found, string? state, bool shown) =>
        Assert.Equal(
            shown,
            new OverviewQuery(State: state, Found: found is null ? null : new HashSet<string> { found }).Shows(
                Row(PlaylistState.AsWanted, "Late Trains")
            )
        );

    [Fact]
    public void The_address_says_what_is_shown()
    {
        Assert.Equal("/guard", new OverviewQuery().Address());
        Assert.Equal(
            "/guard?q=rock%20%26%20roll&state=on-hold&sort=title",
            new OverviewQuery(Search: "rock & roll", State: "on-hold", Sort: OverviewSort.Title).Address()
        );
    }

    private static Tally Of(PlaylistRow[] rows) => Tally.Of(rows);

    private static PlaylistRow Row(PlaylistState state, string title = "a") =>
        new(
            title,
            Guid.Empty,
            "account",
            title,
            null,
            PlaylistStatus.Nothing with
            {
                State = state,
            },
            state == PlaylistState.NotProtected ? Mode.Off
                : state == PlaylistState.Watching ? Mode.Watch
                : Mode.Restore,
            []
        );

    private static PlaylistRow Changed(string title, int minutesAgo) =>
        Row(PlaylistState.AsWanted, title) with
        {
            Last = [new(new(new(Field.Title, DriftKind.Blanked), "", null, Now.AddMinutes(-minutesAgo)), null)],
        };
}
