using Tonearm.Spotify;
using Tonearm.Spotify.Governor;

namespace Tonearm.Accounts.Pages;

/// <summary>The day's calls in words.</summary>
internal static class CallsWords
{
    public static string Used(CallPurpose purpose) =>
        purpose switch
        {
            CallPurpose.Person => "for what somebody waited for",
            CallPurpose.Restore => "to put things back",
            CallPurpose.Party => "for a party",
            _ => "for looking by itself",
        };

    public static string Kept(CallPurpose purpose) =>
        purpose switch
        {
            CallPurpose.Person => "kept for what you ask for",
            CallPurpose.Restore => "kept to put things back",
            _ => "kept for a party",
        };

    public static string Lesson(Lesson lesson) =>
        lesson.Kind switch
        {
            "refused" => $"Spotify refused after {lesson.Counted:N0} calls. From then on {lesson.Learned:N0} are made at most.",
            "forgotten" => $"What was known was forgotten. It begins again at {lesson.Learned:N0}.",
            _ => $"{lesson.Counted:N0} calls went well in a day. From then on {lesson.Learned:N0} are made at most.",
        };

    /// <summary>The bar for those who hear the page.</summary>
    public static string Bar(CallsDay day) =>
        string.Join(
            ", ",
            day.Parts.Select(part => $"{part.Calls:N0} {part.Words}")
                .Append(day.Most is { } most ? $"{Free(day, most):N0} free" : "no limit")
        );

    public static int Free(CallsDay day, int most) => Math.Max(0, most - day.Parts.Sum(part => part.Calls));

    /// <summary>What the coming day will take.</summary>
    public static string? Forecast(CallsDay day) =>
        day switch
        {
            { Planned: null } => null,
            { Planned: { } planned, Wanted: { } wanted } when planned < wanted * 0.99 =>
                $"The coming day will take about {planned:N0}; {wanted:N0} are wanted.",
            { Planned: { } planned } => $"The coming day will take about {planned:N0}.",
        };
}
