using System.Net;
using System.Net.Http.Json;
using Tonearm.Party.Joining;

namespace Tonearm.Tests.Party.Joining;

/// <summary>Somebody who tries codes has no party's; each is either looked at (404) or turned away (429).</summary>
public sealed class GuessingTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    protected override (string Name, string? Value)[] Settings => [("Guard:Enabled", "false"), ("Web:TrustedProxies", "127.0.0.1")];

    [Fact]
    public async Task Seventy_three_guesses_of_one_device_at_once_are_looked_at_eight_times()
    {
        using var device = new HttpClient(new SocketsHttpHandler()) { BaseAddress = App.Address };
        Assert.Equal(HttpStatusCode.NotFound, await Guess(device, "2001:db8::1"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 73).Select(_ => Guess(device, "2001:db8::1")));

        Assert.Equal(8, answers.Count(answer => answer == HttpStatusCode.NotFound));
        Assert.Equal(65, answers.Count(answer => answer == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Guesses_from_ever_new_networks_of_one_holder_count_together()
    {
        using var strangers = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = App.Address };
        var answers = new List<HttpStatusCode>();
        for (var network = 0; network < 100; network++)
            answers.Add(await Guess(strangers, $"2001:db8:1:{network:x}::1"));

        Assert.Equal(80, answers.Count(answer => answer == HttpStatusCode.NotFound));
        Assert.Equal(HttpStatusCode.NotFound, await Guess(strangers, "2001:db8:2::1"));
    }

    private static async Task<HttpStatusCode> Guess(HttpClient client, string from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/join")
        {
            Content = JsonContent.Create(new JoinRequest("123456")),
        };
        request.Headers.Add("X-Forwarded-For", from);
        using var answer = await client.SendAsync(request, Cancel);
        return answer.StatusCode;
    }
}
