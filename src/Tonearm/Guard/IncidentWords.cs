namespace Tonearm.Guard;

/// <summary>Drifts told as a person would: "Title removed 4 minutes ago, back after 12 seconds."</summary>
internal static class IncidentWords
{
    public static string Sentence(this SeenDrift seen, DateTimeOffset now)
    {
        var happened = $"{What(seen.Drift)} {Ago(now - seen.SeenAt)}";
        return seen switch
        {
            { EndedAt: null } => $"{happened}.",
            { Ending: Ending.Kept } => $"{happened}, kept by you.",
            { EndedAt: { } end, Ending: Ending.PutBack } => $"{happened}, back after {Long(end - seen.SeenAt)}.",
            { EndedAt: { } end } => $"{happened}, right again without Guard after {Long(end - seen.SeenAt)}.",
        };
    }

    /// <summary>"removed between 14:02 and 14:07", in the reader's time zone; the dates stand there when they differ from one another.</summary>
    public static string Between(this SeenDrift seen, TimeZoneInfo zone)
    {
        var to = TimeZoneInfo.ConvertTime(seen.SeenAt, zone);
        if (seen.NotYetAt is not { } notYet)
            return $"{Verb(seen.Drift)} before {to:HH:mm}";

        var from = TimeZoneInfo.ConvertTime(notYet, zone);
        var format = from.Date == to.Date ? "HH:mm" : "d MMM HH:mm";
        return $"{Verb(seen.Drift)} between {from.ToString(format)} and {to.ToString(format)}";
    }

    /// <summary>A length of time in its one largest unit, rounded down.</summary>
    public static string Long(TimeSpan time) => time switch
    {
        { TotalSeconds: < 1 } => "less than a second",
        { TotalMinutes: < 1 } => Count((int)time.TotalSeconds, "second"),
        { TotalHours: < 1 } => Count((int)time.TotalMinutes, "minute"),
        { TotalDays: < 1 } => Count((int)time.TotalHours, "hour"),
        _ => Count((int)time.TotalDays, "day"),
    };

    private static string Ago(TimeSpan time) => time < TimeSpan.FromSeconds(1) ? "just now" : $"{Long(time)} ago";

    private static string What(Drift drift) => $"{drift.Field.Name()} {Verb(drift)}";

    private static string Verb(Drift drift) => drift.Kind == DriftKind.Blanked ? "removed" : "changed";

    private static string Count(int count, string unit) => count == 1 ? $"1 {unit}" : $"{count} {unit}s";
}
