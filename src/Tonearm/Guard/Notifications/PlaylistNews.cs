using Tonearm.Guard.Rules;
using Tonearm.Web;

namespace Tonearm.Guard.Notifications;

/// <summary>What a look at one playlist has brought that is worth telling.</summary>
internal static class PlaylistNews
{
    public static IEnumerable<News> Of(Assessment assessment)
    {
        var playlist = assessment.Playlist;
        var before = playlist.Incident?.Value.Drifts ?? [];
        var now = assessment.Findings.Incident?.Drifts ?? [];
        var incident = $"{playlist.Id}:{assessment.Findings.Incident?.StartedAt.UtcTicks ?? 0}";

        FieldNews[] ended =
        [
            .. from each in before.Zip(now, (old, current) => (old, current))
            where each.old.EndedAt is null && each.current.EndedAt is not null
            select Ended(playlist.Wanted, each.current),
        ];
        if (ended.Length > 0)
            yield return New(NewsKinds.PutBack, $"{incident}:{now.Count(seen => seen.EndedAt is not null)}", ended);

        SeenDrift[] seen = [.. now.Skip(before.Count)];
        if (seen.Length > 0)
            yield return New(NewsKinds.Changed, $"{incident}:{now.Count}", [.. seen.Select(each => Changed(assessment, each))]);

        Decision[] held = [.. assessment.Decisions.Where(decision => NeedsPerson(decision) && !IsWritten(assessment, decision.Field))];
        if (held.Length > 0)
            yield return New(
                NewsKinds.NeedsYou,
                $"{incident}:{playlist.Version}:{string.Join(',', held.Select(each => $"{each.Field}-{each.Reason}"))}",
                [.. held.Select(each => Held(playlist.Wanted, assessment.Shown.Observed, each, now))]
            );

        News New(NewsKinds kind, string key, FieldNews[] fields) =>
            new(kind, $"{kind}:{key}", playlist.Id, new(playlist.Wanted.Title, fields));
    }

    private static FieldNews Changed(Assessment assessment, SeenDrift seen)
    {
        var field = seen.Drift.Field;
        var decision = assessment.Decisions.First(each => each.Field == field);
        return new(
            field,
            seen.Drift.Kind,
            IsWritten(assessment, field) ? FieldOutcome.PuttingBack
                : NeedsPerson(decision) ? FieldOutcome.NeedsYou
                : decision.Reason == Reason.WatchingOnly ? FieldOutcome.Watching
                : FieldOutcome.Later,
            Text(field, assessment.Playlist.Wanted[field]),
            Text(field, seen.Shown),
            NeedsPerson(decision) ? Sentence(decision) : null
        );
    }

    private static FieldNews Ended(Wanted wanted, SeenDrift seen) =>
        new(
            seen.Drift.Field,
            seen.Drift.Kind,
            seen.Ending switch
            {
                Ending.PutBack => FieldOutcome.PutBack,
                Ending.Kept => FieldOutcome.Kept,
                _ => FieldOutcome.RightAgain,
            },
            Text(seen.Drift.Field, wanted[seen.Drift.Field]),
            Text(seen.Drift.Field, seen.Shown),
            Seconds: (seen.EndedAt - seen.SeenAt)?.TotalSeconds
        );

    private static FieldNews Held(Wanted wanted, Observed observed, Decision decision, IReadOnlyList<SeenDrift> drifts) =>
        new(
            decision.Field,
            drifts.LastOrDefault(seen => seen.Drift.Field == decision.Field && seen.EndedAt is null)?.Drift.Kind,
            FieldOutcome.NeedsYou,
            Text(decision.Field, wanted[decision.Field]),
            Text(decision.Field, observed[decision.Field]),
            Sentence(decision)
        );

    private static bool IsWritten(Assessment assessment, Field field) => assessment.Restores.Any(restore => restore.Field == field);

    private static bool NeedsPerson(Decision decision) =>
        decision is { Step: Step.Hold } or { Reason: Reason.DescriptionCannotBeEmptied or Reason.MosaicCannotBePutBack };

    private static string Sentence(Decision decision) => TimestampMarkup.Plain(decision.Sentence());

    private static string? Text(Field field, string value) => field == Field.Cover ? null : value;
}
