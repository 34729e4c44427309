using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Tonearm.Sandbox.Tests.Guests;

public sealed class GuestTests : Stand
{
    private Task<JsonNode> Send(PartySite site, int guests) =>
        Control(
            HttpMethod.Post,
            "/sandbox/guests",
            new
            {
                address = site.Url,
                code = PartySite.Code,
                guests,
                everySeconds = 0.03,
            }
        );

    [Fact]
    public async Task Guests_join_on_phones_of_their_own_and_like_what_is_on_the_ballot()
    {
        await using var site = await PartySite.Start(Cancel);
        await Send(site, 5);
        var likes = new List<Like>();
        while (likes.Count < 30 || likes.Select(like => like.Phone).Distinct().Count() < 5 || site.Open.Count < 5)
            likes.Add(await site.NextLike(Cancel));

        Assert.Equal(5, site.Phones.Count);
        Assert.Equal(site.Phones.Keys.Order(StringComparer.Ordinal), site.Open.Keys.Order(StringComparer.Ordinal));
        Assert.All(likes, like => Assert.Equal("7", like.Round));
        Assert.Equal(["one", "two"], likes.Select(like => like.Track).Distinct().Order(StringComparer.Ordinal));
        Assert.All(likes.GroupBy(like => like.Phone), mine => Assert.Equal(Enumerable.Range(1, mine.Count()), mine.Select(like => like.N)));
        Assert.Equal(5, (await Control(HttpMethod.Get, "/sandbox/guests"))["joined"]!.GetValue<int>());
    }

    [Fact]
    public async Task They_leave_when_the_party_ends()
    {
        await using var site = await PartySite.Start(Cancel);
        await Send(site, 3);
        await site.NextLike(Cancel);
        await site.End(3);
        int there;
        do there = (await Control(HttpMethod.Get, "/sandbox/guests"))["there"]!.GetValue<int>();
        while (there > 0);
        Assert.Equal(0, there);
    }

    [Fact]
    public async Task They_leave_when_they_are_sent_home()
    {
        await using var site = await PartySite.Start(Cancel);
        await Send(site, 3);
        await site.NextLike(Cancel);
        Assert.Equal(0, (await Control(HttpMethod.Delete, "/sandbox/guests"))["there"]!.GetValue<int>());
    }

    [Fact]
    public async Task With_a_wrong_code_nobody_stays()
    {
        await using var site = await PartySite.Start(Cancel);
        await Control(
            HttpMethod.Post,
            "/sandbox/guests",
            new
            {
                address = site.Url,
                code = "654321",
                guests = 2,
                everySeconds = 0.03,
            }
        );
        JsonNode state;
        do state = await Control(HttpMethod.Get, "/sandbox/guests");
        while (state["there"]!.GetValue<int>() > 0);
        Assert.Equal(0, state["joined"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("http://192.168.0.1:5080")]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("http://127.0.0.1.example.org")]
    [InlineData("http://localhost.example.org")]
    [InlineData("http://localhost@example.org")]
    [InlineData("https://127.0.0.1")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/api")]
    [InlineData(null)]
    public async Task Guests_go_nowhere_but_on_this_machine(string? address)
    {
        using var response = await Http.PostAsJsonAsync("/sandbox/guests", new { address, code = PartySite.Code }, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }
}
