using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Tonearm.Data;
using Tonearm.Guard;
using Tonearm.Tests.Guard;

namespace Tonearm.Tests.Data;

/// <summary>Several nodes on one database, and one that loses it.</summary>
public sealed class NodeTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    [Fact]
    public async Task A_page_open_at_one_node_hears_what_happens_at_another()
    {
        using var person = await SignedIn("kitchenradio");
        var other = await StartNode();
        await using var page = person.Live(Cancel, other).GetAsyncEnumerator(Cancel);
        await page.MoveNextAsync();

        await Protect(person, "kitchenradio");

        Assert.True(await page.MoveNextAsync());
        Assert.Equal("changed", page.Current.EventType);
    }

    [Fact]
    public async Task A_node_that_stops_hands_the_lease_over_at_once()
    {
        var other = await StartNode();
        var next = Term(other);
        Assert.False(next.IsCompleted);

        await Stop(App);

        Assert.True(await Scalar<bool>("select until <= now() or term > 1 from lease"));
        Assert.Equal(2, (await next).Number);
    }

    [Fact]
    public async Task A_term_that_another_node_has_taken_ends_and_nothing_more_is_written_to_Spotify()
    {
        using var person = await SignedIn("kitchenradio");
        var playlist = await Protect(person, "kitchenradio");
        var term = await Term(App);
        await Sandbox.TakeDown(playlist.Id, "title");
        Task<SweepReport> look;
        await using (var hold = await Sandbox.Hold("/v1/me/playlists"))
        {
            look = person.Sweep();
            await hold.Waiting();
            await Scalar<int>("update lease set node = 'another', term = term + 1, until = now() + interval '1 hour'");
            await Ended(term);
        }

        await using (var connection = new NpgsqlConnection(Database))
        {
            await connection.OpenAsync(Cancel);
            Assert.False(await term.IsCurrent(connection, Cancel));
        }

        Assert.False(term.IsHeld);
        Assert.Empty((await Sandbox.Calls(method: "PUT")).Recent);

        await Scalar<int>("update lease set until = now()");
        await look;
        Assert.Equal(playlist.Title, (await Sandbox.Truth(playlist.Id)).Title);
    }

    [Fact]
    public async Task A_node_that_takes_over_between_two_writes_writes_only_what_is_missing()
    {
        using var person = await SignedIn("kitchenradio");
        var playlist = await Protect(person, "kitchenradio");
        var other = await StartNode();
        var term = await Term(App);
        foreach (var field in new[] { "title", "cover" })
            await Sandbox.TakeDown(playlist.Id, field);
        var hold = await Sandbox.Hold($"/v1/playlists/{playlist.Id}", "PUT", afterEffect: true);
        await App.Advance(TimeSpan.FromMinutes(5));
        await hold.Waiting();

        await Scalar<int>("update lease set node = 'another', term = term + 1, until = now() + interval '1 hour'");
        await Ended(term);
        await hold.DisposeAsync();
        await Stop(App);
        await Scalar<int>("update lease set until = now()");
        await other.Advance(TimeSpan.FromMinutes(5));
        await person.Until(async () => (await Sandbox.Truth(playlist.Id)).CoverSha256 is not null, other);

        Assert.Equal(["details", "cover"], (await Sandbox.Writes(playlist.Id)).Select(write => write.What));
        Assert.Equal(playlist.Title, (await Sandbox.Truth(playlist.Id)).Title);
    }

    [Fact]
    public async Task What_fails_under_the_lease_begins_again_and_the_house_stands()
    {
        using var person = await SignedIn("kitchenradio");
        var playlist = await Protect(person, "kitchenradio");
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var times = 0;

        await App
            .Services.GetRequiredService<Lease>()
            .WhileHeld(
                (_, _) => ++times == 1 ? throw new InvalidOperationException("A fault that nobody expected") : enough.CancelAsync(),
                enough.Token
            );

        Assert.Equal(2, times);
        await Sandbox.TakeDown(playlist.Id, "title");
        Assert.Equal(1, (await person.Sweep()).Restored);
        Assert.Contains(App.Log.Lines, line => line.Exception?.Message == "A fault that nobody expected");
    }

    [Fact]
    public async Task Without_PostgreSQL_for_a_while_nothing_is_lost_and_everything_goes_on_by_itself()
    {
        using var person = await SignedIn("kitchenradio");
        var playlist = await Protect(person, "kitchenradio");

        await Close(true);
        await Sandbox.TakeDown(playlist.Id, "title");
        await App.Advance(TimeSpan.FromMinutes(6));
        using var probe = App.Visitor();
        using (var ready = await probe.Send(HttpMethod.Get, "/health/ready"))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        using (var live = await probe.Send(HttpMethod.Get, "/health/live"))
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        using (var page = await person.Send(HttpMethod.Get, "/api/playlists"))
            Assert.Equal(("application/problem+json", true), (page.Content.Headers.ContentType?.MediaType, (int)page.StatusCode >= 500));
        await Close(false);

        await Ready(person);
        await person.Sweep();
        Assert.Equal(playlist.Title, (await Sandbox.Truth(playlist.Id)).Title);
        Assert.Equal(12, (await person.Playlists()).Count);
    }

    [Fact]
    public async Task A_page_left_open_holds_up_no_shutdown_and_makes_no_fuss()
    {
        using var person = await SignedIn("kitchenradio");
        await using var page = person.Live(Cancel).GetAsyncEnumerator(Cancel);
        await page.MoveNextAsync();

        var app = App;
        var stopping = Stop(app);
        while (await page.MoveNextAsync())
        {
            // Whatever is still said comes before the end.
        }

        await stopping;
        Assert.DoesNotContain(app.Log.Lines, line => line.Level >= LogLevel.Error);
        Assert.DoesNotContain(app.Log.Lines, line => line.Message.Contains("shutdown timeout", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<LeaseTerm> Term(TonearmApp node)
    {
        var held = new TaskCompletionSource<LeaseTerm>();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var watching = node
            .Services.GetRequiredService<Lease>()
            .WhileHeld(
                async (term, _) =>
                {
                    held.TrySetResult(term);
                    await enough.CancelAsync();
                },
                enough.Token
            );
        await Task.WhenAny(watching, held.Task);
        return await held.Task;
    }

    private static async Task Ended(LeaseTerm term)
    {
        var ended = new TaskCompletionSource();
        await using var registration = term.Ended.Register(ended.SetResult);
        await ended.Task.WaitAsync(Cancel);
    }

    // Every answer is a real one: the loop ends as soon as the node has found its database again.
    private static async Task Ready(Person person)
    {
        while (true)
        {
            using var ready = await person.Send(HttpMethod.Get, "/health/ready");
            if (ready.IsSuccessStatusCode)
                return;
            Cancel.ThrowIfCancellationRequested();
        }
    }
}
