using System.Text.RegularExpressions;

namespace Tonearm.Tests.Spotify.Governor;

/// <summary>
/// Spotify refuses after a number of calls that it tells nobody: seen were 500 to 2,200 a day, and lock-outs of 13 to 14 hours.
/// </summary>
public sealed class LearningTests(TestPostgres postgres, TestSandboxes sandboxes) : BudgetSlice(postgres, sandboxes)
{
    [Fact]
    public async Task Five_accounts_that_would_spend_a_days_quota_before_breakfast_are_looked_at_all_day()
    {
        string[] people = ["bench1", "bench2", "bench3", "bench4", "bench5"];
        foreach (var name in people)
            await Sandbox.AddPerson(name, 5);
        await Sandbox.Conditions(new { quota = new { calls = 600 } });
        using var person = await SignedIn(people);
        foreach (var name in people)
            await Protect(person, name);
        await person.Sweep();

        await Pass(TimeSpan.FromHours(30));

        Assert.Equal(0, await Refused());
        var governor = await Governor(person);
        var looks = Assert.Single(governor.Forecast);
        Assert.Equal(1_440, looks.ADay);
        Assert.InRange(looks.EverySeconds!.Value, 12 * 60, 15 * 60);
        Assert.Contains("because looking at 5 accounts every 5 minutes needs 1,440 calls a day", looks.Sentence, StringComparison.Ordinal);
        // All of them lately, none more often than the plan says.
        Assert.Equal(
            0,
            await Scalar<long>(
                "select count(*) from listings where looked_at < @since",
                new { since = App.Clock.GetUtcNow() - TimeSpan.FromMinutes(16) }
            )
        );
        Assert.InRange((await Lists(person)).Counted, 450, 600);
    }

    [Fact]
    public async Task A_hidden_quota_is_met_once_and_never_again()
    {
        await Sandbox.AddPerson("crowded", 420);
        await Sandbox.Conditions(
            new
            {
                quota = new
                {
                    hidden = new
                    {
                        seed = 1,
                        least = 400,
                        most = 400,
                    },
                },
            }
        );
        using var person = await SignedIn("crowded");
        await ProtectWindows(person, "crowded", 8);
        await person.Sweep();

        await Pass(TimeSpan.FromHours(26));
        var refused = await Refused();
        Assert.InRange(refused, 1, 8);
        var lists = await Lists(person);
        Assert.Equal((400, 360), (lists.Learned.RefusedAfter, lists.Most));

        await Pass(TimeSpan.FromHours(60));
        Assert.Equal(refused, await Refused());
        Assert.Contains((await Governor(person)).Lessons, lesson => lesson is { Kind: "refused", Counted: 400, Calls: 360 });
        Assert.InRange((await Lists(person)).Counted, 250, 360);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(50_400)]
    public async Task A_refusal_without_a_reason_is_too_fast_a_rate_and_says_nothing_of_the_day(int? retryAfter)
    {
        using var person = await SignedIn("kitchenradio");
        await Protect(person, "kitchenradio");
        await Sandbox.Fail(new("status", 429, "/v1/me/playlists", Count: 1, RetryAfter: retryAfter, Message: "API rate limit exceeded"));

        var problem = (await person.Sweep()).Accounts[0].Problem;

        Assert.Equal(retryAfter is null, problem is null);
        Assert.Equal((600, (int?)null), ((await Lists(person)).Most, (await Lists(person)).Learned.RefusedAfter));
        Assert.Empty((await Governor(person)).Lessons);
        Assert.Equal(retryAfter is null ? null : "rate", (await Lists(person)).Limit?.By);
    }

    [Fact]
    public async Task What_was_learned_outlives_a_restart_and_is_told_until_somebody_has_it_forgotten()
    {
        using var person = await SignedIn("kitchenradio");
        await Protect(person, "kitchenradio");
        await Sql(
            "insert into spotify_calls (family, bucket, purpose, calls) select 'playlist-list', @now, 3, 480".Replace(
                "@now",
                $"'{App.Clock.GetUtcNow().AddHours(-1):O}'",
                StringComparison.Ordinal
            )
        );
        await Sandbox.Fail(new("status", 429, "/v1/me/playlists", Count: 1, RetryAfter: 3_600, Reason: "QUOTA_EXCEEDED"));
        await person.Sweep();
        await Restart();
        using var after = App.Visitor();
        await after.SignIn("kitchenradio");
        Assert.InRange((await Lists(after)).Most!.Value, 432, 450);

        var page = await after.Http.GetStringAsync(new Uri("/accounts/calls", UriKind.Relative), Cancel);
        Assert.Contains("Spotify refused after 48", page, StringComparison.Ordinal);

        var token = Regex
            .Match(page, """name="__RequestVerificationToken" value="([^"]+)""", RegexOptions.None, TimeSpan.FromSeconds(1))
            .Groups[1]
            .Value;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        using var forgotten = await after.Http.PostAsync(new Uri("/accounts/calls/forget", UriKind.Relative), form, Cancel);
        Assert.Equal(600, (await Lists(after)).Most);
    }
}
