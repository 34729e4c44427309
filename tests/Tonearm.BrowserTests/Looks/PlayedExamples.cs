using Tonearm.Party.Pages;
using Tonearm.Party.Played;

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

    public static PlayedView Evening() => View(46);

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
                            n % 10 == 3 ? null : Examples.Cover(n),
                            $"https://open.spotify.com/track/track{n}"
                        );
                    }),
            ]
        );
}
