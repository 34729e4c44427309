using Tonearm.Guard.Rules;
using Tonearm.Spotify;
using Tonearm.Spotify.Governor;

namespace Tonearm.Guard.Sweep;

/// <summary>
/// When what was decided is written, and when it is looked at: restores wait while Spotify takes no writes of their kind, instead of
/// failing again and again, and are looked at soon if the day's calls have room for it.
/// </summary>
internal sealed class WriteTiming(CallLedger ledger)
{
    private static readonly (Family Family, Fields Fields)[] Writes =
    [
        (Family.PlaylistWrite, Fields.Title | Fields.Description),
        (Family.CoverWrite, Fields.Cover),
    ];

    /// <param name="writesFrom">When a write is tried again of an account whose sign-in does not cover it; null for any other
    /// account.</param>
    public async Task Postpone(List<Assessment> assessments, DateTimeOffset? writesFrom, DateTimeOffset now, CancellationToken cancellation)
    {
        if (writesFrom > now)
            Change(assessments, each => each.Postponed(Fields.All, writesFrom.Value));
        foreach (var (family, fields) in Writes)
        {
            if (!assessments.Exists(each => each.Restores.Any(restore => fields.Has(restore.Field))))
                continue;
            if (await ledger.Closed(family, CallPurpose.Restore, cancellation) is { } closed)
                Change(assessments, each => each.Postponed(fields, closed.Until));
        }
    }

    /// <param name="total">How many playlists the account lists.</param>
    public async Task ConfirmSoon(List<Assessment> assessments, int? total, DateTimeOffset startedAt, CancellationToken cancellation)
    {
        var positions = assessments
            .FindAll(each => each.Confirming.Any())
            .ConvertAll(each => each.Shown.Position ?? each.Playlist.Position);
        if (positions.Count == 0)
            return;
        var windows = WindowPlan.Cover(positions.OfType<int>(), total ?? int.MaxValue).Count;
        var singles = positions.Count(position => position is null);
        var room = await ledger.Room(Family.PlaylistList, CallPurpose.Restore, cancellation);
        if (ConfirmingLooks.MayLookSoon(room.Calls, windows + singles))
            Change(assessments, each => each.ConfirmedSoon(startedAt));
    }

    private static void Change(List<Assessment> assessments, Func<Assessment, Assessment> change)
    {
        for (var i = 0; i < assessments.Count; i++)
            assessments[i] = change(assessments[i]);
    }
}
