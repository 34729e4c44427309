using System.Text.RegularExpressions;

namespace Tonearm.Guard.Pages;

/// <summary>A piece of a text held against another.</summary>
public enum PieceKind
{
    Same,

    /// <summary>Wanted, and not there.</summary>
    Missing,

    /// <summary>There, and not wanted.</summary>
    Added,
}

public readonly record struct Piece(PieceKind Kind, string Text);

/// <summary>
/// Which words of the observed text are new and which wanted ones are missing: the longest common run of words stays unmarked.
/// </summary>
internal static partial class TextDiff
{
    public static IReadOnlyList<Piece> Of(string wanted, string observed)
    {
        var (left, right) = (Words(wanted), Words(observed));
        var common = Common(left, right);
        var pieces = new List<Piece>();
        var (i, j) = (0, 0);
        while (i < left.Length || j < right.Length)
        {
            if (i < left.Length && j < right.Length && left[i] == right[j])
                (i, j) = (i + 1, Add(pieces, PieceKind.Same, right[j], j));
            else if (i < left.Length && (j == right.Length || common[i + 1, j] >= common[i, j + 1]))
                i = Add(pieces, PieceKind.Missing, left[i], i);
            else
                j = Add(pieces, PieceKind.Added, right[j], j);
        }

        return Gather(pieces);
    }

    /// <summary>Changes with nothing but a space or a sign between them are one change: what was, then what is.</summary>
    private static List<Piece> Gather(List<Piece> pieces)
    {
        var gathered = new List<Piece>();
        var (missing, added) = ("", "");
        for (var i = 0; i < pieces.Count; i++)
        {
            var (kind, text) = pieces[i];
            var bridges =
                kind == PieceKind.Same && missing.Length + added.Length > 0 && i + 1 < pieces.Count && !text.Any(char.IsLetterOrDigit);
            if (kind == PieceKind.Same && !bridges)
            {
                Flush();
                gathered.Add(pieces[i]);
                continue;
            }

            missing += kind is PieceKind.Missing or PieceKind.Same ? text : "";
            added += kind is PieceKind.Added or PieceKind.Same ? text : "";
        }

        Flush();
        return gathered;

        void Flush()
        {
            if (missing.Length > 0)
                gathered.Add(new(PieceKind.Missing, missing));
            if (added.Length > 0)
                gathered.Add(new(PieceKind.Added, added));
            (missing, added) = ("", "");
        }
    }

    /// <summary>Joins a word to the piece before it when both are of one kind; answers the next index.</summary>
    private static int Add(List<Piece> pieces, PieceKind kind, string word, int index)
    {
        if (pieces.Count > 0 && pieces[^1].Kind == kind)
            pieces[^1] = new(kind, pieces[^1].Text + word);
        else
            pieces.Add(new(kind, word));
        return index + 1;
    }

    /// <summary>
    /// The length of the longest common subsequence of what follows each pair of places; texts here have at most a hundred words.
    /// </summary>
    private static int[,] Common(string[] left, string[] right)
    {
        var lengths = new int[left.Length + 1, right.Length + 1];
        for (var i = left.Length - 1; i >= 0; i--)
        {
            for (var j = right.Length - 1; j >= 0; j--)
                lengths[i, j] = left[i] == right[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        }

        return lengths;
    }

    private static string[] Words(string text) => [.. Word().Matches(text).Select(match => match.Value)];

    /// <summary>A run of letters and digits, or of white space, or any one other character (a whole one: emoji have two halves).</summary>
    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+|\s+|[\ud800-\udbff][\udc00-\udfff]|.", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
