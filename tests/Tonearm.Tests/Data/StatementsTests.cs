using System.Text.RegularExpressions;

namespace Tonearm.Tests.Data;

/// <summary>Whoever no longer waits holds up no connection.</summary>
public sealed partial class StatementsTests
{
    [Fact]
    public void Every_statement_is_given_the_token_that_ends_it()
    {
        var endless =
            from file in Sources.Files()
            where
                file.StartsWith("Party/", StringComparison.Ordinal)
                || file.StartsWith("Accounts/", StringComparison.Ordinal)
                || file.StartsWith("Data/", StringComparison.Ordinal)
            from Match call in Call().Matches(Literal().Replace(Sources.Text(file), "\"\""))
            where !Token().IsMatch(call.Value)
            select $"{file}: {call.Value}";

        Assert.Empty(endless);
    }

    [GeneratedRegex(
        """"
            """[\s\S]*?"""|"(\\.|[^"\\\n])*"
            """",
        RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex Literal();

    [GeneratedRegex(@"connection\.(Execute|Query)\w*Async\b[^;]*")]
    private static partial Regex Call();

    [GeneratedRegex("(?i)cancellation|stopping|token")]
    private static partial Regex Token();
}
