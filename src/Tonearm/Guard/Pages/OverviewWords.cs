using Tonearm.Guard.Rules;

namespace Tonearm.Guard.Pages;

/// <summary>How things stand, as the overview says it.</summary>
internal static class OverviewWords
{
    /// <summary>The one sentence on top.</summary>
    public static string Sentence(Tally tally) =>
        (tally.Well, tally.Protected) switch
        {
            (_, 0) => tally.All == 0 ? "No playlists yet." : "Nothing is protected yet.",
            (1, 1) => "Your protected playlist is as you want it.",
            (0, 1) when tally[PlaylistState.NotWatched] == 1 => "Your protected playlist is not being watched.",
            (0, 1) when tally[PlaylistState.NotKnown] == 1 => "Spotify does not tell how your protected playlist stands.",
            (0, 1) => "Your protected playlist is not as you want it.",
            var (well, all) => $"{well:N0} of {all:N0} protected playlists are as you want them.",
        };

    /// <summary>The page's title: how things stand where not all is well.</summary>
    public static string Title(Tally tally) =>
        tally.Well == tally.Protected ? "Guard" : $"{tally.Well:N0} of {tally.Protected:N0} as you want them, Guard";

    /// <summary>Those that are not, most urgent first; null when there is none.</summary>
    public static string? Exceptions(Tally tally)
    {
        if (tally is { All: > 0, Protected: 0 })
            return "Choose those you would not want to lose: tick them, or press the switch at the end of the line.";

        string?[] sentences =
        [
            Count(tally[PlaylistState.OnHold], "One is on hold and needs you.", "are on hold and need you."),
            NotWatched(tally[PlaylistState.NotWatched]),
            Count(tally[PlaylistState.NotKnown], "Of one Spotify does not tell how it stands.", "are not told by Spotify just now."),
            Count(tally[PlaylistState.Changed], "One has changed.", "have changed."),
            Count(tally[PlaylistState.NotWritten], "One is not written to Spotify yet.", "are not written to Spotify yet."),
            Count(tally[PlaylistState.PuttingBack], "One is on its way back.", "are on their way back."),
            Count(
                tally[PlaylistState.Confirming],
                "One is written, and the next looks confirm it.",
                "are written, and the next looks confirm them."
            ),
        ];
        return string.Join(' ', sentences.OfType<string>()) is { Length: > 0 } words ? words : null;
    }

    private static string? NotWatched(int count) =>
        Count(count, "One is not watched:", "are not watched:") is { } words
            ? $"{words} nobody knows how {(count == 1 ? "it stands" : "they stand")} now."
            : null;

    private static string? Count(int count, string one, string many) =>
        count switch
        {
            0 => null,
            1 => one,
            _ => $"{count:N0} {many}",
        };
}
