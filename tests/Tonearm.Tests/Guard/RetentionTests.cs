using Microsoft.Extensions.DependencyInjection;
using Tonearm.Data;

namespace Tonearm.Tests.Guard;

/// <summary>Nothing grows for ever, and nothing goes that somebody still wants.</summary>
public sealed class RetentionTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private const string Owner = "kitchenradio";

    [Fact]
    public async Task Evidence_goes_with_its_pictures_when_it_is_older_than_it_is_kept_and_what_is_wanted_stays()
    {
        using var person = await SignedIn(Owner);
        var playlist = await Protect(person, Owner);
        await Sandbox.Edit(playlist.Id, title: "Somebody else's");
        await Sandbox.SetCover(playlist.Id, "cover-contours");
        await person.Sweep();
        await App.Advance(TimeSpan.FromMinutes(2));
        await person.Until(playlist.Id, now => now.State == "as-you-want-it");
        await App.Advance(TimeSpan.FromHours(2));
        await person.Sweep();
        Assert.NotNull(Assert.Single(await person.Incidents()).ClosedAt);
        Assert.Equal(2, await Rows("covers"));

        await Keep(TimeSpan.FromDays(399));
        Assert.Equal((1, 2), (await Rows("incidents"), await Rows("covers")));

        await Keep(TimeSpan.FromDays(2));
        foreach (var table in new[] { "incidents", "drifts", "restores" })
            Assert.Equal(0, await Rows(table));

        await Keep(TimeSpan.FromDays(2));
        Assert.Equal((1, 1), (await Rows("covers"), await Rows("wanted")));
        Assert.Equal(0, await Rows("sweeps where started_at < (select max(started_at) - interval '31 days' from sweeps)"));
    }

    [Fact]
    public async Task The_pictures_seen_last_are_remembered_and_the_one_that_is_shown_whenever_it_was_seen()
    {
        using var person = await SignedIn(Owner);
        var playlist = await Protect(person, Owner);
        var shown = await Scalar<string>($"select image_id from playlists where id = '{playlist.Id}'");
        await Sql(
            $"""
            update renditions set seen_at = seen_at - interval '1 year';
            insert into renditions (account_id, playlist_id, image_id, cover_hash, seen_at)
            select account_id, playlist_id, 'other ' || n, null, seen_at + n * interval '1 minute' from renditions, generate_series(1, 30) n
            """
        );

        await Keep(TimeSpan.FromDays(1));

        Assert.Equal(21, await Rows("renditions"));
        Assert.Equal(1, await Rows($"renditions where image_id = '{shown}'"));
        Assert.Equal(0, await Rows("renditions where image_id in ('other 1', 'other 10')"));
    }

    [Fact]
    public async Task A_rule_is_kept_once_a_day()
    {
        using var person = await SignedIn(Owner);
        var retention = App.Services.GetRequiredService<Retention>();
        await retention.KeepDue(Cancel);
        await Sql(
            "insert into sweeps (account_id, started_at, ended_at, calls, looked, drifted, restored) select id, 'epoch', 'epoch', 0, 0, 0, 0 from accounts"
        );

        await retention.KeepDue(Cancel);
        Assert.Equal(1, await Rows("sweeps where started_at = 'epoch'"));

        await Keep(TimeSpan.FromDays(1));
        Assert.Equal(0, await Rows("sweeps where started_at = 'epoch'"));
    }

    /// <summary>The days pass, and what is no longer kept goes.</summary>
    private async Task Keep(TimeSpan after)
    {
        await App.Advance(after);
        await App.Services.GetRequiredService<Retention>().KeepDue(Cancel);
    }

    private Task<int> Rows(string of) => Scalar<int>($"select count(*)::int from {of}");
}
