using Tonearm.Spotify;

namespace Tonearm.Guard.Rules;

/// <summary>
/// The restores of one playlist, oldest first. A week of them is enough; with less, <see cref="RestoreBackoff"/> forgets sooner.
/// </summary>
internal sealed record History(IReadOnlyList<Restore> Restores)
{
    public static readonly History Empty = new([]);

    /// <summary>The latest restore of a field that reached Spotify.</summary>
    public Restore? Last(Field field) => Restores.LastOrDefault(restore => restore.Field == field && restore.Outcome != Outcome.Unsent);

    /// <summary>Whether our latest write of a field was this value, and may be in effect.</summary>
    public bool MayHaveWritten(Field field, string value) => Last(field) is { MayBeWritten: true } last && last.Written == value;

    /// <summary>Whether Spotify may be showing, within settle, what stood there before one of our writes; if so, until when.</summary>
    public DateTimeOffset? NotYetUntil(Field field, string shown, DateTimeOffset now) =>
        Restores
            .Where(restore =>
                restore.Field == field && restore.MayBeWritten && now < restore.SettledAt && SpotifyText.Same(restore.Before, shown)
            )
            .Max(restore => (DateTimeOffset?)restore.SettledAt);

    /// <summary>
    /// Our last two accepted writes of this value both came back as one and the same other text: Spotify stores it differently.
    /// </summary>
    public bool IsStoredDifferently(Field field, string wanted)
    {
        var accepted = Restores.Where(restore => restore.Field == field && restore.Outcome == Outcome.Accepted).TakeLast(2).ToArray();
        return accepted is [{ ReadBack: { } first } one, { ReadBack: { } second } two]
            && one.ConfirmedAt is null
            && two.ConfirmedAt is null
            && one.Written == wanted
            && two.Written == wanted
            && !string.IsNullOrWhiteSpace(first)
            && SpotifyText.Same(first, second);
    }

    /// <summary>
    /// What this look says about the latest restore of each field: confirmed, not yet, or read back as something else. The history with the
    /// verdicts in it; a restore that has changed is to be stored.
    /// </summary>
    public History Judge(Observed observed, Renditions renditions, DateTimeOffset now) =>
        Restores.Count == 0
            ? this
            : new([.. Restores.Select(restore => restore == Last(restore.Field) ? Judge(restore, observed, renditions, now) : restore)]);

    private Restore Judge(Restore restore, Observed observed, Renditions renditions, DateTimeOffset now)
    {
        if (!restore.MayBeWritten || restore.ConfirmedAt is not null)
            return restore;

        var shown = observed[restore.Field];
        return Comparison.Of(restore.Field, restore.Written, observed, renditions, isOurs: true) switch
        {
            FieldComparison.Same => restore with { ConfirmedAt = now },
            FieldComparison.Blanked
            or FieldComparison.Edited when restore.ReadBack is null && NotYetUntil(restore.Field, shown, now) is null => restore with
            {
                ReadBack = shown,
            },
            _ => restore,
        };
    }
}
