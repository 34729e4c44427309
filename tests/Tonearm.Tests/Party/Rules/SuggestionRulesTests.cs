using Tonearm.Party;
using Tonearm.Party.Rules;
using Tonearm.Party.Suggestions;

namespace Tonearm.Tests.Party.Rules;

public sealed class SuggestionRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 21, 0, 0, TimeSpan.Zero);
    private static readonly SuggestionSettings Open = new(Approval: false, Each: 2, LongestMinutes: 6, RestMinutes: 60, ArtistEvery: 2);
    private static readonly SongToAsk Asked = Song("asked", "ISRC1");

    [Fact]
    public void What_nobody_knows_can_be_asked_for() => Assert.Null(SuggestionRules.Of(Asked, Moment()));

    [Theory]
    [InlineData("plays")]
    [InlineData("next")]
    [InlineData("up")]
    [InlineData("line")]
    [InlineData("asked")]
    [InlineData("declined")]
    [InlineData("off")]
    public void What_the_party_has_to_do_with_cannot_be_asked_for_in_any_release(string state)
    {
        var known = new KnownSong(
            Asked.Recording with
            {
                Uri = "spotify:track:another",
                Title = "Another title",
            },
            "Somebody",
            Enum.Parse<SongState>(state, ignoreCase: true),
            null
        );

        var hindrance = SuggestionRules.Of(Asked, Moment(known))!;

        Assert.EndsWith(".", hindrance.Sentence(), StringComparison.Ordinal);
        Assert.Equal(state == "off" ? "taken-off" : state, hindrance.Code());
        Assert.Null(SuggestionRules.Of(Song("other", "ISRC2"), Moment(known)));
    }

    [Theory]
    [InlineData(0, "It has just played.")]
    [InlineData(59, "It played 59 minutes ago.")]
    [InlineData(60, null)]
    public void What_has_played_rests(int minutes, string? sentence)
    {
        var known = new KnownSong(Asked.Recording, "Nobody else", SongState.Played, Now.AddMinutes(-minutes));

        Assert.Equal(sentence, SuggestionRules.Of(Asked, Moment(known))?.Sentence());
    }

    [Fact]
    public void An_artist_comes_again_when_so_many_other_songs_have_played()
    {
        KnownSong Played(string artists, int minutes) =>
            new(Song($"{artists}{minutes}", null).Recording, artists, SongState.Played, Now.AddMinutes(-minutes));
        var asked = Asked with { Artists = "Guest Of Honour, Paper Lanterns" };

        Assert.Equal(new(WhyNot.ArtistLately, 0), SuggestionRules.Of(asked, Moment(Played("paper lanterns", 3), Played("A", 6))));
        Assert.Equal(new(WhyNot.ArtistLately, 1), SuggestionRules.Of(asked, Moment(Played("A", 3), Played("B, Paper Lanterns", 6))));
        Assert.Null(SuggestionRules.Of(asked, Moment(Played("A", 3), Played("B", 6), Played("Paper Lanterns", 9))));
        Assert.Null(SuggestionRules.Of(asked, Moment(Played("Paper", 3))));
    }

    [Fact]
    public void Length_explicit_words_and_what_does_not_play_are_told_by_the_song()
    {
        var strict = Moment() with { Settings = new(Explicit: false, Suggest: Open) };

        Assert.Equal(
            new(WhyNot.TooLong, 6),
            SuggestionRules.Of(Asked with { Recording = Asked.Recording with { DurationMs = 360_001 } }, Moment())
        );
        Assert.Null(SuggestionRules.Of(Asked with { Recording = Asked.Recording with { DurationMs = 360_000 } }, Moment()));
        Assert.Null(SuggestionRules.Of(Asked with { Explicit = true }, Moment()));
        Assert.Equal(WhyNot.Explicit, SuggestionRules.Of(Asked with { Explicit = true }, strict)?.Why);
        Assert.Equal(WhyNot.NotPlayable, SuggestionRules.Of(Asked with { Playable = false }, Moment())?.Why);
    }

    [Fact]
    public void A_guest_has_a_limit_and_so_has_the_line()
    {
        Assert.Equal(new(WhyNot.OwnLimit, 2), SuggestionRules.Of(Asked, Moment() with { Mine = 2 }));
        Assert.Equal(WhyNot.LineFull, SuggestionRules.Of(Asked, Moment() with { Waiting = SuggestionRules.MostInLine })?.Why);
        Assert.Equal(WhyNot.Off, SuggestionRules.Of(Asked, Moment() with { Settings = new() })?.Why);
    }

    private static SongToAsk Song(string id, string? isrc) =>
        new(new($"spotify:track:{id}", isrc, $"Song {id}", 200_000), "Somebody", false);

    private static SuggestionMoment Moment(params KnownSong[] known) => new(new(Suggest: Open), known, 0, 0, Now, []);
}
