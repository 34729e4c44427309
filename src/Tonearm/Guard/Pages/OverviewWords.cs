using Tonearm.Guard.Rules;

namespace Tonearm.Guard.Pages;

/// <summary>How things stand, as the overview says it.</summary>
internal static class OverviewWords
{
    /// <summary>The one sentence on top.</summary>
    public static string Sentence(IReadOnlyList<PlaylistRow> rows)
    {
        var all = rows.Count(row => row.Mode != Mode.Off);
        var well = rows.Count(IsWell);
        return (well, all) switch
        {
            (_, 0) => rows.Count == 0 ? "No playlists yet." : "Nothing is protected yet.",
            (1, 1) => "Your protected playlist is as you want it.",
            (0, 1) => rows.First(row => row.Mode != Mode.Off).State switch
            {
                PlaylistState.NotWatched => "Your protected playlist is not being watched.",
                PlaylistState.NotKnown => "Spotify does not tell how your protected playlist stands.",
                _ => "Your protected playlist is not as you want it.",
            },
            _ => $"{well:N0} of {all:N0} protected playlists are as you want them.",
        };
    }

    /// <summary>The page's title: how things stand where not all is well.</summary>
    public static string Title(IReadOnlyList<PlaylistRow> rows)
    {
        var all = rows.Count(row => row.Mode != Mode.Off);
        var well = rows.Count(IsWell);
        return well == all ? "Guard" : $"{well:N0} of {all:N0} as you want them, Guard";
    }

    /// <summary>Those that are not, most urgent first; null when there is none.</summary>
    public static string? Exceptions(IReadOnlyList<PlaylistRow> rows)
    {
        if (rows.Count > 0 && rows.All(row => row.Mode == Mode.Off))
            return "Choose those you would not want to lose: tick them, or press the switch at the end of the line.";

        string?[] sentences =
        [
            Count(rows, "One is on hold and needs you.", "are on hold and need you.", PlaylistState.OnHold),
            NotWatched(rows),
            Count(rows, "Of one Spotify does not tell how it stands.", "are not told by Spotify just now.", PlaylistState.NotKnown),
            Count(rows, "One has changed.", "have changed.", PlaylistState.Changed),
            Count(rows, "One is not written to Spotify yet.", "are not written to Spotify yet.", PlaylistState.NotWritten),
            Count(rows, "One is on its way back.", "are on their way back.", PlaylistState.PuttingBack),
            Count(
                rows,
                "One is written, and the next looks confirm it.",
                "are written, and the next looks confirm them.",
                PlaylistState.Confirming
            ),
        ];
        return string.Join(' ', sentences.OfType<string>()) is { Length: > 0 } words ? words : null;
    }

    private static bool IsWell(PlaylistRow row) => row.State is PlaylistState.AsWanted or PlaylistState.Watching;

    private static string? NotWatched(IReadOnlyList<PlaylistRow> rows) =>
        Count(rows, "One is not watched:", "are not watched:", PlaylistState.NotWatched) is { } words
            ? $"{words} nobody knows how {(words.StartsWith("One", StringComparison.Ordinal) ? "it stands" : "they stand")} now."
            : null;

    /// <summary>When the longest unwatched was last seen; null where all are watched, or one never was.</summary>
    public static DateTimeOffset? UnwatchedSince(IReadOnlyList<PlaylistRow> rows) =>
        rows.Where(row => row.State == PlaylistState.NotWatched).Min(row => row.SeenAt);

    private static string? Count(IReadOnlyList<PlaylistRow> rows, string one, string many, params PlaylistState[] states) =>
        rows.Count(row => states.Contains(row.State)) switch
        {
            0 => null,
            1 => one,
            var count => $"{count:N0} {many}",
        };
}
