using System.Globalization;

namespace Tonearm.Party.Rules;

/// <summary>How far the saving of a playlist has come. The names are those of its column.</summary>
internal enum SaveState
{
    /// <summary>Nothing has been sent.</summary>
    Asked,

    /// <summary>It was to be created, and what became of that is not known.</summary>
    Creating,

    /// <summary>It is there, with what is known to be in it.</summary>
    Made,

    /// <summary>A piece was sent, and what became of it is not known.</summary>
    Filling,
    Saved,
    Refused,
}

/// <summary>What is done next for a playlist that is being saved.</summary>
internal enum SaveStep
{
    Create,

    /// <summary>Is it there already? The list of playlists tells.</summary>
    LookFor,

    /// <summary>How many songs are in it? The playlist tells.</summary>
    Count,

    /// <summary>Puts the first piece in place of whatever is there, which may be done twice.</summary>
    PutFirst,

    /// <summary>Adds the next piece, which may not.</summary>
    Add,
    Nothing,
}

/// <summary>
/// Saving what was played as a playlist: a call that creates or adds is never repeated before it is known what became of it
/// (docs/decisions/0027).
/// </summary>
internal static class Saving
{
    /// <summary>The most songs that one call takes.</summary>
    public const int Piece = 100;

    /// <summary>Spotify shows a write after up to half a minute; until then a count says nothing.</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromSeconds(35);

    /// <summary>Within this time of our own last word nobody else has put anything into a playlist that nobody knows of.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    /// <summary>When it is looked for after a creation without an answer. What none of these looks has found is not there.</summary>
    private static readonly TimeSpan[] Looks = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(65)];

    /// <summary>So often an answer may be lost before a person is asked.</summary>
    public const int MostCreations = 3;

    public const int MostFailures = 12;

    public static SaveStep Next(SaveState state, int added, DateTimeOffset? sentAt, DateTimeOffset now) =>
        state switch
        {
            SaveState.Asked => SaveStep.Create,
            SaveState.Creating => SaveStep.LookFor,
            SaveState.Filling => SaveStep.Count,
            SaveState.Made when sentAt is null || now - sentAt > Fresh => SaveStep.Count,
            SaveState.Made => added == 0 ? SaveStep.PutFirst : SaveStep.Add,
            _ => SaveStep.Nothing,
        };

    /// <returns>When to look for it the next time; null when it is not there.</returns>
    public static DateTimeOffset? LookAt(DateTimeOffset sentAt, int looks) => looks < Looks.Length ? sentAt + Looks[looks] : null;

    /// <summary>What a count says of a playlist that only we fill.</summary>
    /// <param name="added">Songs that were known to be in it.</param>
    /// <param name="songs">All that are to be in it.</param>
    /// <returns>How many are known to be in it now; fewer than before when it is to be filled from the beginning. Null when somebody else
    /// has changed it.</returns>
    public static int? Counted(int total, int added, int songs)
    {
        if (total == Math.Min(added + Piece, songs))
            return total;
        // A piece that does not show was not heard, or is late: only putting the first in place of all is right either way.
        return total == songs || (total < songs && total % Piece == 0) ? 0 : null;
    }
}

/// <summary>What a saved party is called in Spotify.</summary>
internal static class SaveTitle
{
    private const int Longest = 100;

    public static string Of(string playlist, DateTimeOffset day)
    {
        var date = day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        var name = string.Join(' ', playlist.Split(['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
        if (name.Length == 0)
            return $"A party, {date}";
        var room = Longest - date.Length - 2;
        return $"{(name.Length <= room ? name : $"{Cut(name, room - 1)}…")}, {date}";
    }

    /// <summary>
    /// Names the second at which the party was opened: an account has no other party of that second, so it names this one.
    /// </summary>
    public static string Description(DateTimeOffset opened, int songs) =>
        FormattableString.Invariant(
            $"{(songs == 1 ? "The song" : $"The {songs:N0} songs")} of a party on {opened.UtcDateTime:d MMMM yyyy}, opened at {opened.UtcDateTime:HH:mm:ss} UTC. The guests chose, with Tonearm."
        );

    private static string Cut(string text, int length)
    {
        var end = Math.Min(length, text.Length);
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)].TrimEnd();
    }
}
