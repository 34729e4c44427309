using Microsoft.Extensions.Options;
using Tonearm.Accounts;
using Tonearm.Guard.Rules;
using Tonearm.Guard.Sweep;

namespace Tonearm.Guard.Status;

/// <summary>
/// What Guard would do with a playlist now, and why not more: the decision of a sweep, upon what the last look showed. It asks Spotify
/// nothing, so that a preview costs no call and tells of the same playlist as its page; it stores nothing.
/// </summary>
internal sealed class RestorePreview(
    PlaylistStatusReader statuses,
    ListingStore listings,
    KnownTroubles troubles,
    WriteTiming timing,
    IOptions<GuardOptions> options,
    TimeProvider time
)
{
    /// <returns>Null when it is not the owner's.</returns>
    public async Task<Preview?> Of(Guid owner, string id, CancellationToken cancellation)
    {
        if (await statuses.Of(owner, [id], cancellation) is not [var status, ..])
            return null;
        var known = await troubles.Of(owner, cancellation);
        var problem = (known.Installation ?? known.Of(status.Owned.AccountId))?.Sentence ?? known.Network?.Sentence;
        if (status.Guarded is not { } playlist)
            return new(status, [], problem);
        var now = time.GetUtcNow();
        List<Assessment> decided = [Assessment.Of(playlist, ObservedPlaylist.Last(playlist), learnt: null, options.Value.Settle, now)];
        await timing.Postpone(decided, await listings.WritesFrom(status.Owned.AccountId, cancellation), now, cancellation);
        return new(status, [.. decided[0].Decisions.Select(decision => Of(decision, decided[0]))], problem);
    }

    private static FieldPreview Of(Decision decision, Assessment decided)
    {
        var isWritten = decided.Restores.Any(restore => restore.Field == decision.Field);
        // What is decided and cannot be written yet waits until it can.
        return decision.Step == Step.Restore && !isWritten
            ? new(decision with { Step = Step.Wait, At = decided.LookAt }, decision.PostponedSentence(decided.LookAt), IsWritten: false)
            : new(decision, decision.Sentence(), isWritten);
    }
}

/// <param name="Fields">In their order; none for a playlist that has no wanted version.</param>
/// <param name="Problem">What keeps Guard from this account altogether; null when nothing does.</param>
internal sealed record Preview(PlaylistNow Playlist, IReadOnlyList<FieldPreview> Fields, string? Problem);

/// <param name="IsWritten">The wanted value would be written to Spotify now.</param>
internal sealed record FieldPreview(Decision Decision, string Sentence, bool IsWritten);
