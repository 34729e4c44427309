using System.Diagnostics;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Tonearm.Tests.Party.Room;

/// <summary>Phones that are connected and take nothing any more, and a stop while phones are connected: nobody waits for them.</summary>
public sealed class FrozenPhoneTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    [Fact]
    public async Task A_phone_that_reads_nothing_slows_nobody_and_is_let_go()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        // Where phones are asked every second whether they are there: a page that the test reads too seldom would be let go there as well.
        var impatient = await StartNode(settings: [("Party:Ping", "00:00:01")]);
        using var guest = await Guest.In(App, party);
        using var sleeper = await Guest.In(App, party);
        using var page = await guest.Open(party, Cancel);
        using var asleep = await Connect(sleeper, party, impatient);
        await page.Until(shown => shown.People == 2, Cancel);

        foreach (var turn in Enumerable.Range(0, 20))
            await guest.Likes(party, party.Ballot[turn % 4]);
        await page.Until(shown => shown.Ballot[3].Likes == 1, Cancel);

        // It answers no ping either, so it is taken for gone.
        await page.Until(shown => shown.People == 1, Cancel);
    }

    [Fact]
    public async Task A_stop_with_phones_connected_says_goodbye_at_once_and_makes_no_fuss()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        var guests = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Guest.In(App, party)));
        var pages = await Task.WhenAll(guests.Select(guest => guest.Open(party, Cancel)));
        using var asleep = await Connect(guests[0], party, App);
        await Task.WhenAll(pages.Select(page => page.Until(shown => shown.People == 20, Cancel)));

        var app = App;
        var started = Stopwatch.GetTimestamp();
        var stopping = Stop(app);
        var ends = await Task.WhenAll(pages.Select(page => page.End(Cancel)));
        await stopping;
        TestContext.Current.SendDiagnosticMessage($"stopped in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:N0} ms");

        Assert.All(ends, end => Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, end));
        Assert.DoesNotContain(app.Log.Lines, line => line.Level >= LogLevel.Warning);
        Assert.Equal(0, await Scalar<int>("select count(*) from party_presence"));
        await StartNode();
    }

    [Fact(Timeout = 120_000)]
    public async Task A_phone_that_takes_nothing_holds_up_no_stop()
    {
        // Patience without end: only we can end it.
        var patient = await StartNode(settings: [("shutdownTimeoutSeconds", "86400")]);
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        using var sleeper = await Guest.In(App, party);
        // More than any buffer on the way holds.
        await Sql("update party_tracks set title = repeat('x', 8000000)");
        using var asleep = await Connect(sleeper, party, patient);
        var heard = "";
        var buffer = new byte[512];
        while (!heard.Contains("{\"v\":", StringComparison.Ordinal))
            heard += Encoding.ASCII.GetString(buffer, 0, await asleep.ReceiveAsync(buffer, Cancel));

        await Stop(patient);

        Assert.DoesNotContain(patient.Log.Lines, line => line.Level >= LogLevel.Warning);
        Assert.Equal(0, await Scalar<int>("select count(*) from party_presence where people > 0"));
    }

    // A connection that is opened and then never read from, as of a phone that froze.
    private static async Task<Socket> Connect(Guest guest, PartyRows party, TonearmApp node)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(node.Address.Host, node.Address.Port, Cancel);
        await socket.SendAsync(
            Encoding.ASCII.GetBytes(
                $"""
                GET /api/parties/{party.Id}/live HTTP/1.1
                Host: {node.Address.Authority}
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                Cookie: {guest.Cookies.GetCookieHeader(node.Address)}


                """.ReplaceLineEndings("\r\n")
            ),
            Cancel
        );
        return socket;
    }
}
