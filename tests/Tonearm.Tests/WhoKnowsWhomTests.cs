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

    /// <summary>
    /// The folders of each product from the ground up; beside each other where they share a line. A product's own files stand above all but
    /// its pages.
    /// </summary>
    private static readonly Dictionary<string, string[][]> FromTheGround = new()
    {
        ["Guard"] =
        [
            ["Pictures"],
            ["Rules"],
            ["Notifications"],
            ["Sweep"],
            ["Protection"],
            ["Status"],
            ["Incidents"],
            [""],
            ["Pages"],
        ],
        ["Party"] =
        [
            ["Rules"],
            [
                "Along",
                "Conductor",
                "Guests",
                "Hosting",
                "Joining",
                "Likes",
                "Played",
                "Room",
                "Screens",
                "Skips",
                "Starts",
                "Suggestions",
                "",
            ],
            ["Pages"],
        ],
    };

    [Fact]
    public void Inside_a_product_arrows_point_down()
    {
        var upwards =
            from file in Sources.Files()
            let parts = file.Split('/')
            // The setup registers everything.
            where FromTheGround.ContainsKey(parts[0]) && !file.EndsWith("Setup.cs", StringComparison.Ordinal)
            let layers = FromTheGround[parts[0]]
            let own = Array.FindIndex(layers, layer => layer.Contains(parts.Length > 2 ? parts[1] : ""))
            from Match named in Folder().Matches(Sources.Text(file))
            let other = Array.FindIndex(layers, layer => layer.Contains(named.Groups[2].Value))
            where named.Groups[1].Value == parts[0] && other > own
            select $"{file} names {named.Value}";

        Assert.Empty(upwards.Distinct());
    }

    [Fact]
    public void Every_folder_of_a_product_has_its_place()
    {
        var folders =
            from file in Sources.Files()
            let parts = file.Split('/')
            where parts.Length > 2 && FromTheGround.ContainsKey(parts[0])
            select (Product: parts[0], Folder: parts[1]);

        Assert.All(folders.Distinct(), each => Assert.Contains(each.Folder, FromTheGround[each.Product].SelectMany(layer => layer)));
    }

    [Fact]
    public void There_is_no_room_that_this_test_does_not_know()
    {
        var rooms = Sources
            .Files()
            .Where(file => file.Contains('/', StringComparison.Ordinal))
            .Select(file => file.Split('/')[0])
            .Distinct()
            .ToArray();

        Assert.Contains("Guard", rooms);
        Assert.Empty(rooms.Except(MayKnow.Keys));
    }

    [Fact]
    public void The_Sandbox_needs_nothing_of_Tonearm() =>
        Assert.DoesNotContain(
            typeof(SandboxHost).Assembly.GetReferencedAssemblies(),
            assembly => assembly.Name!.StartsWith("Tonearm", StringComparison.Ordinal)
        );

    // A room by its namespace, or by its name alone as C# allows beside it; not a word in a string or in a longer name.
    [GeneratedRegex(
        """(?:\bTonearm\.|(?<![\w."/:>]))(Accounts|Guard|Party|Spotify|Data|Web|(?<=Tonearm\.)Sandbox)(?:\.(?=[A-Z]\w*[^\w"])|;)"""
    )]
    private static partial Regex Named();

    [GeneratedRegex(@"\bTonearm\.(Guard|Party)\.([A-Z]\w+)")]
    private static partial Regex Folder();
}
