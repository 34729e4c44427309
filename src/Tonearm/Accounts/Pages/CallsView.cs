using Tonearm.Spotify.Governor;

namespace Tonearm.Accounts.Pages;

/// <summary>How the day's calls to Spotify are spent, as the page shows it.</summary>
/// <param name="Expected">What is going to be wanted, in sentences.</param>
/// <param name="Days">Families with anything to tell.</param>
/// <param name="Learns">The numbers are learned; otherwise the setting gives them.</param>
/// <param name="Fixed">What the setting gives; null for no limit.</param>
/// <param name="Lessons">What was learned and when, newest first.</param>
public sealed record CallsView(
    IReadOnlyList<string> Expected,
    IReadOnlyList<CallsDay> Days,
    bool Learns,
    int? Fixed,
    IReadOnlyList<CallsLesson> Lessons,
    DateTimeOffset Now
)
{
    internal static CallsView Of(LedgerDay day, IReadOnlyList<ExpectedCalls> expected, DateTimeOffset now) =>
        new(
            [.. expected.Select(each => each.Sentence).Distinct()],
            [
                .. from family in day.Families
                let wanted = expected.Where(each => each.Family == family.Budget.Family).ToArray()
                where family.Budget.Spent.All > 0 || wanted.Length > 0 || family.Limit is not null
                orderby wanted.Length > 0 descending, family.Budget.Spent.All descending
                select CallsDay.Of(family, wanted),
            ],
            day.Setting.IsLearned,
            day.Setting.Fixed,
            [.. day.Lessons.Select(lesson => new CallsLesson(lesson.At, FamilyWords.Name(lesson.Family), CallsWords.Lesson(lesson)))],
            now
        );
}

/// <summary>One kind of call within the time it counts.</summary>
/// <param name="Most">As many as may be made; null for any number.</param>
/// <param name="Parts">Used and kept, in the order of the bar; what is missing to <paramref name="Most"/> is free.</param>
/// <param name="Planned">As many as are planned in a day, by what is known now.</param>
/// <param name="Wanted">As many as would be wanted.</param>
/// <param name="QuietUntil">Spotify takes none of them before then.</param>
/// <param name="Quota">It does so because the day's quota is gone.</param>
public sealed record CallsDay(
    string Name,
    int Used,
    int? Most,
    IReadOnlyList<CallsPart> Parts,
    double LookBackHours,
    double? Planned,
    double? Wanted,
    DateTimeOffset? QuietUntil,
    bool Quota
)
{
    internal static CallsDay Of(FamilyDay day, IReadOnlyCollection<ExpectedCalls> wanted)
    {
        var (budget, most) = (day.Budget, day.Budget.Most);
        var used = SpentCalls.Purposes.Select(purpose => new CallsPart(
            purpose.ToString().ToLowerInvariant(),
            CallsWords.Used(purpose),
            budget.Spent[purpose],
            Kept: false
        ));
        var kept = SpentCalls.Purposes.Select(purpose => new CallsPart(
            purpose.ToString().ToLowerInvariant(),
            CallsWords.Kept(purpose),
            Math.Max(0, budget.Kept.For(purpose, most ?? 0) - budget.Spent[purpose]),
            Kept: true
        ));
        return new(
            FamilyWords.Name(budget.Family),
            budget.Spent.All,
            most,
            [.. used.Concat(kept).Where(part => part.Calls > 0)],
            budget.LookBack.TotalHours,
            wanted.Count > 0 ? wanted.Sum(each => each.Planned) : null,
            wanted.Count > 0 ? wanted.Sum(each => each.ADay) : null,
            day.Limit?.Until,
            day.Limit?.By == LimitedBy.Quota
        );
    }
}

/// <param name="Purpose">By which the page colours it.</param>
/// <param name="Kept">Not used yet, and kept for this.</param>
public sealed record CallsPart(string Purpose, string Words, int Calls, bool Kept);

public sealed record CallsLesson(DateTimeOffset At, string Family, string Sentence);
