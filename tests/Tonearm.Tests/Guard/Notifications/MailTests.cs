using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tonearm.Tests.Guard.Notifications;

/// <summary>A message by mail, with a server that speaks SMTP and answers as it is told.</summary>
public sealed class MailTests(TestPostgres postgres, TestSandboxes sandboxes) : NotificationSlice(postgres, sandboxes)
{
    [Fact]
    public async Task A_letter_arrives_with_its_subject_its_text_and_an_id_of_its_own()
    {
        using var person = await SignedIn(Owner);
        using var server = new SmtpServer();

        var test = await Test(person, await Add(person, Channel(server)));

        Assert.True(test.Taken, test.Sentence);
        var letter = await server.Letter.WaitAsync(Cancel);
        Assert.Contains("Subject: A test from Tonearm\r\n", letter, StringComparison.Ordinal);
        Assert.Contains("From: guard@example.org\r\n", letter, StringComparison.Ordinal);
        Assert.Contains("To: night@example.org\r\n", letter, StringComparison.Ordinal);
        Assert.Matches(@"Message-Id: <[0-9a-f-]{36}\.1@tonearm>", letter);
        Assert.Contains("This channel works.", letter, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MAIL", "451 4.7.1 Come again later", "waits")]
    [InlineData("RCPT", "550 5.1.1 No such mailbox", "stopped")]
    [InlineData("DATA", "554 5.7.1 This looks like spam", "waits")]
    public async Task A_server_that_refuses_is_believed_in_its_numbers(string command, string answer, string state)
    {
        var (person, playlist) = await Protected();
        using var server = new SmtpServer((command, answer));
        await Add(person, Channel(server));

        await TakenDown(person, playlist);
        var channel = await Until(person, now => now.Problem is not null);

        Assert.Equal(state, channel.State);
        Assert.Contains(answer[..3], channel.Problem, StringComparison.Ordinal);
    }

    private static Tonearm.Guard.Notifications.ChannelChange Channel(SmtpServer server) =>
        new("mail", Host: "127.0.0.1", Port: $"{server.Port}", Security: "none", From: "guard@example.org", To: "night@example.org");

    /// <summary>As much of RFC 5321 as a letter needs.</summary>
    private sealed class SmtpServer : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly TaskCompletionSource<string> letter = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly (string Command, string Answer)? refusal;

        public SmtpServer((string Command, string Answer)? refusal = null)
        {
            this.refusal = refusal;
            listener.Start();
            _ = Serve();
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public Task<string> Letter => letter.Task;

        public void Dispose() => listener.Dispose();

        private async Task Serve()
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(Cancel);
                using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
                await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false))
                {
                    NewLine = "\r\n",
                    AutoFlush = true,
                };
                await writer.WriteLineAsync("220 example.org");
                while (await reader.ReadLineAsync(Cancel) is { } line)
                {
                    if (refusal is { } refused && line.StartsWith(refused.Command, StringComparison.Ordinal))
                    {
                        await writer.WriteLineAsync(refused.Answer);
                        continue;
                    }

                    await writer.WriteLineAsync(
                        line switch
                        {
                            "QUIT" => "221 Bye",
                            "DATA" => "354 Go on",
                            _ => "250 OK",
                        }
                    );
                    if (line == "QUIT")
                        break;
                    if (line != "DATA")
                        continue;
                    var text = new StringBuilder();
                    while (await reader.ReadLineAsync(Cancel) is { } part and not ".")
                        text.Append(part).Append("\r\n");
                    await writer.WriteLineAsync("250 Taken");
                    letter.TrySetResult(text.ToString());
                }
            }
        }
    }
}
