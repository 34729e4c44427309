using Tonearm.Guard.Rules;
using Tonearm.Web;

namespace Tonearm.Guard.Incidents;

/// <summary>Drifts told as a person would: "Title and cover removed, noticed 4 minutes ago, back after 12 seconds."</summary>
internal static class IncidentWords
{
    /// <summary>What somebody did: "Title and cover removed, description changed".</summary>
    public static string What(IEnumerable<SeenDrift> drifts)
    {
        var words = string.Join(
            ", ",
            drifts
                .GroupBy(seen => seen.Drift.Kind)
                .Select(kind =>
                    $"{DecisionWords.Names(kind.Select(seen => seen.Drift.Field))} {(kind.Key == DriftKind.Blanked ? "removed" : "changed")}"
                )
        );
        return words.Length == 0 ? "" : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>What has become of it: one for all, or each with its fields.</summary>
    /// <param name="withGuard">Name Guard, where the line tells who did what.</param>
    public static IReadOnlyList<DriftEnding> Endings(IEnumerable<ToldDrift> drifts, bool withGuard)
    {
        var endings = drifts.GroupBy(drift => EndingOf(drift, withGuard)).ToArray();
        return
        [
            .. from ending in endings
            where ending.Key.Words.Length > 0
            select endings.Length == 1
                ? ending.Key
                : ending.Key with
                {
                    Words = $"{DecisionWords.Names(ending.Select(drift => drift.Seen.Drift.Field))} {ending.Key.Words}",
                },
        ];
    }

    public static string Word(this Who who) =>
        who switch
        {
            Who.You => "You",
            Who.Guard => "Guard",
            _ => "Somebody else",
        };

    /// <summary>Who it was, in the API: <c>somebody-else</c>.</summary>
    public static string Slug(this Who who) => who.Word().ToLowerInvariant().Replace(' ', '-');

    private static DriftEnding EndingOf(ToldDrift drift, bool withGuard) =>
        drift.Seen switch
        {
            { EndedAt: { } end, Ending: Ending.PutBack } => Back(end - drift.Seen.SeenAt, withGuard),
            { EndedAt: not null, Ending: Ending.Kept } => new("kept by you"),
            { EndedAt: { } end } => new($"right again without Guard after {Times.Length(end - drift.Seen.SeenAt)}"),
            _ => drift.Now?.State switch
            {
                PlaylistState.Confirming => new(
                    $"{(drift.Now.IsAsked ? "written" : "put back")}{(withGuard ? " by Guard" : "")} at",
                    drift.Now.WrittenAt,
                    ", confirming"
                ),
                PlaylistState.PuttingBack => new("on its way back"),
                PlaylistState.OnHold => new("on hold"),
                PlaylistState.NotWatched or PlaylistState.NotKnown => new("and nobody knows how it stands now"),
                // Where Guard only watches, nothing is to come back.
                PlaylistState.Changed when drift.Now.Restores => new("not back yet"),
                _ => new(""),
            },
        };

    private static DriftEnding Back(TimeSpan after, bool withGuard) =>
        (withGuard, AtOnce: after < TimeSpan.FromSeconds(1.5)) switch
        {
            (true, true) => new("put back by Guard at once"),
            (true, false) => new($"put back by Guard after {Times.Length(after)}"),
            (false, true) => new("put back at once"),
            _ => new($"back after {Times.Length(after)}"),
        };
}

/// <summary>What became of a drift, in words with a moment among them.</summary>
internal sealed record DriftEnding(string Words, DateTimeOffset? At = null, string After = "");
