using System.Net;
using Tonearm.Guard;

namespace Tonearm.Tests.Guard.Protection;

/// <summary>Switching protections: what is taken as wanted, and what is refused with its cure.</summary>
public sealed class ProtectingTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private const string Owner = "kitchenradio";

    [Fact]
    public async Task The_first_protection_takes_what_Spotify_shows_at_this_moment_with_the_bytes_of_the_cover()
    {
        using var person = await SignedIn(Owner);
        var id = (await Sandbox.Complete(Owner))[0].Id;
        await Sandbox.Edit(id, title: "Renamed a minute ago");
        await Sandbox.SetCover(id, "cover-bloom");

        var now = await person.Protect(id);

        Assert.Equal((1, "Renamed a minute ago"), (now.Wanted!.Version, now.Wanted.Title));
        var served = await person.Http.GetByteArrayAsync(new Uri(now.Wanted.Cover!, UriKind.Relative), Cancel);
        Assert.Equal(await Sandbox.Http.GetByteArrayAsync(new Uri(now.Observed.Cover!), Cancel), served);
    }

    [Fact]
    public async Task In_a_list_that_has_shifted_far_the_first_protection_still_takes_what_stands_there_now()
    {
        using var person = await SignedIn("northlight.ambient");
        var id = (await Sandbox.Complete("northlight.ambient")).First(each => each.Position > 150).Id;
        await Sandbox.Move("northlight.ambient", id, 0);
        await Sandbox.Edit(id, title: "Moved and renamed");

        Assert.Equal("Moved and renamed", (await person.Protect(id)).Wanted!.Title);
    }

    [Fact]
    public async Task A_lost_title_is_refused_with_the_cure_and_nothing_is_stored()
    {
        using var person = await SignedIn(Owner);
        var id = (await Sandbox.Complete(Owner))[0].Id;
        await Sandbox.TakeDown(id, "title");

        using var answer = await person.Send(HttpMethod.Put, $"/api/playlists/{id}/protection", new ProtectionChange("restore"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("Give it a title", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Null((await person.Playlist(id)).Wanted);
    }

    [Fact]
    public async Task When_Spotify_does_not_answer_nothing_old_is_taken_in_its_place()
    {
        using var person = await SignedIn(Owner);
        var id = (await Sandbox.Complete(Owner))[0].Id;
        await Sandbox.Fail(new("status", Status: 500, Path: "/v1/me/playlists"));

        using var answer = await person.Send(HttpMethod.Put, $"/api/playlists/{id}/protection", new ProtectionChange("restore"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Null((await person.Playlist(id)).Wanted);
    }

    [Fact]
    public async Task Switched_off_and_on_again_it_takes_what_the_owner_has_made_of_it_meanwhile()
    {
        using var person = await SignedIn(Owner);
        var id = (await Sandbox.Complete(Owner))[0].Id;
        await person.Protect(id);
        await App.Advance(TimeSpan.FromMinutes(1));
        await person.Protect(id, "off");
        await Sandbox.Edit(id, title: "Made while it was off");

        var now = await person.Protect(id);
        await person.Sweep();

        Assert.Equal("Made while it was off", now.Wanted!.Title);
        Assert.Empty(await Sandbox.Writes(id));
    }

    [Fact]
    public async Task Switched_off_while_a_sweep_looks_nothing_is_written_any_more()
    {
        using var person = await SignedIn(Owner);
        var id = (await Sandbox.Complete(Owner))[0].Id;
        await person.Protect(id);
        await Sandbox.TakeDown(id, "title");
        var hold = await Sandbox.Hold("/v1/me/playlists");
        var sweep = person.Sweep();
        await hold.Waiting();
        await App.Advance(TimeSpan.FromSeconds(20));

        await person.Protect(id, "off");
        await hold.DisposeAsync();
        await sweep;

        Assert.Empty(await Sandbox.Writes(id));
    }

    [Fact]
    public async Task A_followed_playlist_is_nobodys_to_protect_here()
    {
        using var person = await SignedIn("northlightrecords");
        var followed = (await Sandbox.Library("northlightrecords")).First(each => each.Owner != "northlightrecords").Id;

        using var answer = await person.Send(HttpMethod.Put, $"/api/playlists/{followed}/protection", new ProtectionChange("restore"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain(followed, (await person.Playlists()).Select(each => each.Id));
    }
}
