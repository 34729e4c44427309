namespace Tonearm.Party.Pages;

/// <summary>How much of a long playlist is here, and what is left out of it; <c>words.ts</c> says the same.</summary>
internal static class PlaylistWords
{
    /// <returns>Null when nothing is known of it.</returns>
    public static string? Of(PlaylistView? playlist)
    {
        if (playlist is not { } list)
            return null;
        var words =
            list.Here < list.Total ? $"{list.Here:N0} of {list.Total:N0} songs are here. {Coming(list.Waits)}"
            : list.Total == 1 ? "1 song."
            : $"{list.Total:N0} songs.";
        return list.Skipped == 0
            ? words
            : $"{words} {(list.Skipped == 1 ? "1 of them is" : $"{list.Skipped:N0} of them are")} left out: local files, episodes, and what Spotify does not play here.";
    }

    private static string Coming(string? waits) =>
        waits switch
        {
            null => "The rest follows by itself.",
            Troubles.Quota => "The rest follows as soon as Spotify takes more calls.",
            Troubles.SignIn => "The rest waits until you sign in to Spotify again.",
            _ => "Spotify does not give the rest just now. It is tried again.",
        };
}
