using Tonearm.Accounts.Pages;

namespace Tonearm.BrowserTests.Looks;

/// <summary>A day's calls, as the page on them shows them.</summary>
internal static class CallsExamples
{
    private static readonly DateTimeOffset Now = Examples.Now;

    public static CallsView Stretched() =>
        new(
            [
                "Guard looks every 17 minutes, because looking at 3 accounts every 5 minutes needs 1,728 calls a day and about 540 are left for it. What was changed within the last day is looked at every 5 minutes.",
                "A party is on, and half of the player's calls are kept for it.",
            ],
            [
                new(
                    "Looking at lists of playlists",
                    486,
                    600,
                    [
                        new("person", "for what somebody waited for", 12, Kept: false),
                        new("restore", "to put things back", 8, Kept: false),
                        new("background", "for looking by itself", 466, Kept: false),
                        new("person", "kept for what you ask for", 18, Kept: true),
                        new("restore", "kept to put things back", 22, Kept: true),
                    ],
                    24,
                    523,
                    1_728,
                    null,
                    Quota: false
                ),
                new(
                    "Looking at players",
                    93,
                    600,
                    [
                        new("person", "for what somebody waited for", 21, Kept: false),
                        new("party", "for a party", 72, Kept: false),
                        new("person", "kept for what you ask for", 9, Kept: true),
                        new("party", "kept for a party", 228, Kept: true),
                    ],
                    24,
                    200,
                    200,
                    null,
                    Quota: false
                ),
                new(
                    "Writing playlists",
                    14,
                    726,
                    [
                        new("restore", "to put things back", 14, Kept: false),
                        new("person", "kept for what you ask for", 36, Kept: true),
                        new("restore", "kept to put things back", 131, Kept: true),
                    ],
                    24,
                    null,
                    null,
                    null,
                    Quota: false
                ),
            ],
            Learns: true,
            Fixed: null,
            [
                new(Now.AddHours(-9), "Writing playlists", "590 calls went well in a day. From then on 726 are made at most."),
                new(
                    Now.AddDays(-3),
                    "Looking at lists of playlists",
                    "Spotify refused after 667 calls. From then on 600 are made at most."
                ),
            ],
            Now
        );

    public static CallsView Quiet() =>
        Stretched() with
        {
            Days = [Stretched().Days[0] with { QuietUntil = Now.AddHours(11), Quota = true, LookBackHours = 30 }],
        };

    public static CallsView Fixed() =>
        Stretched() with
        {
            Learns = false,
            Fixed = 300,
            Lessons = [],
            Days =
            [
                Stretched().Days[0] with
                {
                    Used = 270,
                    Most = 300,
                    Planned = 262,
                    Parts =
                    [
                        new("background", "for looking by itself", 270, Kept: false),
                        new("person", "kept for what you ask for", 15, Kept: true),
                        new("restore", "kept to put things back", 15, Kept: true),
                    ],
                },
            ],
        };

    public static CallsView None() => new([], [], Learns: true, Fixed: null, [], Now);
}
