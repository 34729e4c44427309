using System.Text.RegularExpressions;
using Tonearm.Sandbox;

namespace Tonearm.Tests;

/// <summary>The rooms of the house and which of them may name another (docs/architecture.md).</summary>
public sealed partial class WhoKnowsWhomTests
{
    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["Spotify"] = [],
        ["Data"] = [],
        ["Web"] = [],
        ["Accounts"] = ["Spotify", "Data", "Web"],
        ["Guard"] = ["Spotify", "Accounts", "Data", "Web"],
        ["Party"] = ["Spotify", "Accounts", "Data", "Web"],
    };

    [Fact]
    public void Every_room_names_only_rooms_that_it_may_know()
    {
        var strangers =
            from file in Sources.Files()
            let room = file.Split('/')[0]
            where file.Contains('/', StringComparison.Ordinal)
            from Match named in Named().Matches(Sources.Text(file))
            let other = named.Groups[1].Value
            where other != room && !MayKnow[room].Contains(other)
            select $"{file} names {other}";

        Assert.Empty(strangers.Distinct());
    }

    [Fact]
    public void There_is_no_room_that_this_test_does_not_know()
    {
        var rooms = Sources.Files().Where(file => file.Contains('/', StringComparison.Ordinal)).Select(file => file.Split('/')[0]).Distinct().ToArray();

        Assert.Contains("Guard", rooms);
        Assert.Empty(rooms.Except(MayKnow.Keys));
    }

    [Fact]
    public void The_Sandbox_needs_nothing_of_Tonearm() =>
        Assert.DoesNotContain(typeof(SandboxHost).Assembly.GetReferencedAssemblies(), assembly => assembly.Name!.StartsWith("Tonearm", StringComparison.Ordinal));

    // A room by its namespace, or by its name alone as C# allows beside it; not a word in a string or in a longer name.
    [GeneratedRegex("""(?:\bTonearm\.|(?<![\w."/:>]))(Accounts|Guard|Party|Spotify|Data|Web|(?<=Tonearm\.)Sandbox)(?:\.(?=[A-Z]\w*[^\w"])|;)""")]
    private static partial Regex Named();
}
