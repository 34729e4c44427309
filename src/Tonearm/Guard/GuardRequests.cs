using System.ComponentModel.DataAnnotations;
using Tonearm.Guard.Incidents;
using Tonearm.Guard.Rules;
using Tonearm.Guard.Sweep;
using Tonearm.Web;

namespace Tonearm.Guard;

/// <param name="Title">Null leaves it as it is.</param>
/// <param name="Description">Null leaves it as it is.</param>
/// <param name="Version">The wanted version that was read; a newer one answers 409. Without it the change rests on the newest.</param>
public sealed record WantedChange(
    [property: MaxLength(TextLimits.Text)] string? Title,
    [property: MaxLength(TextLimits.Text)] string? Description,
    int? Version = null
);

/// <param name="Mode"><c>off</c>, <c>watch</c> or <c>restore</c>.</param>
/// <param name="Fields">Any of <c>title</c>, <c>description</c>, <c>cover</c>; without it they stay as they are, all of them at
/// first.</param>
/// <param name="OwnCover">Where Spotify shows a picture of a form that Guard does not know: whether the owner chose it.</param>
public sealed record ProtectionChange(
    [property: MaxLength(TextLimits.Id)] string? Mode,
    [property: MaxLength(TextLimits.Id)] string[]? Fields = null,
    bool? OwnCover = null
);

/// <param name="To">The earlier version to want again.</param>
/// <param name="Version">The wanted version that was read.</param>
public sealed record RollBackChange(int To, int? Version = null);

/// <summary>What a look at all accounts saw and did, in sum and by account.</summary>
public sealed record SweepReport(int Looked, int Drifted, int Restored, int Calls, IReadOnlyList<AccountReport> Accounts)
{
    internal static SweepReport Of(IReadOnlyList<AccountReport> accounts) =>
        new(
            accounts.Sum(each => each.Looked),
            accounts.Sum(each => each.Drifted),
            accounts.Sum(each => each.Restored),
            accounts.Sum(each => each.Calls),
            [.. accounts.Select(each => each with { Problem = each.Problem is { } problem ? TimestampMarkup.Plain(problem) : null })]
        );
}

/// <summary>A burst of changes on one playlist.</summary>
/// <param name="Id">Ask for the incidents before it with <c>before</c>.</param>
/// <param name="ClosedAt">Null as long as it goes on.</param>
public sealed record IncidentInfo(
    long Id,
    string PlaylistId,
    string PlaylistTitle,
    string Account,
    DateTimeOffset StartedAt,
    DateTimeOffset? ClosedAt,
    IReadOnlyList<DriftInfo> Drifts
)
{
    internal static IncidentInfo Of(IncidentView incident) =>
        new(
            incident.Id,
            incident.PlaylistId,
            incident.PlaylistTitle,
            incident.AccountName,
            incident.StartedAt,
            incident.ClosedAt,
            [.. incident.Drifts.Select(DriftInfo.Of)]
        );
}

/// <summary>One change: what was wanted and what stood there instead; texts, or addresses of pictures.</summary>
/// <param name="Kind"><c>blanked</c> or <c>edited</c>.</param>
/// <param name="NotYetAt">The last look that did not show it.</param>
/// <param name="SeenAt">The first look that did.</param>
/// <param name="Ending"><c>putback</c>, <c>byitself</c> or <c>kept</c>.</param>
/// <param name="By">Who changed it: <c>you</c> or <c>somebody-else</c>.</param>
/// <param name="EndedBy">Who ended it: <c>you</c>, <c>guard</c> or <c>somebody-else</c>; null as long as it lasts.</param>
/// <param name="State">What may be said of the field as long as it lasts, such as <c>confirming</c> or <c>not-watched</c>.</param>
/// <param name="PutBackAt">When Spotify took what Guard wrote, as long as no look has shown it.</param>
public sealed record DriftInfo(
    string Field,
    string Kind,
    string? Wanted,
    string? Shown,
    DateTimeOffset? NotYetAt,
    DateTimeOffset SeenAt,
    DateTimeOffset? EndedAt,
    string? Ending,
    string By,
    string? EndedBy,
    string? State,
    DateTimeOffset? PutBackAt
)
{
    internal static DriftInfo Of(DriftView drift) =>
        new(
            drift.Seen.Drift.Field.ToString().ToLowerInvariant(),
            drift.Seen.Drift.Kind.ToString().ToLowerInvariant(),
            drift.Before,
            drift.Shown,
            drift.Seen.NotYetAt,
            drift.Seen.SeenAt,
            drift.Seen.EndedAt,
            drift.Seen.Ending?.ToString().ToLowerInvariant(),
            drift.Seen.By.Slug(),
            drift.Seen.EndedBy?.Slug(),
            drift.Now?.State.Slug(),
            drift.Now?.WrittenAt
        );
}
