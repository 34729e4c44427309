using Tonearm.Spotify;
using Tonearm.Spotify.Governor;

namespace Tonearm.Accounts;

/// <summary>How the calls of the developer account are spent.</summary>
/// <param name="Budget">The setting: <c>auto</c>, a number, or <c>unlimited</c>.</param>
/// <param name="Lessons">What was learned lately, newest first.</param>
public sealed record GovernorInfo(
    string Budget,
    IReadOnlyList<FamilyInfo> Families,
    IReadOnlyList<ForecastInfo> Forecast,
    IReadOnlyList<LessonInfo> Lessons
)
{
    internal static GovernorInfo Of(LedgerDay day, IReadOnlyList<ExpectedCalls> expected) =>
        new(
            day.Setting.ToString(),
            [.. day.Families.Select(FamilyInfo.Of)],
            [.. expected.Select(ForecastInfo.Of)],
            [
                .. day.Lessons.Select(lesson => new LessonInfo(
                    lesson.Family.Column(),
                    lesson.At,
                    lesson.Kind,
                    lesson.Counted,
                    lesson.Learned
                )),
            ]
        );
}

/// <summary>One endpoint family within its look-back.</summary>
/// <param name="Counted">Calls that count now.</param>
/// <param name="Most">As many as may; null for any number.</param>
/// <param name="Kept">What is kept for each purpose, used calls among it.</param>
/// <param name="Left">What each purpose may still use; null for any number.</param>
/// <param name="Limit">Why it may not be asked at all now.</param>
public sealed record FamilyInfo(
    string Family,
    int Counted,
    PurposesInfo CountedFor,
    int? Most,
    PurposesInfo Kept,
    PurposesInfo? Left,
    double LookBackHours,
    LearnedInfo Learned,
    LimitInfo? Limit
)
{
    internal static FamilyInfo Of(FamilyDay day)
    {
        var budget = day.Budget;
        return new(
            budget.Family.Column(),
            budget.Spent.All,
            PurposesInfo.Of(purpose => budget.Spent[purpose]),
            budget.Most,
            PurposesInfo.Of(purpose => budget.Kept.For(purpose, budget.Most ?? 0)),
            budget.Most is null ? null : PurposesInfo.Of(purpose => budget.Room(purpose) ?? 0),
            budget.LookBack.TotalHours,
            new(day.Learned.Calls, day.Learned.Since, day.Learned.RefusedAfter, day.Learned.RefusedAt),
            day.Limit is { } limit ? new(limit.By.ToString().ToLowerInvariant(), limit.Until) : null
        );
    }
}

/// <summary>A number for each purpose a call can have.</summary>
public sealed record PurposesInfo(int Person, int Restore, int Party, int Background)
{
    internal static PurposesInfo Of(Func<CallPurpose, int> number) =>
        new(number(CallPurpose.Person), number(CallPurpose.Restore), number(CallPurpose.Party), number(CallPurpose.Background));
}

/// <param name="RefusedAfter">Calls counted when Spotify last refused.</param>
public sealed record LearnedInfo(int Calls, DateTimeOffset Since, int? RefusedAfter, DateTimeOffset? RefusedAt);

/// <param name="By"><c>quota</c> or <c>rate</c>.</param>
public sealed record LimitInfo(string By, DateTimeOffset Until);

/// <summary>Calls that are going to be wanted.</summary>
/// <param name="ADay">As many as would be wanted in a day.</param>
/// <param name="PlannedADay">As many as there will be.</param>
/// <param name="EverySeconds">From one time to the next.</param>
/// <param name="UrgentEverySeconds">The same for what was changed within the last day.</param>
public sealed record ForecastInfo(
    string Family,
    string Purpose,
    double ADay,
    double PlannedADay,
    double? EverySeconds,
    double? UrgentEverySeconds,
    string Sentence
)
{
    internal static ForecastInfo Of(ExpectedCalls expected) =>
        new(
            expected.Family.Column(),
            expected.Purpose.ToString().ToLowerInvariant(),
            Math.Round(expected.ADay),
            Math.Round(expected.Planned),
            expected.Every?.TotalSeconds,
            expected.UrgentEvery?.TotalSeconds,
            expected.Sentence
        );
}

/// <param name="Kind"><c>refused</c>, <c>clean day</c> or <c>forgotten</c>.</param>
/// <param name="Calls">How many may be made from then on.</param>
public sealed record LessonInfo(string Family, DateTimeOffset At, string Kind, int Counted, int Calls);
