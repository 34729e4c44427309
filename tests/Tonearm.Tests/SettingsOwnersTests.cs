using System.Text.RegularExpressions;

namespace Tonearm.Tests;

/// <summary>
/// A setting is read in one room, through its options: read a second time by its name somewhere else, it has a default there too, and one
/// day they differ.
/// </summary>
public sealed partial class SettingsOwnersTests
{
    private static readonly Dictionary<string, string> Room = new()
    {
        ["PrivateServer"] = "Data",
        ["Secrets"] = "Data",
        ["ConnectionStrings"] = "Data",
        ["DataFolder"] = "Data",
        ["Notify"] = "Guard",
    };

    [Fact]
    public void No_room_reads_a_setting_of_another_by_its_name()
    {
        string[] sections = [.. Settings.Sections.Select(section => section.Name), .. Room.Keys];
        var strangers =
            from file in Sources.Files()
            where file.Contains('/', StringComparison.Ordinal)
            from Match read in ByName().Matches(Sources.Text(file))
            let section = read.Groups[1].Value
            where sections.Contains(section) && Room.GetValueOrDefault(section, section) != file.Split('/')[0]
            select $"{file} reads {section}";

        Assert.Empty(strangers);
    }

    [Fact]
    public void The_rule_finds_what_once_was_read_past_it() =>
        Assert.Equal("Spotify", ByName().Match("""var section = configuration.GetSection("Spotify:ImageHosts");""").Groups[1].Value);

    [GeneratedRegex("""(?:onfiguration\[|GetSection\(|GetValue(?:<\w+>)?\(|BindConfiguration\(|GetConnectionString\()\$?"(\w+)""")]
    private static partial Regex ByName();
}
