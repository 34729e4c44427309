using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Tonearm.Tests.Web;

/// <summary>Requests that no browser sends: each is answered with what is wrong with it, and none with a fault of ours.</summary>
public sealed class OddRequestTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private const string Form = "application/x-www-form-urlencoded";

    [Theory]
    [InlineData("/join", Form + "; charset=bogus", "code=1", 400)]
    [InlineData("/api/join", "application/json; charset=bogus", "{}", 400)]
    [InlineData("/join", "multipart/form-data", "code=1", 400)]
    [InlineData("/join", "multipart/form-data; boundary=\"half", "code=1", 400)]
    [InlineData("/join", "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"code\"\r\n\r\n12", 400)]
    [InlineData("/join", "multipart/form-data; boundary=b", "", 400)]
    [InlineData("/join", Form, "code=%00", 400)]
    [InlineData("/join", Form, "%00=1", 400)]
    [InlineData("/signout", Form, "returnUrl=%2F%00", 400)]
    [InlineData("/api/join", "application/json", "{", 400)]
    [InlineData("/api/join", "application/json", "", 400)]
    [InlineData("/api/join", "application/json", "[1]", 400)]
    [InlineData("/api/join", "application/json", "{\"code\":7}", 400)]
    [InlineData("/api/join", "text/plain", "x", 415)]
    public async Task A_body_that_no_one_sends_is_refused_with_a_sentence(string path, string type, string body, int status) =>
        await Refused(path, type, Encoding.UTF8.GetBytes(body), status);

    [Fact]
    public async Task A_form_with_a_key_of_3_KB_is_refused() =>
        await Refused("/join", Form, Encoding.ASCII.GetBytes($"{new string('k', 3_000)}=1"), 400);

    [Fact]
    public async Task A_form_with_a_value_of_9_KB_is_refused() =>
        await Refused("/join", Form, Encoding.ASCII.GetBytes($"code={new string('v', 9_000)}"), 400);

    [Fact]
    public async Task A_form_of_8_193_values_is_refused() =>
        await Refused("/join", Form, Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Range(0, 8_193).Select(n => $"a{n}=1"))), 400);

    [Theory]
    [InlineData("/join", Form)]
    [InlineData("/api/join", "application/json")]
    public async Task A_body_of_5_MB_is_refused_before_it_is_sent(string path, string type)
    {
        var answer = await Ask(
            $"POST {path} HTTP/1.1\r\nConnection: close\r\nHost: 127.0.0.1\r\nContent-Type: {type}\r\nContent-Length: {5 * 1024 * 1024}\r\n\r\n"
        );

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("too large", answer, StringComparison.Ordinal);
        NoFault();
    }

    [Fact]
    public async Task A_form_with_a_cover_of_over_2_MB_is_refused()
    {
        using var person = await SignedIn("kitchenradio");
        var playlist = (await Sandbox.Complete("kitchenradio"))[0];
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[(2 * 1024 * 1024) + 1]), "cover", "cover.jpg" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/guard/playlists/{playlist.Id}/wanted", UriKind.Relative))
        {
            Content = form,
        };
        // The refusal comes before the form has been read: who is still sending would meet a closed line.
        request.Headers.ExpectContinue = true;
        using var answer = await person.Http.SendAsync(request, Cancel);

        Assert.True(answer.StatusCode is HttpStatusCode.RequestEntityTooLarge, $"{(int)answer.StatusCode}");
        NoFault();
    }

    [Theory]
    [InlineData("GET / HTTP/1.0\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n", 200)]
    [InlineData("GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nConnection: close\r\nHost:\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nConnection: close\r\nHost: a:b:c\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nConnection: close\r\nHost: example.org:99999\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nConnection: close\r\nHost: -_%zz\r\n\r\n", 400)]
    [InlineData("GET /%00 HTTP/1.1\r\nConnection: close\r\nHost: 127.0.0.1\r\n\r\n", 400)]
    [InlineData("GET /health/live HTTP/1.0\r\n\r\n", 200)]
    public async Task A_Host_that_is_odd_or_missing_is_refused_and_a_probe_needs_none(string request, int status)
    {
        Assert.StartsWith($"HTTP/1.1 {status} ", await Ask(request), StringComparison.Ordinal);
        NoFault();
    }

    [Fact]
    public async Task An_address_of_ours_to_come_back_to_may_be_written_in_any_script()
    {
        using var person = App.Visitor();
        using var answer = await person.TrySignIn("firstspin", "/signin?returnUrl=" + Uri.EscapeDataString("/guard?find=Žluť 音"));

        Assert.Equal("/guard?find=%C5%BDlu%C5%A5 %E9%9F%B3", answer.Headers.Location?.OriginalString);
        NoFault();
    }

    [Fact]
    public async Task A_made_up_forwarded_host_behind_a_trusted_proxy_leads_nowhere()
    {
        var node = await StartNode(settings: [("Web:TrustedProxies", "127.0.0.1")]);
        using var person = node.Visitor();
        using var answer = await person.Send(
            HttpMethod.Get,
            "/signin",
            headers: [("X-Forwarded-Host", "evil.example"), ("X-Forwarded-For", "192.0.2.7"), ("X-Forwarded-Proto", "https")]
        );

        Assert.DoesNotContain("evil.example", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_sets_the_forwarded_host_itself_is_believed_when_the_settings_say_so()
    {
        var node = await StartNode(settings: [("Web:TrustedProxies", "127.0.0.1"), ("Web:ForwardedHost", "true")]);
        using var person = node.Visitor();
        using var answer = await person.Send(
            HttpMethod.Get,
            "/signin",
            headers: [("X-Forwarded-Host", "music.example"), ("X-Forwarded-For", "192.0.2.7"), ("X-Forwarded-Proto", "https")]
        );

        Assert.Contains(
            Uri.EscapeDataString("https://music.example/signin/spotify"),
            answer.Headers.Location!.OriginalString,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Sign_ins_from_one_IPv6_network_count_together_whatever_address_of_it_they_come_from()
    {
        var node = await StartNode(settings: [("Web:TrustedProxies", "127.0.0.1")]);
        Assert.Equal(60, await SignIns(node, 73, n => $"2001:db8:1:1::{n:x}"));
        // Its neighbours in the /56 have room, and then no more.
        Assert.Equal(180, await SignIns(node, 200, n => $"2001:db8:1:{n + 2:x}::1"));
        Assert.Equal(1, await SignIns(node, 1, _ => "2001:db8:2:1::1"));
    }

    private async Task<string> Ask(string request)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, App.Address.Port, Cancel);
        await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), Cancel);
        using var reader = new StreamReader(tcp.GetStream());
        return await reader.ReadToEndAsync(Cancel);
    }

    private static async Task<int> SignIns(TonearmApp node, int count, Func<int, string> address)
    {
        using var person = node.Visitor();
        var through = 0;
        for (var n = 0; n < count; n++)
        {
            using var answer = await person.Send(HttpMethod.Get, "/signin", headers: ("X-Forwarded-For", address(n)));
            if (answer.StatusCode == HttpStatusCode.Redirect)
                through++;
            else
                Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        }

        return through;
    }

    private async Task Refused(string path, string type, byte[] body, int status)
    {
        using var person = App.Visitor();
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = content,
            Headers = { Accept = { new MediaTypeWithQualityHeaderValue("application/json") } },
        };
        using var answer = await person.Http.SendAsync(request, Cancel);
        var said = await answer.Content.ReadAsStringAsync(Cancel);

        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode} {said}");
        Assert.Contains("\"detail\":\"", said, StringComparison.Ordinal);
        NoFault();
    }

    private void NoFault() => Assert.DoesNotContain(App.Log.Lines, line => line.Level >= LogLevel.Error);
}
