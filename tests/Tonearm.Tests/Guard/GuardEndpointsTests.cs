using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Tonearm.Guard;

namespace Tonearm.Tests.Guard;

/// <summary>What scripts are told: refusals with a sentence, nobody else's playlists, pictures of their own.</summary>
public sealed class GuardEndpointsTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private const string Owner = "kitchenradio";

    [Fact]
    public async Task What_Spotify_would_refuse_is_refused_with_a_sentence_and_changes_nothing()
    {
        using var person = await SignedIn(Owner);
        var id = await Protected(person);

        foreach (
            var change in new WantedChange[]
            {
                new("", null),
                new(new string('x', 101), null),
                new("two\nlines", null),
                new(null, new string('x', 301)),
                new(null, "two\nlines"),
                new(null, ""),
            }
        )
        {
            using var answer = await person.Send(HttpMethod.Put, $"/api/playlists/{id}/wanted", change);
            await IsProblem(HttpStatusCode.BadRequest, answer);
        }

        Assert.Equal(1, (await person.Playlist(id)).Wanted!.Version);
    }

    [Fact]
    public async Task A_cover_that_Spotify_would_not_take_is_refused_with_a_sentence_and_changes_nothing()
    {
        using var person = await SignedIn(Owner);
        var id = await Protected(person);
        var jpeg = await Sandbox.Cover("cover-bloom");

        foreach (
            var (bytes, type, status) in new (byte[], string, HttpStatusCode)[]
            {
                ([], "image/jpeg", HttpStatusCode.BadRequest),
                ([1, 2, 3], "image/jpeg", HttpStatusCode.BadRequest),
                (jpeg[..^100], "image/jpeg", HttpStatusCode.BadRequest),
                (Jpegs.Of(640, 640, components: 4), "image/jpeg", HttpStatusCode.BadRequest),
                (Jpegs.Padded(180_001), "image/jpeg", HttpStatusCode.BadRequest),
                (Jpegs.Padded(200_000), "image/jpeg", HttpStatusCode.RequestEntityTooLarge),
                (jpeg, "image/png", HttpStatusCode.UnsupportedMediaType),
            }
        )
        {
            using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
            using var answer = await person.Http.PutAsync(new Uri($"/api/playlists/{id}/wanted/cover", UriKind.Relative), content, Cancel);
            await IsProblem(status, answer);
        }

        Assert.Equal(1, (await person.Playlist(id)).Wanted!.Version);
    }

    [Theory]
    [InlineData("GET", "/api/playlists?state=happy", null)]
    [InlineData("GET", "/api/playlists?account=none", null)]
    [InlineData("GET", "/api/incidents?before=yesterday", null)]
    [InlineData("PUT", "/api/playlists/{id}/protection", """{"mode":"sometimes"}""")]
    [InlineData("PUT", "/api/playlists/{id}/protection", """{"mode":"2"}""")]
    [InlineData("PUT", "/api/playlists/{id}/protection", """{"mode":"restore","fields":[]}""")]
    [InlineData("PUT", "/api/playlists/{id}/protection", """{"mode":"restore","fields":["tempo"]}""")]
    [InlineData("PUT", "/api/playlists/{id}/wanted", "no JSON")]
    [InlineData("POST", "/api/playlists/{id}/rollback", """{"to":"first"}""")]
    [InlineData("POST", "/api/playlists/{id}/keep?version=last", null)]
    public async Task What_makes_no_sense_is_answered_400(string method, string path, string? body)
    {
        using var person = await SignedIn(Owner);
        var id = (await Sandbox.Complete(Owner))[0].Id;
        using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{id}", id, StringComparison.Ordinal));
        if (body is not null)
            request.Content = new StringContent(body, MediaTypeHeaderValue.Parse("application/json"));

        using var answer = await person.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Another_owners_playlist_is_not_found_and_their_pictures_are_not_served()
    {
        using var owner = await SignedIn(Owner);
        var id = await Protected(owner);
        var cover = (await owner.Playlist(id)).Wanted!.Cover!;
        using var other = await SignedIn("northlightrecords");

        foreach (
            var (method, path, body) in new (HttpMethod, string, object?)[]
            {
                (HttpMethod.Get, $"/api/playlists/{id}", null),
                (HttpMethod.Get, $"/api/playlists/{id}/history", null),
                (HttpMethod.Put, $"/api/playlists/{id}/wanted", new WantedChange("Mine now", null)),
                (HttpMethod.Put, $"/api/playlists/{id}/protection", new ProtectionChange("off")),
                (HttpMethod.Post, $"/api/playlists/{id}/keep", null),
                (HttpMethod.Post, $"/api/playlists/{id}/rollback", new RollBackChange(1)),
                (HttpMethod.Post, $"/api/playlists/{id}/restore", null),
                (HttpMethod.Get, cover, null),
            }
        )
        {
            using var answer = await other.Send(method, path, body);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var own = await owner.Send(HttpMethod.Get, cover);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Equal("restore", (await owner.Playlist(id)).Mode);
    }

    [Fact]
    public async Task An_incident_shows_what_stood_there_and_what_was_wanted_with_both_pictures()
    {
        using var person = await SignedIn(Owner);
        var id = await Protected(person);
        var wanted = (await person.Playlist(id)).Wanted!;
        await Sandbox.TakeDown(id, "title");
        await Sandbox.SetCover(id, "cover-bloom");

        await person.Sweep();

        var drifts = Assert.Single(await person.Incidents($"?playlist={id}")).Drifts.ToDictionary(drift => drift.Field);
        Assert.Equal(("blanked", wanted.Title, ""), (drifts["title"].Kind, drifts["title"].Wanted, drifts["title"].Shown));
        Assert.Equal(("edited", wanted.Cover), (drifts["cover"].Kind, drifts["cover"].Wanted));
        var shown = await person.Http.GetByteArrayAsync(new Uri(drifts["cover"].Shown!, UriKind.Relative), Cancel);
        var bloom = await Sandbox.Cover("cover-bloom");
        Assert.True(shown.AsSpan().EndsWith(bloom.AsSpan(2)));
    }

    [Fact]
    public async Task Kept_is_what_Spotify_shows_and_rolled_back_is_what_was_wanted_before()
    {
        using var person = await SignedIn(Owner);
        var id = await Protected(person, "watch");
        var first = (await person.Playlist(id)).Wanted!;
        await Sandbox.Edit(id, title: "That was me");
        await person.Sweep();

        using var kept = await person.Send(HttpMethod.Post, $"/api/playlists/{id}/keep");
        var keptTitle = (await person.Playlist(id)).Wanted!.Title;
        using var back = await person.Send(HttpMethod.Post, $"/api/playlists/{id}/rollback", new RollBackChange(1, 2));

        Assert.Equal("That was me", keptTitle);
        Assert.Equal((3, first.Title), ((await person.Playlist(id)).Wanted!.Version, (await person.Playlist(id)).Wanted!.Title));
        Assert.Equal("kept", Assert.Single(Assert.Single(await person.Incidents()).Drifts).Ending);
    }

    [Fact]
    public async Task The_OpenAPI_document_lists_every_route()
    {
        using var visitor = App.Visitor();
        using var document = JsonDocument.Parse(await visitor.Http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Cancel));

        var paths = document.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToHashSet();
        Assert.Superset(
            new HashSet<string>
            {
                "/api/playlists",
                "/api/playlists/{id}",
                "/api/playlists/{id}/wanted",
                "/api/playlists/{id}/wanted/cover",
                "/api/playlists/{id}/protection",
                "/api/playlists/{id}/history",
                "/api/playlists/{id}/keep",
                "/api/playlists/{id}/rollback",
                "/api/playlists/{id}/restore",
                "/api/guard/sweep",
                "/api/incidents",
                "/api/covers/{hash}",
            },
            paths
        );
    }

    private async Task<string> Protected(Person person, string mode = "restore")
    {
        var id = (await Sandbox.Complete(Owner))[0].Id;
        await person.Protect(id, mode);
        return id;
    }

    private static async Task IsProblem(HttpStatusCode status, HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(status == answer.StatusCode, $"{answer.StatusCode}: {body}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(body);
        Assert.EndsWith(".", problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
