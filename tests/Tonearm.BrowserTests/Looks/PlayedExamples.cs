using Tonearm.Party.Hosting;
using Tonearm.Party.Pages;
using Tonearm.Party.Played;
using Tonearm.Web;

namespace Tonearm.BrowserTests.Looks;

/// <summary>Believable evenings, as they are told afterwards.</summary>
internal static class PlayedExamples
{
    private static readonly DateTimeOffset Opened = Examples.Now.AddHours(-6);

    private static readonly (string Title, string Artists, int Likes, string How)[] Songs =
    [
        ("Neon Laundry", "The Day Shift", 0, Chosen.Order),
        ("Half Past Summer", "Northern Static, Paper Lanterns", 7, Chosen.Vote),
        ("Don’t Wake the Neighbours", "Basement Choir", 12, Chosen.Vote),
        ("Sundial", "Marble Arcade", 3, Chosen.Host),
        (
            "Every Light in the House Is On and Nobody Knows Who Pays for It (Extended Version)",
            "Sonntag und die Unausweichlichen",
            1,
            Chosen.Vote
        ),
        ("夜の高速道路", "港の灯", 0, Chosen.Host),
        ("שיר אחרון ללילה", "הזמר", 4, Chosen.Vote),
        ("Tin Roof", "Rainy Window", 1204, Chosen.Vote),
        ("Ночной эфир", "Радио 4", 0, Chosen.Order),
        ("Kitchen Dancing", "Sunday Pancakes", 9, Chosen.Vote),
    ];

    public static PlayedView Evening() => View(46) with { MaySave = true };

    public static PlayedView Saving() => Save(new(SaveView.UnderWay, "It is being saved in Spotify."));

    public static PlayedView Saved() =>
        Save(
            new(
                SaveView.Saved,
                "Saved in Spotify as a private playlist, “Kitchen Dancing, 12 March 2026”.",
                "https://open.spotify.com/playlist/x"
            )
        );

    public static PlayedView Consent() =>
        Save(
            new(
                SaveView.Waits,
                "To make a playlist, Tonearm needs one more permission. Spotify asks for it on one page, and then it is saved by itself.",
                SignIn: "/accounts/link?for=party&more=keep"
            )
        );

    public static PlayedView Quota() =>
        Save(
            new(
                SaveView.Waits,
                $"Spotify takes no more calls for that until {TimestampMarkup.Mark(Examples.Now.AddHours(9))}. Then it goes on by itself."
            )
        );

    public static PlayedView NotSaved() =>
        Save(
            new(
                SaveView.Refused,
                "Somebody changed the new playlist in Spotify before all songs were in it, so Tonearm left it as it is. Trying again makes another one."
            )
        );

    public static PlayedView SoFar() =>
        View(4) with
        {
            List = List(4) with { Phase = "live", EndedAt = null, OpenedAt = Examples.Now.AddMinutes(-20) },
        };

    /// <summary>Somebody was sent the link and was not there.</summary>
    public static PlayedView ByLink() => View(5) with { Inside = false };

    public static PlayedView Nothing() => View(0);

    /// <summary>A party from before songs were written down.</summary>
    public static PlayedView Unknown() => View(0) with { Missing = 31, List = List(0) with { MostPeople = null } };

    public static IReadOnlyList<EarlierParty> Earlier() =>
        [
            new(Guid.Parse("0199aa00-0000-7000-8000-000000000001"), "Kitchen Dancing", "Kitchen speaker", Examples.Now.AddDays(-1), 23, 61),
            new(Guid.Parse("0199aa00-0000-7000-8000-000000000002"), "夜の高速道路", null, Examples.Now.AddDays(-6), 1, 1),
            new(
                Guid.Parse("0199aa00-0000-7000-8000-000000000003"),
                "Every Light in the House Is On and Nobody Knows Who Pays for It",
                "Balcony",
                Examples.Now.AddDays(-20),
                null,
                0
            ),
        ];

    private static PlayedView Save(SaveView save) => View(7) with { MaySave = true, Save = save };

    private static PlayedView View(int songs) => new(List(songs), Inside: true, Missing: 0, Examples.Now);

    private static PlayedList List(int songs) =>
        new(
            Guid.Parse("0199aa00-0000-7000-8000-000000000001"),
            "Kitchen Dancing",
            "ended",
            Opened,
            Opened.AddHours(4),
            23,
            [
                .. Enumerable
                    .Range(0, songs)
                    .Select(n =>
                    {
                        var (title, artists, likes, how) = Songs[n % Songs.Length];
                        return new PlayedTrack(
                            Opened.AddSeconds(n * 223),
                            n < Songs.Length ? title : $"{title} {n / Songs.Length + 1}",
                            artists,
                            212_000,
                            n % 5 == 2,
                            likes,
                            how,
                            n % 4 == 1,
                            n % 10 == 3 ? null : Examples.Cover(n),
                            $"https://open.spotify.com/track/track{n}"
                        );
                    }),
            ]
        );
}
