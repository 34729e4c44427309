using System.Net;
using Tonearm.Guard.Notifications;

namespace Tonearm.Tests.Guard.Notifications;

/// <summary>Nobody reaches through us what stands beside us.</summary>
public sealed class PrivateAddressTests(TestPostgres postgres, TestSandboxes sandboxes) : NotificationSlice(postgres, sandboxes)
{
    protected override (string Name, string? Value)[] Settings => [];

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.10")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("ff02::1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    public void Special_addresses_are_not_public(string address) => Assert.False(PublicConnections.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("192.169.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:1.1.1.1")]
    public void Others_are(string address) => Assert.True(PublicConnections.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("2130706433")]
    public async Task Nothing_is_sent_to_a_name_or_number_that_leads_to_this_machine(string host)
    {
        using var person = await SignedIn(Owner);
        var channel = await Add(person, new("webhook", $"https://{host}:{Receiver.Address.Port}/hook", Secret));

        var test = await Test(person, channel);

        Assert.False(test.Taken);
        Assert.Contains("private network", test.Sentence, StringComparison.Ordinal);
        Assert.Empty(Receiver.All);
    }

    [Fact]
    public async Task What_is_not_encrypted_is_not_taken()
    {
        using var person = await SignedIn(Owner);

        using var answer = await person.Send(
            HttpMethod.Post,
            "/api/notifications/channels",
            new ChannelChange("webhook", "http://example.org/hook", Secret)
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("https://", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }
}
