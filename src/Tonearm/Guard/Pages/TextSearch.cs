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
        IReadOnlyCollection<(string Id, string Texts)> texts,
        CancellationToken cancellation
    )
    {
        if (string.IsNullOrWhiteSpace(search))
            return null;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var parted = (
            await connection.QueryAsync<string>(
                "select normalize(each.text, nfd) from unnest(@all) with ordinality as each(text, place) order by each.place",
                new { all = texts.Select(each => each.Texts).Prepend(search).ToArray() },
                cancellation
            )
        ).AsList();
        var words = Fold(parted[0]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return texts
            .Where((_, place) => Fold(parted[place + 1]) is var text && words.All(word => text.Contains(word, StringComparison.Ordinal)))
            .Select(each => each.Id)
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Small letters without their marks; "Dad's" is "dads", and other punctuation parts words as a space does.</summary>
    private static string Fold(string decomposed)
    {
        var folded = new StringBuilder(decomposed.Length);
        foreach (var rune in decomposed.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (
                category
                is UnicodeCategory.NonSpacingMark
                    or UnicodeCategory.SpacingCombiningMark
                    or UnicodeCategory.EnclosingMark
                    or UnicodeCategory.Format
            )
                continue;
            if (rune.Value is '\'' or '\u2019' or '\u2018' or '\u02BC' or '\u00B4' or '`')
                continue;
            folded.Append(Rune.IsPunctuation(rune) || Rune.IsWhiteSpace(rune) ? " " : Rune.ToLowerInvariant(rune).ToString());
        }

        // The one letter that is small in two ways.
        return folded.Replace('ς', 'σ').ToString();
    }
}
