using System.Globalization;
using System.Text;
using Dapper;
using Npgsql;
using Tonearm.Data;

namespace Tonearm.Guard.Pages;

/// <summary>
/// How a search finds: each of its words somewhere in a playlist's texts, in any order, whatever the accents, apostrophes and punctuation.
/// <c>search.ts</c> does the same while somebody types. PostgreSQL parts letters from their marks, which .NET cannot without ICU.
/// </summary>
internal sealed class TextSearch(NpgsqlDataSource database)
{
    /// <param name="texts">For each id where the words may stand.</param>
    /// <returns>The ids found; null when nothing was searched for.</returns>
    public async Task<IReadOnlySet<string>?> Find(
        string? search,
        IEnumerable<(string Id, string Texts)> texts,
        CancellationToken cancellation
    )
    {
        if (string.IsNullOrWhiteSpace(search))
            return null;
        var all = texts.ToArray();
        var folded = await Fold([search, .. all.Select(each => each.Texts)], cancellation);
        var words = folded[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return all.Where((_, place) => words.All(word => folded[place + 1].Contains(word, StringComparison.Ordinal)))
            .Select(each => each.Id)
            .ToHashSet(StringComparer.Ordinal);
    }

    private async Task<string[]> Fold(string[] texts, CancellationToken cancellation)
    {
        // What is plain ASCII has no marks to part.
        int[] marked = [.. Enumerable.Range(0, texts.Length).Where(place => !Ascii.IsValid(texts[place]))];
        if (marked.Length > 0)
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            var parted = await connection.QueryAsync<string>(
                "select normalize(each.text, nfd) from unnest(@all) with ordinality as each(text, place) order by each.place",
                new { all = marked.Select(place => texts[place]).ToArray() },
                cancellation
            );
            foreach (var (place, text) in marked.Zip(parted))
                texts[place] = text;
        }

        var buffer = new StringBuilder();
        return [.. texts.Select(text => Fold(text, buffer))];
    }

    /// <summary>Small letters without their marks; "Dad's" is "dads", and other punctuation parts words as a space does.</summary>
    private static string Fold(string decomposed, StringBuilder folded)
    {
        folded.Clear();
        foreach (var rune in decomposed.EnumerateRunes())
        {
            if (rune.Value is '\'' or '\u2019' or '\u2018' or '\u02BC' or '\u00B4' or '`')
                continue;
            if (rune.IsAscii)
            {
                var c = (char)rune.Value;
                folded.Append(char.IsPunctuation(c) || char.IsWhiteSpace(c) ? ' ' : char.ToLowerInvariant(c));
                continue;
            }

            var category = Rune.GetUnicodeCategory(rune);
            if (
                category
                is UnicodeCategory.NonSpacingMark
                    or UnicodeCategory.SpacingCombiningMark
                    or UnicodeCategory.EnclosingMark
                    or UnicodeCategory.Format
            )
                continue;
            folded.Append(Rune.IsPunctuation(rune) || Rune.IsWhiteSpace(rune) ? " " : Rune.ToLowerInvariant(rune).ToString());
        }

        // The one letter that is small in two ways.
        return folded.Replace('ς', 'σ').ToString();
    }
}
