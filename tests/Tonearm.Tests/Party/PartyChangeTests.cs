using System.Text.RegularExpressions;

namespace Tonearm.Tests.Party;

/// <summary>There is one way to touch a party.</summary>
public sealed partial class PartyChangeTests
{
    [Fact]
    public void Only_one_file_raises_a_version_or_notifies()
    {
        var others =
            from file in Sources.Files()
            where file.StartsWith("Party/", StringComparison.Ordinal) && file != "Party/PartyChange.cs"
            where ByHand().IsMatch(Sources.Text(file))
            select file;

        Assert.Empty(others);
        Assert.Matches(ByHand(), Sources.Text("Party/PartyChange.cs"));
    }

    [GeneratedRegex(@"\bversion\s*=\s*\S*version\s*\+|pg_notify|\bnotify\s+tonearm", RegexOptions.IgnoreCase)]
    private static partial Regex ByHand();
}
