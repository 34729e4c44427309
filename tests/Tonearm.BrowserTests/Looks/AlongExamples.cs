using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Tonearm.Party.Along;
using Tonearm.Party.Pages;

namespace Tonearm.BrowserTests.Looks;

/// <summary>A party at which guests play along, in every way one can stand.</summary>
internal static class AlongExamples
{
    private const string Cost =
        "Playing along takes about 54 calls to Spotify an hour, a start and two looks for each song; one more beside the 2 who do makes 162 together. What is left today is enough for about 2 hours; then it stops, and the party goes on.";

    /// <param name="mine">As the guest's page is told; null before anything.</param>
    public static RoomView Room(string? mine = null, bool host = false) =>
        PartyExamples.Room(
            host,
            room =>
                room with
                {
                    Settings = new(Along: true),
                    Me = room.Me with { Along = mine },
                    Host = room.Host is { } view ? view with { Along = 2 } : null,
                    Along = 7,
                }
        );

    public static void MapFakeAlong(this WebApplication app)
    {
        app.MapGet(
            "/api/parties/{id:guid}/along",
            (Guid id) =>
            {
                var (state, problem) = PartyExamples.All[id].Me.Along switch
                {
                    null => (null, null),
                    ("ready" or "on" or "stopping") and var known => (known, null),
                    var trouble => ("waits", trouble),
                };
                return TypedResults.Ok(
                    new AlongView(
                        state,
                        problem,
                        "kitchen",
                        state is null ? null : "Kitchen, the one by the window",
                        $"/party/{id}/along",
                        Cost,
                        problem is not "budget",
                        2,
                        96
                    )
                );
            }
        );
        app.MapGet("/api/parties/{id:guid}/along/devices", () => TypedResults.Ok(PartyExamples.Devices(any: true, plays: false)));
    }
}
