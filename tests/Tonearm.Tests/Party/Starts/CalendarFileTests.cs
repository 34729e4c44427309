using System.Text;
using FsCheck.Fluent;
using Tonearm.Party.Starts;

namespace Tonearm.Tests.Party.Starts;

/// <summary>A calendar file by the letter of RFC 5545, whatever a party is called.</summary>
public sealed class CalendarFileTests
{
    private static readonly CalendarEvent Saturday = new(
        "0192@tonearm",
        3,
        new(2026, 3, 21, 9, 30, 5, TimeSpan.FromHours(1)),
        new(2026, 3, 28, 21, 0, 0, TimeSpan.FromHours(1)),
        TimeSpan.FromHours(4),
        "Party: Kitchen",
        "First line\nsecond",
        "https://tonearm.example.org/j/kkkk"
    );

    [Fact]
    public void All_that_a_calendar_needs_in_times_of_the_whole_world() =>
        Assert.Equal(
            """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Tonearm//Party//EN
            METHOD:PUBLISH
            BEGIN:VEVENT
            UID:0192@tonearm
            SEQUENCE:3
            DTSTAMP:20260321T083005Z
            DTSTART:20260328T200000Z
            DURATION:PT4H
            SUMMARY:Party: Kitchen
            DESCRIPTION:First line\nsecond
            URL:https://tonearm.example.org/j/kkkk
            STATUS:CONFIRMED
            END:VEVENT
            END:VCALENDAR

            """.ReplaceLineEndings("\r\n"),
            CalendarFile.Of(Saturday)
        );

    [Fact]
    public void What_does_not_take_place_says_so() =>
        Assert.Contains("\r\nSTATUS:CANCELLED\r\n", CalendarFile.Of(Saturday with { Cancelled = true }), StringComparison.Ordinal);

    [Theory]
    [InlineData("Rock, pop; and \\ more", @"Rock\, pop\; and \\ more")]
    [InlineData("\"Quotes\": stay", "\"Quotes\": stay")]
    [InlineData("Bell\a and tab\t gone", "Bell and tab gone")]
    [InlineData("One\r\nTwo\rThree", @"One\nTwo\nThree")]
    [InlineData("שירי מטבח 🎉", "שירי מטבח 🎉")]
    public void A_title_means_what_it_says(string title, string value) =>
        Assert.Contains($"\r\nSUMMARY:{value}\r\n", Unfolded(CalendarFile.Of(Saturday with { Title = title })), StringComparison.Ordinal);

    [Fact]
    public void No_line_is_longer_than_75_octets_none_is_cut_in_a_character_and_nothing_is_lost() =>
        Prop.ForAll(
                Gen.ListOf(Gen.Elements("a", ",", "\\", "\n", "é", "夜", "🎉", "👩‍👩‍👧", "ש", " ", "\u202e", "long words and more"))
                    .ToArbitrary(),
                parts =>
                {
                    var title = string.Concat(parts);
                    var file = CalendarFile.Of(Saturday with { Title = title, Description = title + title });
                    var lines = file.Split("\r\n");
                    var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
                    return file.EndsWith("\r\n", StringComparison.Ordinal)
                        && lines.All(line => strict.GetByteCount(line) <= 75 && !line.Contains('\n') && !line.Contains('\r'))
                        && Read(file, "SUMMARY") == title
                        && Read(file, "DESCRIPTION") == title + title;
                }
            )
            .Holds(300);

    private static string Unfolded(string file) => file.Replace("\r\n ", "", StringComparison.Ordinal);

    /// <summary>A value as a calendar reads it.</summary>
    private static string Read(string file, string name)
    {
        var line = Unfolded(file).Split("\r\n").Single(each => each.StartsWith($"{name}:", StringComparison.Ordinal));
        var value = new StringBuilder();
        for (var i = name.Length + 1; i < line.Length; i++)
            value.Append(
                line[i] != '\\' ? line[i]
                : line[++i] == 'n' ? '\n'
                : line[i]
            );
        return value.ToString();
    }
}
