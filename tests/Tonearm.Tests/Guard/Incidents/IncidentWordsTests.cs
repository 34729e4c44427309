using Tonearm.Guard.Incidents;
using Tonearm.Guard.Rules;

namespace Tonearm.Tests.Guard.Incidents;

public sealed class IncidentWordsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void All_that_one_look_noticed_is_named() =>
        Assert.Equal(
            "Title and cover removed, description changed",
            IncidentWords.What([
                Seen(Field.Title),
                Seen(Field.Description) with
                {
                    Drift = new(Field.Description, DriftKind.Edited),
                },
                Seen(Field.Cover),
            ])
        );

    [Fact]
    public void What_ended_alike_is_told_once() =>
        Assert.Equal("back after 12 seconds", Assert.Single(Endings(PutBack(Field.Title, 12), PutBack(Field.Cover, 12))));

    [Fact]
    public void What_ended_otherwise_is_told_by_its_name() =>
        Assert.Equal(
            ["title back after 12 seconds", "cover kept by you"],
            Endings(PutBack(Field.Title, 12), new(Seen(Field.Cover) with { EndedAt = Noon.AddHours(1), Ending = Ending.Kept }, null))
        );

    [Fact]
    public void Guard_is_named_where_the_line_tells_who_did_what()
    {
        Assert.Equal(
            "put back by Guard after 12 seconds",
            Assert.Single(IncidentWords.Endings([PutBack(Field.Title, 12)], withGuard: true)).Words
        );
        Assert.Equal("put back by Guard at once", Assert.Single(IncidentWords.Endings([PutBack(Field.Title, 0)], withGuard: true)).Words);
        Assert.Equal("put back at once", Assert.Single(Endings(PutBack(Field.Title, 1))));
    }

    [Fact]
    public void What_is_confirmed_says_when_it_was_written()
    {
        var ending = Assert.Single(
            IncidentWords.Endings([Lasting(PlaylistState.Confirming, writtenAt: Noon.AddSeconds(4))], withGuard: false)
        );

        Assert.Equal(new("put back at", Noon.AddSeconds(4), ", confirming"), ending);
    }

    [Theory]
    [InlineData(PlaylistState.Changed, true, "not back yet")]
    [InlineData(PlaylistState.Changed, false, null)]
    [InlineData(PlaylistState.NotWritten, false, null)]
    [InlineData(PlaylistState.NotProtected, false, null)]
    [InlineData(PlaylistState.PuttingBack, true, "on its way back")]
    [InlineData(PlaylistState.OnHold, true, "on hold")]
    [InlineData(PlaylistState.NotWatched, true, "and nobody knows how it stands now")]
    [InlineData(PlaylistState.NotKnown, false, "and nobody knows how it stands now")]
    public void What_lasts_says_no_more_than_is_known_and_promises_nothing_where_Guard_only_watches(
        PlaylistState state,
        bool restores,
        string? words
    ) => Assert.Equal(words, Endings(Lasting(state, restores)).SingleOrDefault());

    [Fact]
    public void A_cover_that_came_back_without_us() =>
        Assert.Equal(
            "right again without Guard after 20 seconds",
            Assert.Single(Endings(new ToldDrift(Seen(Field.Cover) with { EndedAt = Noon.AddSeconds(20), Ending = Ending.ByItself }, null)))
        );

    [Theory]
    [InlineData(null, Who.SomebodyElse, null)]
    [InlineData(Ending.PutBack, Who.SomebodyElse, Who.Guard)]
    [InlineData(Ending.ByItself, Who.SomebodyElse, Who.SomebodyElse)]
    [InlineData(Ending.Kept, Who.You, Who.You)]
    public void Who_did_it_is_told_as_far_as_it_is_known(Ending? ending, Who by, Who? endedBy)
    {
        var seen = Seen(Field.Title) with { EndedAt = ending is null ? null : Noon, Ending = ending };

        Assert.Equal((by, endedBy), (seen.By, seen.EndedBy));
    }

    private static SeenDrift Seen(Field field) => new(new(field, DriftKind.Blanked), "", Noon.AddMinutes(-5), Noon);

    private static ToldDrift PutBack(Field field, int seconds) =>
        new(Seen(field) with { EndedAt = Noon.AddSeconds(seconds), Ending = Ending.PutBack }, null);

    private static ToldDrift Lasting(PlaylistState state, bool restores = true, DateTimeOffset? writtenAt = null) =>
        new(Seen(Field.Title), new(Field.Title, state, writtenAt, Restores: restores));

    private static IEnumerable<string> Endings(params ToldDrift[] drifts) =>
        IncidentWords.Endings(drifts, withGuard: false).Select(ending => ending.Words);
}
