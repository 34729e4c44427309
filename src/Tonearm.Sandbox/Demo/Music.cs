namespace Tonearm.Sandbox.Demo;

internal sealed record Artist(string Id, string Name);

internal sealed record Album(string Id, string Name, Artist Artist, string ImageId, string Picture, string Released);

/// <summary>Something a player can be asked for.</summary>
/// <param name="Playable">False: listed, but no device plays it.</param>
internal abstract record Piece(string Id, string Name, int DurationMs, bool Playable)
{
    public abstract string Uri { get; }

    /// <summary>Who made it, in one line.</summary>
    public abstract string By { get; }

    /// <summary>The shipped cover it is shown with.</summary>
    public abstract string Picture { get; }

    public TimeSpan Length => TimeSpan.FromMilliseconds(DurationMs);
}

/// <param name="ElsewhereId">The id of the same recording on another release, under which it may be played instead.</param>
/// <param name="Moved">Whether it is played so where only some tracks are.</param>
internal sealed record Track(
    string Id,
    string Name,
    int DurationMs,
    bool Playable,
    Album Album,
    Artist[] Artists,
    int Number,
    bool Explicit,
    string Isrc,
    string ElsewhereId,
    bool Moved
) : Piece(Id, Name, DurationMs, Playable)
{
    public override string Uri => $"spotify:track:{Id}";

    public override string By => string.Join(", ", Artists.Select(artist => artist.Name));

    public override string Picture => Album.Picture;
}

internal sealed record Show(string Id, string Name, string Publisher, string ImageId, string Picture);

internal sealed record Episode(string Id, string Name, int DurationMs, Show Show, string Released) : Piece(Id, Name, DurationMs, true)
{
    public override string Uri => $"spotify:episode:{Id}";

    public override string By => Show.Name;

    public override string Picture => Show.Picture;
}

/// <summary>A file on somebody's own disk, in a playlist by what its tags say: artist, album, title and seconds.</summary>
internal sealed record LocalFile(string Artist, string Album, string Title, int Seconds, string Uri)
{
    public static string UriOf(string artist, string album, string title, int seconds) =>
        $"spotify:local:{Escaped(artist)}:{Escaped(album)}:{Escaped(title)}:{seconds}";

    /// <summary>Null for what is no such address.</summary>
    public static LocalFile? Read(string uri) =>
        uri.Split(':') is ["spotify", "local", var artist, var album, var title, var seconds]
            ? new LocalFile(Plain(artist), Plain(album), Plain(title), int.TryParse(seconds, out var length) ? length : 0, uri)
            : null;

    private static string Escaped(string text) => System.Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);

    private static string Plain(string text) => System.Uri.UnescapeDataString(text.Replace('+', ' '));
}
