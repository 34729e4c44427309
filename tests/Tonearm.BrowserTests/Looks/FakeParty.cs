using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Tonearm.Party.Pages;

namespace Tonearm.BrowserTests.Looks;

/// <summary>What the gallery's rooms and set-up ask for: a line that says once what the page says, pictures, playlists, devices.</summary>
internal static class FakeParty
{
    public static void MapFakeParty(this WebApplication app)
    {
        app.MapGet("/party/{id:guid}/qr.svg", () => QrCode.Answer($"https://tonearm.example.org/j/{new string('k', 22)}"));
        app.MapGet(
            "/api/party/playlists",
            IResult (HttpRequest request) =>
                Asks(request) switch
                {
                    "host-no-playlists" => TypedResults.Ok(PartyExamples.Playlists(0)),
                    Gallery.Unreachable => TypedResults.Problem(
                        "Spotify does not answer. Try again in a moment.",
                        statusCode: StatusCodes.Status503ServiceUnavailable
                    ),
                    _ => TypedResults.Ok(PartyExamples.Playlists(14)),
                }
        );
        app.MapGet(
            "/api/party/devices",
            (HttpRequest request) =>
                TypedResults.Ok(
                    Asks(request) switch
                    {
                        "host-no-devices" => PartyExamples.Devices(any: false),
                        "host-no-premium" => PartyExamples.Devices(any: false, "premium"),
                        _ => PartyExamples.Devices(any: true),
                    }
                )
        );
        app.MapGet("/api/parties/{id:guid}/devices", () => TypedResults.Ok(PartyExamples.Devices(any: true)));
        app.MapFakeSuggestions();
        app.MapFakeAlong();
        app.MapGet("/api/parties/{id:guid}/pool", () => TypedResults.Ok(PartyExamples.Pool()));
        app.MapGet("/api/parties/{id:guid}/playlists", () => TypedResults.Ok(PartyExamples.Playlists(14)));
        app.MapFakeScreens();
        app.MapPost(
            "/api/join",
            () => TypedResults.Problem("No party has this code. Have another look at the host’s screen.", statusCode: 404)
        );
        app.MapGet(
            "/api/parties/{id:guid}/live",
            async (Guid id, HttpContext context) =>
            {
                using var socket = await context.WebSockets.AcceptWebSocketAsync();
                await socket.SendAsync(
                    JsonSerializer.SerializeToUtf8Bytes(PartyExamples.All[id], JsonSerializerOptions.Web),
                    WebSocketMessageType.Text,
                    true,
                    context.RequestAborted
                );
                try
                {
                    await socket.ReceiveAsync(new byte[1], context.RequestAborted);
                }
                catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
                {
                    // Whoever looked has closed the page.
                }
            }
        );
    }

    /// <summary>The page of the gallery that asks.</summary>
    public static string Asks(HttpRequest request) => request.GetTypedHeaders().Referer?.Segments[^1] ?? "";
}
