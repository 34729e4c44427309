using System.Text;

namespace Tonearm.Party.Starts;

/// <summary>An event for calendars, as RFC 5545 has it.</summary>
/// <param name="Uid">The same for ever, so that a newer file changes the entry that the older one made.</param>
/// <param name="Sequence">Higher each time the event has changed.</param>
/// <param name="Made">When this file is made.</param>
/// <param name="Cancelled">It does not take place.</param>
internal sealed record CalendarEvent(
    string Uid,
    int Sequence,
    DateTimeOffset Made,
    DateTimeOffset Starts,
    TimeSpan Length,
    string Title,
    string Description,
    string Url,
    bool Cancelled = false
);

/// <summary>Writes a calendar file with one event. Times are UTC, which every calendar turns into its reader's.</summary>
internal static class CalendarFile
{
    public const string MediaType = "text/calendar; charset=utf-8; method=PUBLISH";

    /// <summary>Octets of a line, without its end; what is longer goes on in the next line, behind a space.</summary>
    private const int Longest = 75;

    public static string Of(CalendarEvent entry)
    {
        var file = new StringBuilder();
        foreach (
            var line in new[]
            {
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Tonearm//Party//EN",
                "METHOD:PUBLISH",
                "BEGIN:VEVENT",
                $"UID:{entry.Uid}",
                $"SEQUENCE:{entry.Sequence}",
                $"DTSTAMP:{Utc(entry.Made)}",
                $"DTSTART:{Utc(entry.Starts)}",
                $"DURATION:PT{(int)entry.Length.TotalHours}H",
                $"SUMMARY:{Text(entry.Title)}",
                $"DESCRIPTION:{Text(entry.Description)}",
                $"URL:{entry.Url}",
                $"STATUS:{(entry.Cancelled ? "CANCELLED" : "CONFIRMED")}",
                "END:VEVENT",
                "END:VCALENDAR",
            }
        )
            Fold(file, line);
        return file.ToString();
    }

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'");

    /// <summary>A text as a value: what has a meaning of its own is escaped, and what no text may hold is left out.</summary>
    private static string Text(string text)
    {
        var value = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
            value.Append(
                rune.Value switch
                {
                    '\\' => @"\\",
                    ';' => @"\;",
                    ',' => @"\,",
                    '\n' => @"\n",
                    _ when Rune.IsControl(rune) => "",
                    _ => rune.ToString(),
                }
            );
        return value.ToString();
    }

    /// <summary>No character is cut in two.</summary>
    private static void Fold(StringBuilder file, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > Longest)
            {
                file.Append("\r\n ");
                octets = 1;
            }

            file.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        file.Append("\r\n");
    }
}
