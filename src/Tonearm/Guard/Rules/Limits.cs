using System.Buffers;
using System.Text.RegularExpressions;
using Tonearm.Guard.Pictures;
using Tonearm.Spotify;

namespace Tonearm.Guard.Rules;

/// <summary>
/// What Spotify's API takes, told before it bites. Each answer is a sentence for the owner, or null when all is well. Spotify does not say
/// how it counts characters; we count UTF-16 units as a browser's <c>maxlength</c> does, which is never less than any other way of
/// counting, so what passes here passes there. What a playlist already shows is never measured, only what an owner types.
/// </summary>
internal static partial class Limits
{
    public const int TitleLength = 100;
    public const int DescriptionLength = 300;
    public const int CoverBytes = 180_000;

    /// <summary>What cannot be undone for this wanted version; to be told while it is chosen.</summary>
    public const string EmptyDescription =
        "Without a description of your own Guard can tell you when one appears, but not remove it: Spotify lets only its own apps empty a description.";

    public const string AutomaticCover =
        "Without a cover of your own Guard can tell you when another one appears, but not remove it: Spotify lets only its own apps go back to the automatic one.";

    /// <summary>What Guard could not put back of this, as far as is known: to be told when it is protected, not when it is gone.</summary>
    public static IReadOnlyList<string> Warnings(string title, string description, Fields fields) =>
        [
            .. new[]
            {
                fields.Has(Field.Title) && title.Length > TitleLength
                    ? $"Its title has {title.Length} characters. Spotify's app took it, but other apps may write {TitleLength}: Guard can tell when it is gone, and may not be able to put it back."
                    : null,
                fields.Has(Field.Description) && description.Length > DescriptionLength
                    ? $"Its description has {description.Length} characters. Other apps may write {DescriptionLength}: Guard can tell when it is gone, and may not be able to put it back."
                    : null,
                fields.Has(Field.Description) && HasAddress(description)
                    ? "Its description has a web address in it. Spotify's app takes such a text, but has refused it from other apps: Guard can tell when it is gone, and may not be able to put it back."
                    : null,
                fields.Has(Field.Title) && HasLineBreak(title) || fields.Has(Field.Description) && HasLineBreak(description)
                    ? "It has a line break in it, which Spotify takes from its own app only: Guard may not be able to put it back."
                    : null,
            }.OfType<string>(),
        ];

    /// <summary>What may help when Spotify has refused a value.</summary>
    public static string Remedy(Field field, Wanted wanted) =>
        field switch
        {
            Field.Title when wanted.Title.Length > TitleLength =>
                $"It has {wanted.Title.Length} characters, and Spotify takes {TitleLength} from other apps than its own: shorten it here, or type it in Spotify yourself and keep it.",
            Field.Description when wanted.Description.Length > DescriptionLength =>
                $"It has {wanted.Description.Length} characters, and Spotify takes {DescriptionLength} from other apps than its own: shorten it here, or type it in Spotify yourself and keep it.",
            Field.Description when HasAddress(wanted.Description) =>
                "There is a web address in it, which Spotify has refused from other apps than its own: take it out here, or type it in Spotify yourself and keep it.",
            Field.Cover => "Choose another picture here, or set it in Spotify yourself and keep it.",
            _ => "Write it another way here, or type it in Spotify yourself and keep it.",
        };

    private static bool HasAddress(string text) =>
        text.Contains("://", StringComparison.Ordinal)
        || text.Contains("www.", StringComparison.OrdinalIgnoreCase)
        || DomainName().IsMatch(text);

    // A word that ends as a name of the web does.
    [GeneratedRegex(
        @"\b[a-z0-9-]+\.(?:com|net|org|io|fm|me|co|tv|de|fr|uk|es|it|nl|br|app|link|to|gg|ly|bio|music)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex DomainName();

    private static readonly SearchValues<char> LineBreaks = SearchValues.Create("\r\n\f\v\u0085\u2028\u2029");

    public static string? Title(string title)
    {
        if (SpotifyText.Squeeze(title).Length == 0)
            return "A playlist needs a title. Spotify does not accept an empty one; please type at least one character.";

        return HasLineBreak(title)
            ? "A title cannot have line breaks, Spotify refuses them. Please write it on one line."
            : TooLong("The title", title, TitleLength);
    }

    /// <param name="shown">What Spotify shows now: an empty description can be wanted only where there is none.</param>
    public static string? Description(string description, string shown)
    {
        if (SpotifyText.Squeeze(description).Length == 0)
        {
            return SpotifyText.Squeeze(shown).Length == 0
                ? null
                : "Spotify lets only its own apps empty a description, so this cannot be written. Delete it in Spotify first and save again here, or keep a text.";
        }

        return HasLineBreak(description)
            ? "A description cannot have line breaks, Spotify refuses them. Please put spaces where the lines end."
            : TooLong("The description", description, DescriptionLength);
    }

    /// <summary>A cover is checked by its bytes; the page has scaled it before.</summary>
    public static string? Cover(ReadOnlySpan<byte> jpeg) =>
        !JpegInfo.TryRead(jpeg, out var info, out var problem) && jpeg.Length <= CoverBytes ? problem
        : (info?.Length ?? jpeg.Length) is var length && length > CoverBytes
            ? $"The picture has {length:N0} bytes and Spotify takes {CoverBytes:N0}. Please save it smaller, 640 by 640 pixels are enough."
        : null;

    private static string? TooLong(string what, string text, int most) =>
        text.Length <= most
            ? null
            : $"{what} has {text.Length} characters and Spotify takes {most}. Please shorten it by {text.Length - most}.";

    private static bool HasLineBreak(string text) => text.AsSpan().ContainsAny(LineBreaks);
}
