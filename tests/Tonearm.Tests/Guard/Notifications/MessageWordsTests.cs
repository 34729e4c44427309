using FsCheck.Fluent;
using Tonearm.Guard.Notifications;
using Tonearm.Guard.Rules;

namespace Tonearm.Tests.Guard.Notifications;

public sealed class MessageWordsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void One_playlist_is_told_with_both_texts()
    {
        var message = Of(
            new FieldNews(Field.Title, DriftKind.Blanked, FieldOutcome.PutBack, "Late Night", "", Seconds: 12),
            new FieldNews(Field.Cover, DriftKind.Blanked, FieldOutcome.PutBack, Seconds: 12)
        );

        Assert.Equal("Late Night: title and cover removed, and right again", message.Title());
        Assert.Equal(
            """
            Late Night (Kitchen Radio): title and cover removed. Guard put it back after 12 seconds.
            Title: you want “Late Night”, Spotify showed nothing.
            https://tonearm.example.org/guard/incidents
            """,
            message.Text(2_000)
        );
    }

    [Fact]
    public void Many_are_counted()
    {
        var message = Of(
            300,
            i =>
                i < 200 ? FieldOutcome.PutBack
                : i < 290 ? FieldOutcome.PuttingBack
                : FieldOutcome.NeedsYou
        );

        Assert.Equal("300 playlists: changed, 10 need you", message.Title());
        Assert.StartsWith(
            "300 playlists changed, 200 right again, 90 on the way back, 10 need you.\nPlaylist 0 (Kitchen Radio): title changed. Guard put it back at once.\n",
            message.Text(2_000),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void No_text_is_longer_than_it_may_be_and_none_loses_its_link_or_half_of_a_character() =>
        Prop.ForAll(
                Gen.Choose(60, 4_000).ToArbitrary(),
                Gen.Choose(0, 40).ToArbitrary(),
                (most, count) =>
                {
                    var text = Of(count, _ => FieldOutcome.PuttingBack, "🎧").Text(most);
                    return text.Length <= most
                        && text.EndsWith("/guard/incidents", StringComparison.Ordinal)
                        && text.EnumerateRunes().All(rune => rune.Value != 0xFFFD);
                }
            )
            .Holds();

    [Fact]
    public void The_last_news_of_a_field_counts_and_a_revision_tells_none_that_came_after_it()
    {
        ChannelNews[] news =
        [
            News(1, NewsKinds.Changed, 1, new FieldNews(Field.Title, DriftKind.Edited, FieldOutcome.PuttingBack, "A", "B")),
            News(2, NewsKinds.PutBack, 2, new FieldNews(Field.Title, DriftKind.Edited, FieldOutcome.PutBack, "A", "B")),
        ];

        Assert.True(Message.Of(Guid.Empty, 1, Stage.Begins, Noon, Noon, news, null).IsUnderWay);
        Assert.False(Message.Of(Guid.Empty, 2, Stage.Over, Noon, Noon, news, null).IsUnderWay);
    }

    private static ChannelNews News(long id, NewsKinds kind, int revision, params FieldNews[] fields) =>
        new(id, kind, "Kitchen Radio", "p", Noon, revision, new("Late Night", fields));

    private static Message Of(params FieldNews[] fields) => OfPlaylists([new("p", "Late Night", "Kitchen Radio", fields)]);

    private static Message Of(int count, Func<int, FieldOutcome> outcome, string title = "Playlist") =>
        OfPlaylists([
            .. Enumerable
                .Range(0, count)
                .Select(i => new MessagePlaylist(
                    $"{i}",
                    $"{title} {i}",
                    "Kitchen Radio",
                    [new(Field.Title, DriftKind.Edited, outcome(i), "A", "B", "It is held.")]
                )),
        ]);

    private static Message OfPlaylists(MessagePlaylist[] playlists) =>
        new(Guid.Empty, 1, Stage.Begins, Noon, Noon, playlists, [], new("https://tonearm.example.org/guard/incidents"));
}
