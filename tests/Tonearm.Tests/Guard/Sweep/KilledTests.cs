namespace Tonearm.Tests.Guard.Sweep;

/// <summary>kill -9 between two steps of a restore: after the restart it ends in the same place.</summary>
public sealed class KilledTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private const string Owner = "kitchenradio";
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(90);

    [Theory]
    [InlineData("", false)]
    [InlineData("", true)]
    [InlineData("/images", false)]
    [InlineData("/images", true)]
    public async Task Killed_before_or_after_a_write_has_its_effect_nothing_is_written_more_than_once_again(string write, bool afterEffect)
    {
        using var person = await SignedIn(Owner);
        var id = (await Sandbox.Complete(Owner))[0].Id;
        var cover = (await person.Protect(id)).Wanted!.Cover![^64..];
        var before = await Sandbox.Truth(id);
        await App.DisposeAsync();
        foreach (var field in new[] { "title", "description", "cover" })
            await Sandbox.TakeDown(id, field);
        var hold = await Sandbox.Hold($"/v1/playlists/{id}{write}", "PUT", afterEffect: afterEffect);
        // The process lives by the real time: for it the account is due at once.
        await Scalar<int>("update listings set due_at = now()");
        await KilledAt(hold);
        await Restart();
        await App.Advance(Settle + TimeSpan.FromMinutes(1));
        await Finished(id, before, cover);

        var after = await Sandbox.Truth(id);
        Assert.Equal((before.Title, before.Description, cover), (after.Title, after.Description, after.CoverSha256));
        Assert.All((await Sandbox.Writes(id)).GroupBy(each => each.What), each => Assert.InRange(each.Count(), 1, 2));
    }

    private async Task Finished(string id, TruePlaylist before, string cover)
    {
        using var person = App.Visitor();
        await person.SignIn(Owner);
        await person.Until(async () =>
            await Sandbox.Truth(id) is var now
            && now.Title == before.Title
            && now.Description == before.Description
            && now.CoverSha256 == cover
        );
        await App.Advance(Settle);
        // What was written before the kill may have been written once more since, and is confirmed from then on.
        await person.Until(async () =>
        {
            var state = (await person.Playlist(id)).State;
            if (state == "confirming")
                await App.Advance(Settle);
            return state == "as-you-want-it";
        });
        Assert.All(Assert.Single(await person.Incidents()).Drifts, drift => Assert.NotNull(drift.EndedAt));
    }
}
