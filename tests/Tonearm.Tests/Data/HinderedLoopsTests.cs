using System.Net;
using Microsoft.Extensions.Logging;

namespace Tonearm.Tests.Data;

/// <summary>
/// Each loop of the application meets what nobody expected: it is told by its name, logged once, and goes on when it can.
/// </summary>
public sealed class HinderedLoopsTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private static readonly string[] Loops =
    [
        "The conductor of the parties",
        "The reader of playlists",
        "A writer of likes",
        "The room of a party",
        "The count of who is here",
        "What hears the goodbyes of phones",
        "Guard",
    ];

    [Fact]
    public async Task Loops_that_fail_are_told_and_logged_once_and_go_on()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        using var guest = await Guest.In(App, party);
        using var page = await guest.Open(party, Cancel);
        await page.Until(shown => shown.People == 1, Cancel);

        await Sql(
            "alter table parties rename to hidden_parties; alter table party_guests rename to hidden_guests; alter table accounts rename to hidden_accounts"
        );
        var degraded = await Health(
            text => Loops.All(loop => text.Contains($"{loop} has failed ", StringComparison.Ordinal)),
            async () =>
            {
                using var refused = await guest.Like(party, party.Ballot[0]);
                Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
                await Sql(
                    $"select pg_notify('tonearm', topic) from unnest(array['party:{party.Id}', 'party', 'party-playlist', 'party-goodbye', 'guard']) topic"
                );
            }
        );
        await Sql(
            "alter table hidden_parties rename to parties; alter table hidden_guests rename to party_guests; alter table hidden_accounts rename to accounts"
        );

        Assert.StartsWith("Degraded\n", degraded, StringComparison.Ordinal);
        await Health(
            text => text == "Healthy",
            async () =>
            {
                using var heeded = await guest.Like(party, party.Ballot[2]);
                await Sql("select pg_notify('tonearm', 'party-goodbye')");
            }
        );
        await page.Until(shown => shown.Ballot[2].Likes == 1, Cancel);
        foreach (var loop in Loops)
            Assert.InRange(
                App.Log.Lines.Count(line =>
                    line.Level == LogLevel.Error && line.Message.StartsWith($"{loop} has failed", StringComparison.Ordinal)
                ),
                1,
                2
            );
    }

    [Fact]
    public async Task A_change_feed_without_its_connection_is_told()
    {
        await Close(true);
        var told = await Health(text => text.Contains("The change feed has failed ", StringComparison.Ordinal), () => Task.CompletedTask);
        await Close(false);

        Assert.StartsWith("Unhealthy\nPostgreSQL does not answer.\n", told, StringComparison.Ordinal);
        await Health(text => text == "Healthy", () => Task.CompletedTask);
    }

    /// <summary>Asks whether all is well until that is the answer.</summary>
    private async Task<string> Health(Func<string, bool> expected, Func<Task> meanwhile)
    {
        using var probe = App.Visitor();
        while (true)
        {
            await meanwhile();
            using var answer = await probe.Send(HttpMethod.Get, "/health/ready");
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            if (expected(text))
                return text;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        }
    }
}
