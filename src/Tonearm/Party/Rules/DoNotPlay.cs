namespace Tonearm.Party.Rules;

/// <summary>
/// One entry of a host's do-not-play list: a song in all its versions, an artist, or a word of titles. Artists go by their names, as people
/// say them; two of the same name are one.
/// </summary>
/// <param name="Name">The title, the artist or the word.</param>
/// <param name="Song">For a song: by which its other versions are told.</param>
internal sealed record DoNotPlay(DoNotPlayKind Kind, string Name, Recording? Song = null)
{
    public bool Bars(Recording recording, string artists) =>
        Kind switch
        {
            DoNotPlayKind.Song => Song!.IsSame(recording),
            DoNotPlayKind.Artist => $", {artists}, ".Contains($", {Name}, ", StringComparison.OrdinalIgnoreCase),
            _ => HasWord(recording.Title, Name),
        };

    /// <summary>A word by itself, not a part of a longer one; where a script has no spaces, anywhere.</summary>
    private static bool HasWord(string title, string word)
    {
        for (
            var at = title.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            at >= 0;
            at = title.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase)
        )
            if (!Goes(title, at - 1, word[0]) && !Goes(title, at + word.Length, word[^1]))
                return true;
        return false;
    }

    /// <summary>The letter at this place and the edge of the word beside it are of one word.</summary>
    private static bool Goes(string title, int at, char edge) =>
        at >= 0
        && at < title.Length
        && char.IsLetterOrDigit(title[at])
        && char.IsLetterOrDigit(edge)
        && !IsOfNoSpaces(title[at])
        && !IsOfNoSpaces(edge);

    /// <summary>Chinese, Japanese, Thai and their neighbours.</summary>
    private static bool IsOfNoSpaces(char letter) => letter is >= '\u0e00' and <= '\u0eff' or >= '\u2e80' and <= '\u9fff';
}

internal enum DoNotPlayKind
{
    Song,
    Artist,
    Word,
}
