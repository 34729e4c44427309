using Microsoft.Extensions.DependencyInjection;
using Tonearm.Spotify;
using Tonearm.Spotify.Governor;

namespace Tonearm.Tests.Spotify.Governor;

/// <summary>A budget of 100 calls of each family.</summary>
public sealed class BudgetTests(TestPostgres postgres, TestSandboxes sandboxes) : BudgetSlice(postgres, sandboxes)
{
    protected override string Budget => "100";

    [Fact]
    public async Task Two_nodes_that_ask_at_once_never_make_more_calls_than_there_are()
    {
        using var person = await SignedIn("kitchenradio");
        var account = (await person.Account("kitchenradio")).Id;
        var other = await StartNode(settings: Settings);
        var spent = (await Lists(person)).Counted;
        await Sandbox.ForgetCalls();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 120).Select(call => List(call % 2 == 0 ? App : other, Caller.Background(account)))
        );

        // Ten are kept: five for people, who have used theirs in reading the list, and five to put things back.
        var free = 100 - spent - 5 - Math.Max(0, 5 - spent);
        Assert.Equal(free, answers.Count(answer => answer.IsOk));
        Assert.Equal(free, (await Sandbox.Calls("/v1/me/playlists")).Recent.Count);
        Assert.All(
            answers.Where(answer => !answer.IsOk),
            answer => Assert.Equal((AnswerKind.Limited, LimitedBy.Budget), (answer.Kind, answer.By))
        );
        Assert.All(answers.Where(answer => !answer.IsOk), answer => Assert.True(answer.Until > App.Clock.GetUtcNow()));
        // What is kept is there for whom it is kept.
        Assert.True((await List(App, Caller.Restore(account))).IsOk);
    }

    [Fact]
    public async Task A_look_that_our_own_budget_holds_back_says_that_it_is_ours_and_Spotify_is_not_asked()
    {
        using var person = await SignedIn("kitchenradio");
        await Protect(person, "kitchenradio");
        var account = (await person.Account("kitchenradio")).Id;
        for (var call = 0; call < 110; call++)
            await List(App, Caller.Background(account));
        await Sandbox.ForgetCalls();

        await Pass(TimeSpan.FromMinutes(40));

        Assert.Empty((await Sandbox.Calls("/v1/me/playlists")).Recent);
        var page = await person.Http.GetStringAsync(new Uri("/guard", UriKind.Relative), Cancel);
        Assert.Contains("calls for looking are used up", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Quota used up", page, StringComparison.Ordinal);
        Assert.Contains("used up here", await Scalar<string>("select problem from listings"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_who_waits_is_answered_when_the_background_has_nothing_left()
    {
        using var person = await SignedIn("kitchenradio");
        var account = (await person.Account("kitchenradio")).Id;
        for (var call = 0; call < 110; call++)
            await List(App, Caller.Background(account));

        Assert.Equal(AnswerKind.Limited, (await List(App, Caller.Background(account))).Kind);
        Assert.True(
            (
                await App
                    .Services.GetRequiredService<Playlists>()
                    .Get(Caller.Person(account), (await Sandbox.Complete("kitchenradio"))[0].Id, Cancel)
            ).IsOk
        );
    }

    [Fact]
    public async Task What_is_changed_keeps_being_looked_at_every_five_minutes_while_the_calm_ones_wait()
    {
        await Sandbox.AddPerson("crowded", 220);
        using var person = await SignedIn("crowded");
        var playlists = await ProtectWindows(person, "crowded", 4);
        await person.Sweep();
        await Sandbox.TakeDown(playlists[2].Id, "title");
        await Pass(TimeSpan.FromHours(8));
        Assert.Equal(playlists[2].Title, (await Sandbox.Truth(playlists[2].Id)).Title);

        var looks = Assert.Single((await Governor(person)).Forecast);
        Assert.True(looks.UrgentEverySeconds < looks.EverySeconds / 3, looks.ToString());
        // Until all of them have just been looked at, so that only a look of its own can see it.
        var own = TimeSpan.FromSeconds(looks.UrgentEverySeconds!.Value + 60);
        while (await Scalar<DateTime>("select due_at from listings") - App.Clock.GetUtcNow().UtcDateTime < 2 * own)
            await Pass(own);
        var last = (await Sandbox.Calls("/v1/me/playlists")).Recent[^1].Number;
        await Sandbox.TakeDown(playlists[2].Id, "title");
        await Pass(own);

        Assert.Equal(playlists[2].Title, (await Sandbox.Truth(playlists[2].Id)).Title);
        Assert.InRange(await CallsSince(last), 1, 3);
    }

    [Fact]
    public async Task Before_more_is_protected_the_page_says_what_that_costs_and_how_often_is_looked_then()
    {
        await Sandbox.AddPerson("crowded", 220);
        using var person = await SignedIn("crowded");
        await ProtectWindows(person, "crowded", 1);
        await person.Sweep();
        var other = (await Sandbox.Library("crowded")).First(each =>
            each is { Position: > 150, Title.Length: > 0, CoverImageId: not null }
        );

        var page = System.Net.WebUtility.HtmlDecode(
            await person.Http.GetStringAsync(new Uri($"/guard/playlists/{other.Id}", UriKind.Relative), Cancel)
        );

        Assert.Matches(
            "Looking at it takes 1 call more to Spotify each time, 288 a day every 5 minutes. Guard then looks every [0-9]+ minutes instead of every [0-9]+ minutes",
            page
        );
    }

    [Fact]
    public async Task A_part_of_the_players_calls_is_kept_for_a_party_that_was_held_at_this_time_last_week()
    {
        using var person = await SignedIn("kitchenradio");
        var account = (await person.Account("kitchenradio")).Id;
        await Sql(
            $"""
            insert into parties (id, owner_id, account_id, host_name, secret, phase, playlist_id, playlist_title, created_at, ended_at)
            select gen_random_uuid(), owner_id, id, 'Host', 'secret', 'ended', 'playlist', 'Playlist', '{App.Clock.GetUtcNow().AddDays(
                -7
            ).AddHours(1):O}', '{App.Clock.GetUtcNow().AddDays(-7).AddHours(5):O}'
            from accounts where id = '{account}'
            """
        );
        App.Clock.Advance(TimeSpan.FromMinutes(2));

        var player = (await Governor(person)).Families.Single(each => each.Family == "player-read");

        Assert.Equal((50, 100 - 50), (player.Kept.Party, player.Left!.Person));
        Assert.Contains(
            (await Governor(person)).Forecast,
            each => each.Sentence.StartsWith("A party was held at this time of the week", StringComparison.Ordinal)
        );
    }

    private static Task<Answer<PlaylistPage>> List(TonearmApp node, Caller caller) =>
        node.Services.GetRequiredService<Playlists>().List(caller, 0, 1, Cancel);
}
