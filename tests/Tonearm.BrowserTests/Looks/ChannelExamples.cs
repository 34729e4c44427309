using Tonearm.Guard.Pages;

namespace Tonearm.BrowserTests.Looks;

/// <summary>Where an owner is told something, as the pages on it show it.</summary>
internal static class ChannelExamples
{
    private static readonly ChannelChoice[] Kinds =
    [
        new("ntfy", "ntfy", "Reaches phones by the ntfy app. Whoever knows the topic can read it, so choose one that nobody guesses."),
        new("discord", "Discord", "A channel in Discord: open its settings, Integrations, Webhooks, and copy the address of a new one."),
        new("slack", "Slack", "A channel in Slack: make an app there with an incoming webhook, and copy its address."),
        new(
            "mail",
            "Mail",
            "Goes to a mailbox, through the server that sends your mail; what it wants stands in the help of your provider."
        ),
        new("webhook", "Webhook", "Sends JSON to an address of yours, signed, so that your program knows who sent it."),
        new("apprise", "Apprise API", "Your own Apprise API, which reaches Telegram, Matrix, Signal, Pushover and a hundred others."),
    ];

    private static readonly (string Slug, string Name, string Hint)[] Tells =
    [
        ("changed", "Something was changed", "A title, a description or a cover is not as you want it."),
        ("put-back", "It is right again", "What was put back, once all is over."),
        ("needs-you", "Guard needs you", "It is on hold, or cannot be written. Told in quiet hours, too."),
        ("sign-in", "A sign-in ends", "30, 7 and 1 days before, and when it has. Told in quiet hours, too."),
        ("not-looking", "Guard cannot look", "An account could not be looked at for an hour more than it should."),
    ];

    public static ChannelsView None() => new([], Kinds, Examples.Now);

    public static ChannelsView All() =>
        new(
            [
                Card(
                    "ntfy",
                    "ntfy.sh",
                    "works",
                    "Works",
                    "Told all there is, quiet from 23:00 to 07:00 (Europe/Berlin), and the week on Monday."
                ),
                Card(
                    "Discord",
                    "discord.com",
                    "stopped",
                    "Stopped",
                    "Told all there is.",
                    "discord.com answered 404: {\"message\": \"Unknown Webhook\", \"code\": 10015}"
                ),
                Card(
                    "Webhook",
                    "hooks.a-very-long-name-of-a-label-that-nobody-shortens.example.org",
                    "waits",
                    "Trouble",
                    "Told when Guard needs you, a sign-in ends.",
                    "hooks.a-very-long-name-of-a-label-that-nobody-shortens.example.org did not answer in time."
                ),
                Card("Mail", "night@harbourlights.example", "paused", "Paused", "Told all there is.") with
                {
                    Paused = true,
                    SentAt = null,
                },
            ],
            Kinds,
            Examples.Now
        );

    public static ChannelView New() =>
        new(
            null,
            Kinds[0],
            Ntfy("https://ntfy.sh", has: false),
            Wanted(),
            "",
            "",
            "",
            Weekly: false,
            new Dictionary<string, string>(),
            Zones
        );

    public static ChannelView Wrong() =>
        new(
            Guid.NewGuid(),
            Kinds[0],
            Ntfy("http://ntfy.sh", has: true),
            Wanted(),
            "22:00",
            "22:00",
            "Europe/Atlantis",
            Weekly: true,
            new Dictionary<string, string>
            {
                ["server"] = "An address begins with https://, so that nobody on the way reads what is sent.",
                ["quietFrom"] = "Quiet hours have two different times, as 22:00 and 07:00; leave both empty for none.",
                ["zone"] = "There is no time zone of that name. Write it as Europe/Berlin.",
            },
            Zones
        );

    private static readonly string[] Zones = ["Europe/Berlin", "Europe/London", "UTC"];

    private static ChannelCard Card(string name, string where, string state, string word, string tells, string? problem = null) =>
        new(
            Guid.NewGuid(),
            name,
            where,
            state,
            word,
            tells,
            problem,
            problem is null ? null : Examples.Now.AddMinutes(-12),
            Examples.Now.AddHours(-3),
            Paused: false
        );

    private static ChannelFieldView[] Ntfy(string server, bool has) =>
        [
            new("server", "Server", "", IsSecret: false, IsOptional: false, 500, server, HasValue: true, []),
            new("topic", "Topic", "Letters, digits, - and _; at most 64.", IsSecret: true, IsOptional: false, 64, "", has, []),
            new(
                "token",
                "Access token",
                "Only where the topic asks for one. It begins with tk_.",
                IsSecret: true,
                IsOptional: true,
                500,
                "",
                has,
                []
            ),
            new(
                "security",
                "Encryption",
                "",
                IsSecret: false,
                IsOptional: false,
                20,
                "tls",
                HasValue: true,
                [new("starttls", "STARTTLS"), new("tls", "TLS from the start")]
            ),
        ];

    private static ChannelTellView[] Wanted() => [.. Tells.Select(tell => new ChannelTellView(tell.Slug, tell.Name, tell.Hint, true))];
}
