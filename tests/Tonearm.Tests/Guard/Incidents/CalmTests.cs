namespace Tonearm.Tests.Guard.Incidents;

/// <summary>An incident lasts until the playlist has stayed calm, and is one however many looks follow.</summary>
public sealed class CalmTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private const string Owner = "kitchenradio";

    [Fact]
    public async Task An_incident_that_has_stayed_calm_is_closed_and_stays_one_and_the_next_is_another()
    {
        using var person = await SignedIn(Owner);
        var playlist = await Protect(person, Owner);
        await Sandbox.TakeDown(playlist.Id, "title");
        await person.Sweep();
        await App.Advance(TimeSpan.FromMinutes(2));
        await person.Until(playlist.Id, now => now.State == "as-you-want-it");
        Assert.Null(Assert.Single(await person.Incidents()).ClosedAt);

        await App.Advance(TimeSpan.FromHours(1));
        for (var look = 0; look < 2; look++)
            await person.Sweep();
        Assert.NotNull(Assert.Single(await person.Incidents()).ClosedAt);

        await Sandbox.TakeDown(playlist.Id, "title");
        await person.Sweep();
        Assert.Equal([true, false], (await person.Incidents()).Select(incident => incident.ClosedAt is null));

        // What is shown with the latest change first knows it without reading them all.
        Assert.Equal(
            await Scalar<DateTime>("select max(seen_at) from drifts"),
            await Scalar<DateTime>($"select changed_at from playlists where id = '{playlist.Id}'")
        );

        // Each brings its day along, for a reader whose day begins elsewhere.
        var page = await person.Http.GetStringAsync(new Uri("/guard/incidents", UriKind.Relative), Cancel);
        Assert.Equal(2, page.Split("class=\"day-name\"").Length - 1);
    }
}
