using System.Buffers;
using Tonearm.Spotify;

namespace Tonearm.Guard;

/// <summary>
/// What Spotify's API takes, told before it bites. Each answer is a sentence for the owner, or null when all is well. Spotify does not say how it
/// counts characters; we count UTF-16 units as a browser's <c>maxlength</c> does, which is never less than any other way of counting, so what passes
/// here passes there. What a playlist already shows is never measured, only what an owner types.
/// </summary>
internal static class Limits
{
    public const int TitleLength = 100;
    public const int DescriptionLength = 300;
    public const int CoverBytes = 180_000;

    /// <summary>What cannot be undone for this wanted version; to be told while it is chosen.</summary>
    public const string EmptyDescription =
        "Without a description of your own Guard can tell you when one appears, but not remove it: Spotify lets only its own apps empty a description.";

    public const string AutomaticCover =
        "Without a cover of your own Guard can tell you when another one appears, but not remove it: Spotify lets only its own apps go back to the automatic one.";

    private static readonly SearchValues<char> LineBreaks = SearchValues.Create("\r\n\f\v\u0085\u2028\u2029");

    public static string? Title(string title)
    {
        if (SpotifyText.Squeeze(title).Length == 0)
            return "A playlist needs a title. Spotify does not accept an empty one; please type at least one character.";

        return HasLineBreak(title) ? "A title cannot have line breaks, Spotify refuses them. Please write it on one line."
            : TooLong("The title", title, TitleLength);
    }

    /// <param name="shown">What Spotify shows now: an empty description can be wanted only where there is none.</param>
    public static string? Description(string description, string shown)
    {
        if (SpotifyText.Squeeze(description).Length == 0)
        {
            return SpotifyText.Squeeze(shown).Length == 0 ? null
                : "Spotify lets only its own apps empty a description, so this cannot be written. Delete it in Spotify first and save again here, or keep a text.";
        }

        return HasLineBreak(description) ? "A description cannot have line breaks, Spotify refuses them. Please put spaces where the lines end."
            : TooLong("The description", description, DescriptionLength);
    }

    /// <summary>A cover is checked by its bytes; the page has scaled it before.</summary>
    public static string? Cover(ReadOnlySpan<byte> jpeg) =>
        jpeg.Length > CoverBytes ? $"The picture has {jpeg.Length:N0} bytes and Spotify takes {CoverBytes:N0}. Please save it smaller, 640 by 640 pixels are enough."
        : JpegInfo.TryRead(jpeg, out _, out var problem) ? null
        : problem;

    private static string? TooLong(string what, string text, int most) =>
        text.Length <= most ? null
        : $"{what} has {text.Length} characters and Spotify takes {most}. Please shorten it by {text.Length - most}.";

    private static bool HasLineBreak(string text) => text.AsSpan().ContainsAny(LineBreaks);
}
