using Tonearm.Spotify.Governor;

namespace Tonearm.Guard.Rules;

/// <summary>How often Guard looks, and why not more often, as pages and the API say it.</summary>
internal static class LookPlanWords
{
    /// <summary>Beside when it looks next, while our own budget has none left.</summary>
    public const string Held =
        "Today's calls for looking are used up; what is left is kept to put things back and for what you ask for yourself.";

    public static string Sentence(LookPlan plan)
    {
        if (!plan.IsStretched || plan.Given is not { } given)
            return $"Guard looks {Every(plan.Interval)}.";
        var accounts = plan.Watched == 1 ? "looking at 1 account" : $"looking at {plan.Watched:N0} accounts";
        var urgent =
            plan.UrgentInterval < plan.Interval ? $" What was changed within the last day is looked at {Every(plan.UrgentInterval)}." : "";
        return $"Guard looks {Every(plan.Interval)}, because {accounts} {Every(plan.Asked)} needs {plan.Needed:N0} calls a day and about {given:N0} are left for it.{urgent}";
    }

    /// <summary>The same short, beside when it looked last; null while it looks as often as was asked for.</summary>
    public static string? Why(LookPlan plan) =>
        plan.IsStretched && plan.Given is { } given
            ? $"{char.ToUpperInvariant(Every(plan.Interval)[0])}{Every(plan.Interval)[1..]}, because {(plan.Watched == 1 ? "1 account needs" : $"{plan.Watched:N0} accounts need")} {plan.Needed:N0} calls a day and about {given:N0} are left for it."
            : null;

    /// <summary>What follows from protecting more, before it is done.</summary>
    /// <param name="calls">Calls that one look at what is added takes, beside those made anyway.</param>
    public static string Forecast(LookPlan before, LookPlan after, int calls, int playlists)
    {
        var them = playlists == 1 ? "it" : "them";
        var cost =
            calls == 0
                ? $"Looking at {them} takes no more calls to Spotify than Guard makes already."
                : $"Looking at {them} takes {Count(calls)} more to Spotify each time, {Math.Max(0, after.Needed - before.Needed):N0} a day {Every(after.Asked)}.";
        return after.Interval > before.Interval
            ? $"{cost} Guard then looks {Every(after.Interval)} instead of {Every(before.Interval)}, because about {after.Given:N0} calls a day are left for looking."
            : $"{cost} Guard goes on looking {Every(after.Interval)}.";
    }

    public static string Every(TimeSpan interval) =>
        interval switch
        {
            { TotalMinutes: < 1.5 } => "every minute",
            { TotalMinutes: < 90 } => $"every {Math.Ceiling(interval.TotalMinutes):N0} minutes",
            _ => $"every {Math.Ceiling(interval.TotalHours * 2) / 2:0.#} hours",
        };

    private static string Count(int calls) => calls == 1 ? "1 call" : $"{calls:N0} calls";
}
