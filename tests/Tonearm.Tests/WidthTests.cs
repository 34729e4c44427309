using System.Text.RegularExpressions;

namespace Tonearm.Tests;

/// <summary>
/// What the formatter cannot break is as narrow as the code: comments and SQL. A sentence, a row of a table and markup stand in one piece,
/// however long, for whoever searches for them.
/// </summary>
public sealed partial class WidthTests
{
    [Fact]
    public void Comments_and_statements_are_no_wider_than_the_code()
    {
        var width = int.Parse(MaxLineLength().Match(File.ReadAllText(Path.Combine(Sources.Root(), ".editorconfig"))).Groups[1].Value);
        var wide =
            from folder in new[] { "src", "tests", "bench" }
            from file in Directory.EnumerateFiles(Path.Combine(Sources.Root(), folder), "*.cs", SearchOption.AllDirectories)
            where !file.Contains("/obj/", StringComparison.Ordinal)
            from line in File.ReadLines(file).Select((text, at) => (Text: text, Number: at + 1))
            where line.Text.Length > width && !InOnePiece().IsMatch(line.Text)
            select $"{Path.GetRelativePath(Sources.Root(), file)}({line.Number}) is {line.Text.Length} wide";

        Assert.Empty(wide);
    }

    [GeneratedRegex(@"^max_line_length = (\d+)$", RegexOptions.Multiline)]
    private static partial Regex MaxLineLength();

    // A string in quotes, markup, a test's name; but no comment.
    [GeneratedRegex("""^(?!\s*//).*("|<[a-z/]|_[a-z]+_[a-z]+\()""")]
    private static partial Regex InOnePiece();
}
