using System.Net;
using System.Net.WebSockets;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tonearm.Data;
using Tonearm.Party.Room;
using Tonearm.Tests.Data;

namespace Tonearm.Tests;

/// <summary>
/// Each loop of the application meets what nobody expected: it is told by its name, logged once, counted, tried again, and well when it can
/// be. A new one is among them by itself.
/// </summary>
public sealed class HinderedLoopsTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private const string Feed = "The change feed";
    private const string Lease = "The lease";
    private const string TakingUp = "The taking up of parties";
    private const string Watch = "The watch over the private PostgreSQL";

    /// <summary>All but the lease, which everything else hangs on.</summary>
    private const string TablesGone = "alter schema public rename to gone; create schema public; alter table gone.lease set schema public";

    private const string TablesBack = "alter table lease set schema gone; drop schema public; alter schema gone rename to public";

    private static readonly (Type Of, string Words)[] All =
    [
        .. from type in typeof(LoopName).Assembly.GetTypes()
        where !type.ContainsGenericParameters
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where field.FieldType == typeof(LoopName)
        select (type, ((LoopName)field.GetValue(null)!).Words),
    ];

    [Fact]
    public void Whatever_works_by_itself_has_loops_with_a_name_of_their_own()
    {
        var workers = typeof(LoopName).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(BackgroundService)) && !type.IsAbstract);

        Assert.Empty(workers.Except(All.Select(loop => loop.Of)));
        Assert.Distinct(All.Select(loop => loop.Words));
    }

    [Fact]
    public async Task Loops_that_fail_are_told_and_logged_once_and_counted_and_go_on()
    {
        string[] loops = [.. All.Select(loop => loop.Words).Except([Feed, Lease, TakingUp, Watch])];
        using var counted = new MeterBook(App);
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        using var guest = await Guest.In(App, party);
        using var page = await guest.Open(party, Cancel);
        await page.Until(shown => shown.People == 1, Cancel);
        using var socket = new BrokenSocket();
        var line = App
            .Services.GetRequiredService<PartyRooms>()
            .Serve(party.Id, new(socket, Guid.NewGuid(), null, "", socket.Cut, TimeProvider.System), Cancel);

        await Sql(TablesGone);
        App.Clock.Advance(TimeSpan.FromHours(1));
        var degraded = await Health(
            text => loops.All(loop => text.Contains($"{loop} has failed ", StringComparison.Ordinal)),
            async _ =>
            {
                // Beats and pauses pass by this clock alone.
                App.Clock.Advance(TimeSpan.FromSeconds(20));
                using var refused = await guest.Like(party, party.Ballot[0]);
                Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
                await Sql($"select pg_notify('tonearm', topic) from unnest(array['party:{party.Id}', 'party-goodbye']) topic");
            }
        );
        await Sql(TablesBack);
        socket.End();
        await line;

        Assert.StartsWith("Degraded\n", degraded, StringComparison.Ordinal);
        await Health(
            text => text == "Healthy",
            async text =>
            {
                if (text.StartsWith("Degraded", StringComparison.Ordinal))
                    App.Clock.Advance(TimeSpan.FromSeconds(20));
                using var heeded = await guest.Like(party, party.Ballot[2]);
            }
        );
        await page.Until(shown => shown.Ballot[2].Likes == 1, Cancel);
        Assert.All(loops, loop => LoggedOnce(loop, counted));
    }

    [Fact]
    public async Task Parties_that_cannot_be_taken_up_are_tried_again_and_told()
    {
        using var counted = new MeterBook(App);
        await Sql($"{TablesGone}; update lease set until = now()");
        await Health(text => text.Contains($"{TakingUp} has failed ", StringComparison.Ordinal));
        await Sql(TablesBack);

        await Health(text => text == "Healthy");
        LoggedOnce(TakingUp, counted);
    }

    [Fact]
    public async Task An_account_that_cannot_be_looked_at_is_tried_again_and_told_and_hinders_no_other()
    {
        using var counted = new MeterBook(App);
        using var person = await SignedIn("kitchenradio");
        await Protect(person, "kitchenradio");
        await Sql("alter table sweeps rename to gone");
        await App.Advance(TimeSpan.FromMinutes(6));
        await Health(text => text.Contains("Guard has failed ", StringComparison.Ordinal));
        await Sql("alter table gone rename to sweeps");

        await Health(
            text => text == "Healthy",
            _ =>
            {
                App.Clock.Advance(TimeSpan.FromMinutes(1));
                return Task.CompletedTask;
            }
        );
        LoggedOnce("Guard", counted);
    }

    [Fact]
    public async Task A_change_feed_and_a_lease_without_their_connection_are_told()
    {
        using var counted = new MeterBook(App);
        await Close(true);
        var told = await Health(text => new[] { Feed, Lease }.All(loop => text.Contains($"{loop} has failed ", StringComparison.Ordinal)));
        await Close(false);

        Assert.StartsWith("Unhealthy\nPostgreSQL does not answer.\n", told, StringComparison.Ordinal);
        await Health(text => text == "Healthy");
        LoggedOnce(Feed, counted);
        LoggedOnce(Lease, counted);
    }

    [Fact]
    public async Task A_watch_that_fails_to_start_its_PostgreSQL_for_a_reason_of_ours_is_told_and_tries_again()
    {
        using var counted = new MeterBook(App);
        await using var place = await ServerPlace.Made(Postgres);
        await using var server = await place.Start();
        using var watch = ActivatorUtilities.CreateInstance<PrivateServerWatch>(App.Services, server);
        await watch.StartAsync(Cancel);
        // A log that cannot be put away; the one before it may be there.
        var before = Path.Combine(place.DataFolder, "postgres", "server.log.old");
        File.Delete(before);
        var inTheWay = Directory.CreateDirectory(before);
        await ServerPlace.Kill(place.Note!.Value.Process);

        // Deaths that are long past do not count, and each try is one.
        await Health(
            text => text.Contains($"{Watch} has failed ", StringComparison.Ordinal),
            _ =>
            {
                App.Clock.Advance(TimeSpan.FromMinutes(11));
                return Task.CompletedTask;
            }
        );
        inTheWay.Delete();

        await Health(text => text == "Healthy");
        Assert.True(server.IsAlive);
        LoggedOnce(Watch, counted);
        await watch.StopAsync(Cancel);
    }

    /// <summary>Once, or once in each term, if the machine stood still for so long that the lease lapsed.</summary>
    private void LoggedOnce(string loop, MeterBook counted)
    {
        Assert.InRange(
            App.Log.Lines.Count(line =>
                line.Message.StartsWith($"{loop} has failed", StringComparison.Ordinal)
                || line.Message.StartsWith($"{loop} cannot go on", StringComparison.Ordinal)
            ),
            1,
            App.Log.Lines.Count(line => line.Message.StartsWith("This node holds the lease", StringComparison.Ordinal))
        );
        Assert.InRange(counted.Sum("tonearm.loop.failures", $"loop={loop}"), 2, double.MaxValue);
    }

    /// <summary>Asks whether all is well until that is the answer.</summary>
    /// <param name="meanwhile">Gets the last answer.</param>
    private async Task<string> Health(Func<string, bool> expected, Func<string, Task>? meanwhile = null)
    {
        using var probe = App.Visitor();
        var text = "";
        while (true)
        {
            if (meanwhile is not null)
                await meanwhile(text);
            using var answer = await probe.Send(HttpMethod.Get, "/health/ready");
            text = await answer.Content.ReadAsStringAsync(Cancel);
            if (expected(text))
                return text;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        }
    }

    /// <summary>A connection that is broken, whose end nobody hears of, and that cannot even be cut.</summary>
    private sealed class BrokenSocket : WebSocket
    {
        private readonly TaskCompletionSource<WebSocketReceiveResult> end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override WebSocketState State => WebSocketState.Aborted;

        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override string? SubProtocol => null;

        public void End() => end.TrySetException(new WebSocketException());

        public void Cut()
        {
            if (!end.Task.IsCompleted)
                throw new InvalidOperationException("It cannot be cut");
        }

        public override Task SendAsync(
            ArraySegment<byte> buffer,
            WebSocketMessageType messageType,
            bool endOfMessage,
            CancellationToken cancellationToken
        ) => end.Task;

        public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) =>
            end.Task;

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            end.Task;

        public override Task CloseOutputAsync(
            WebSocketCloseStatus closeStatus,
            string? statusDescription,
            CancellationToken cancellationToken
        ) => end.Task;

        public override void Abort() { }

        public override void Dispose() { }
    }
}
