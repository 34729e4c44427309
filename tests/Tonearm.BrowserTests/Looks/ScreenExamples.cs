using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Tonearm.Party;
using Tonearm.Party.Pages;
using Tonearm.Party.Screens;

namespace Tonearm.BrowserTests.Looks;

/// <summary>What a television of the gallery is told, by the page that it shows.</summary>
internal static class ScreenExamples
{
    /// <summary>Where the browser complains rightly: nobody answers the television.</summary>
    public const string Lost = "screen-lost";

    public static readonly PartyScreens Two = new(
        [
            new(Guid.Empty, Examples.Now.AddHours(-2), Examples.Now, On: true),
            new(Guid.NewGuid(), Examples.Now.AddHours(-1), Examples.Now.AddMinutes(-20), On: false),
        ],
        "Harbour Lights"
    );

    public static void MapFakeScreens(this WebApplication app)
    {
        app.MapPost(
            "/api/screen",
            IResult (HttpRequest request) =>
                FakeParty.Asks(request) is var page and not Lost
                    ? TypedResults.Ok(Answer(page))
                    : TypedResults.Problem("Nobody answers.", statusCode: StatusCodes.Status503ServiceUnavailable)
        );
        app.MapGet(
            "/screen/{picture}.svg",
            (string picture) => QrCode.Answer($"https://tonearm.example.org/{picture}/{new string('k', 22)}")
        );
        app.MapGet("/api/parties/{id:guid}/screens", () => TypedResults.Ok(Two));
        app.MapPost(
            "/api/parties/{id:guid}/screens",
            () =>
                TypedResults.Problem(
                    "No television shows this code. It changes every ten minutes: have another look at the television.",
                    statusCode: 404
                )
        );
        app.MapGet("/api/screen/live", Stand);
    }

    /// <summary>A line that stands, and says no more than that.</summary>
    private static async Task Stand(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await socket.SendAsync(Array.Empty<byte>(), WebSocketMessageType.Text, true, context.RequestAborted);
        try
        {
            await socket.ReceiveAsync(new byte[1], context.RequestAborted);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // Whoever looked has closed the page.
        }
    }

    private static ScreenAnswer Answer(string page) =>
        page switch
        {
            "screen-pairing" => new("FHKLM", "https://tonearm.example.org/screen/FHKLM", null, null, "1"),
            "screen-lobby" => Of(PartyExamples.Lobby(host: false), new("Harbour Lights", 1)),
            "screen-prepared" => Of(PartyExamples.Prepared(host: false), new("Harbour Lights", 1)),
            "screen-lobby-only-here" => Of(PartyExamples.OnlyHere(host: false)),
            "screen-other-side" => Of(Again(PartyExamples.Live())),
            "screen-wifi" => Of(PartyExamples.Live(), new("Harbour Lights, upstairs", 1)),
            "screen-closed" => Of(PartyExamples.Closed()),
            "screen-five" => Of(Cut(PartyExamples.Ten(host: false), 5)),
            "screen-ten" => Of(PartyExamples.Ten(host: false)),
            "screen-long" => Of(PartyExamples.LongWords(host: false)),
            "screen-directions" => Of(PartyExamples.OtherDirections(host: false)),
            "screen-starting" => Of(PartyExamples.Starting()),
            "screen-grace" => Of(PartyExamples.Grace()),
            "screen-no-device" => Of(PartyExamples.Trouble(Troubles.NoDevice, host: false)),
            "screen-troubles" => Of(Leaving(PartyExamples.TroubleAhead(Troubles.Restricted, host: false)), new("Harbour Lights", 1)),
            "screen-ended" => Of(Over(PartyExamples.Live())),
            _ => Of(PartyExamples.Live()),
        };

    private static ScreenAnswer Of(RoomView room, WifiView? wifi = null) => Of(room.Now, wifi);

    private static ScreenAnswer Of(Snapshot party, WifiView? wifi = null) => new(null, null, party with { Host = null }, wifi, "1");

    private static Snapshot Again(RoomView room) => room.Now with { Round = room.Now.Round + 1 };

    private static Snapshot Cut(RoomView room, int songs) => room.Now with { Ballot = [.. room.Now.Ballot.Take(songs)] };

    private static Snapshot Leaving(RoomView room) => room.Now with { GraceUntil = room.Now.Now + 107_000 };

    private static Snapshot Over(RoomView room) => room.Now with { Phase = "ended", Ended = PartyEnd.ByHost };
}
