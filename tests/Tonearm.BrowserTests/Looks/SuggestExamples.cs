using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Tonearm.Party.Pages;
using Tonearm.Party.Suggestions;

namespace Tonearm.BrowserTests.Looks;

/// <summary>A party at which guests suggest songs, in every way one can stand.</summary>
internal static class SuggestExamples
{
    public static RoomView Room(bool host) =>
        PartyExamples.Room(
            host,
            room =>
                room with
                {
                    Settings = new(Suggest: new()),
                    Me = room.Me with { Turns = [0, 3, 12] },
                    Host = room.Host is { } view ? view with { Asked = 2 } : null,
                    Line = 9,
                }
        );

    public static void MapFakeSuggestions(this WebApplication app)
    {
        app.MapGet(
            "/api/parties/{id:guid}/suggestions",
            () =>
                TypedResults.Ok(
                    new SuggestionsView(
                        null,
                        [
                            new(PartyExamples.Track(6), "line", 3, "Third in line."),
                            new(PartyExamples.Track(3), "asked", null, "The host has yet to say yes."),
                            new(PartyExamples.Track(4), "declined", null, "The host has said no."),
                        ],
                        [PartyExamples.Track(5), PartyExamples.Track(8), PartyExamples.Track(6)],
                        [PartyExamples.Track(3), PartyExamples.Track(14)],
                        [PartyExamples.Track(4)]
                    )
                )
        );
        app.MapGet(
            "/api/parties/{id:guid}/search",
            (string? q) =>
                TypedResults.Ok(
                    new SearchAnswer(
                        null,
                        [
                            new(PartyExamples.Track(0), "It plays now."),
                            new(PartyExamples.Track(1), null),
                            new(PartyExamples.Track(2), "It is up for vote."),
                            new(PartyExamples.Track(9), "It played 12 minutes ago."),
                        ],
                        q is "summer"
                            ? [new(PartyExamples.Track(7), "Nothing explicit at this party."), new(PartyExamples.Track(4), null)]
                            : null,
                        q is "quota"
                            ? "Spotify takes no more calls from this app today: its quota is used up. The songs of the playlist can be suggested all the same."
                            : null
                    )
                )
        );
        app.MapGet(
            "/api/parties/{id:guid}/do-not-play",
            () =>
                TypedResults.Ok<DoNotPlayEntry[]>([
                    new(Guid.Empty, "song", PartyExamples.Track(4).Title, PartyExamples.Track(4).Artists),
                    new(Guid.Empty, "artist", "港の灯", null),
                    new(Guid.Empty, "word", "karaoke", null),
                ])
        );
    }
}
