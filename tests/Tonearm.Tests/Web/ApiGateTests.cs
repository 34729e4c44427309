using System.Net;

namespace Tonearm.Tests.Web;

public sealed class ApiGateTests
{
    [Theory]
    [InlineData("same-origin", null)]
    [InlineData("none", null)]
    [InlineData(null, null)]
    [InlineData(null, "https://tonearm.example")]
    [InlineData("same-site", "https://tonearm.example")]
    public async Task Lets_in_our_own_pages_and_clients_that_are_no_browsers(string? site, string? origin)
    {
        await using var shell = await Shell.Start(configuration: ("Web:PublicUrl", "https://tonearm.example"));

        using var answer = await shell.Ask("/api/hello", [.. Headers(site, origin)]);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("cross-site", null)]
    [InlineData("same-site", null)]
    [InlineData("cross-site", "https://evil.example")]
    [InlineData(null, "https://evil.example")]
    [InlineData(null, "https://tonearm.example.evil.example")]
    [InlineData(null, "http://tonearm.example")]
    [InlineData(null, "null")]
    public async Task Refuses_what_a_foreign_page_asks_for(string? site, string? origin)
    {
        await using var shell = await Shell.Start(configuration: ("Web:PublicUrl", "https://tonearm.example"));

        using var answer = await shell.Ask("/api/hello", [.. Headers(site, origin)]);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Knows_the_address_a_phone_in_the_house_has_used()
    {
        await using var shell = await Shell.Start();

        using var answer = await shell.Ask("/api/hello", ("Origin", shell.Address.GetLeftPart(UriPartial.Authority)));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Leaves_pages_alone()
    {
        await using var shell = await Shell.Start();

        using var answer = await shell.Ask("/", ("Sec-Fetch-Site", "cross-site"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static IEnumerable<(string, string)> Headers(string? site, string? origin)
    {
        if (site is not null)
            yield return ("Sec-Fetch-Site", site);
        if (origin is not null)
            yield return ("Origin", origin);
    }
}
