using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace Tonearm.Tests.Guard.Notifications;

/// <summary>A service that does not take a message, in each of its ways.</summary>
public sealed class DeliveryTests(TestPostgres postgres, TestSandboxes sandboxes) : NotificationSlice(postgres, sandboxes)
{
    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(302)]
    public async Task One_that_is_closed_stops_the_channel_and_says_so_until_a_test_arrives(int status)
    {
        var (person, playlist) = await Protected();
        var channel = await Webhook(person);
        Receiver.Answers(status, $"no_service for {Secret}", ("Location", "http://127.0.0.1:1/elsewhere"));

        await TakenDown(person, playlist);
        await Receiver.Next(Cancel);
        var stopped = await Until(person, now => now.State == "stopped");
        Assert.Contains($"{status}", stopped.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, stopped.Problem, StringComparison.Ordinal);
        Assert.Contains(WebUtility.HtmlEncode(stopped.Problem!), await Page(person), StringComparison.Ordinal);
        await TakenDown(person, playlist, "description");
        await App.Advance(10 * Minute);
        await Settled();
        Assert.True(Receiver.IsQuiet);

        Assert.True((await Test(person, channel)).Taken);
        Assert.Equal("works", (await Channel(person)).State);
    }

    [Fact]
    public async Task What_is_too_long_comes_shorter()
    {
        var (person, playlist) = await Protected();
        await Webhook(person);
        Receiver.Answers(413);
        Receiver.Answers(413);
        Receiver.Answers(413);

        await TakenDown(person, playlist);
        string[] ids = [(await Receiver.Next(Cancel)).Id, (await Receiver.Next(Cancel)).Id, (await Receiver.Next(Cancel)).Id];
        var last = await Receiver.Next(Cancel);

        Assert.All(ids, id => Assert.Equal(last.Id, id));
        Assert.Empty(last.Json["playlists"]!.AsArray());
        Assert.Equal(1, last.Json["omitted"]!.GetValue<int>());
        await Until(person, now => now.State == "works" && now.SentAt is not null);
    }

    [Theory]
    [InlineData("seconds")]
    [InlineData("date")]
    [InlineData("discord")]
    public async Task Too_many_are_tried_again_when_the_service_says(string form)
    {
        var (person, playlist) = await Protected();
        await Add(person, new("discord", Receiver.At("/api/webhooks/1/abc")));
        var at = App.Clock.GetUtcNow().AddMinutes(7);
        if (form == "seconds")
            Receiver.Answers(429, "", ("Retry-After", "420"));
        else if (form == "date")
            Receiver.Answers(429, "", ("Retry-After", at.ToString("R", CultureInfo.InvariantCulture)));
        else
            Receiver.Answers(429, """{"message":"You are being rate limited.","retry_after":420.25,"global":false}""");

        await TakenDown(person, playlist);
        await Receiver.Next(Cancel);
        await Until(person, now => now.State == "waits");
        await App.Advance(6 * Minute);
        await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancel);
        Assert.True(Receiver.IsQuiet);
        await App.Advance(2 * Minute);

        await Receiver.Next(Cancel);
        await Until(person, now => now.State == "works");
    }

    [Theory]
    [InlineData("broken")]
    [InlineData("silent")]
    [InlineData("half")]
    [InlineData("cut")]
    public async Task Of_what_nobody_knows_it_comes_again_under_the_same_id(string way)
    {
        var (person, playlist) = await Protected();
        await Webhook(person);
        Receiver.Answers(
            way switch
            {
                "broken" => context => Status(context, 502),
                "silent" => context => Silence(context),
                "half" => context => Half(context),
                _ => context => Cut(context),
            }
        );

        await TakenDown(person, playlist);
        var first = await Receiver.Next(Cancel);
        await Until(person, now => now.State == "waits");
        await App.Advance(Minute);
        var second = await Receiver.Next(Cancel);

        Assert.Equal((first.Id, first.Body), (second.Id, second.Body));
        await Until(person, now => now.State == "works");
        await Settled();
        Assert.Equal(2, Receiver.All.Count);
    }

    [Fact]
    public async Task After_a_day_it_is_given_up_and_the_next_message_begins_anew()
    {
        var (person, playlist) = await Protected();
        await Webhook(person);
        for (var i = 0; i < 60; i++)
            Receiver.Answers(500);

        await TakenDown(person, playlist);
        var first = (await Receiver.Next(Cancel)).Id;
        var attempts = 1;
        for (; await Answered(attempts); attempts++)
        {
            await App.Advance(61 * Minute);
            await person.Sweep();
            Assert.Equal(first, (await Receiver.Next(Cancel)).Id);
        }

        Assert.InRange(attempts, 23, 26);
        var next = await Receiver.Next(Cancel);
        Assert.NotEqual(first, next.Id);
        Assert.Equal("put-back", $"{next.Json["playlists"]![0]!["fields"]![0]!["outcome"]}");
    }

    /// <summary>Until it is known what became of so many attempts.</summary>
    /// <returns>False when the message was given up.</returns>
    private async Task<bool> Answered(int attempts)
    {
        while (true)
        {
            if (await Scalar<bool>("select bool_or(closed_at is not null) from channel_messages"))
                return false;
            if (await Scalar<int>("select max(attempts) from channel_messages") == attempts)
                return true;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
        }
    }

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task Silence(HttpContext context) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

    private static async Task Half(HttpContext context)
    {
        context.Response.ContentLength = 100;
        await context.Response.WriteAsync("ha");
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    private static Task Cut(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static Task<string> Page(Person person) =>
        person.Http.GetStringAsync(new Uri("/guard/notifications", UriKind.Relative), Cancel);
}
