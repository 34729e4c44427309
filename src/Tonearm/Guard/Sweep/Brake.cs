using Tonearm.Guard.Rules;
using Tonearm.Spotify;

namespace Tonearm.Guard.Sweep;

/// <summary>
/// Lists have shown all playlists of an account without names, pictures or owners for hours. So when most of an account seems to have
/// changed in one look, or the list does not tell, each such playlist is asked for by itself before anything is written or told.
/// </summary>
internal sealed class Brake(LibraryReader library)
{
    /// <summary>Fewer changes at once are not most of an account.</summary>
    public const int Least = 5;

    /// <summary>
    /// So many are asked for at a time until one has truly changed. As long as none has, the others wait for the next each.
    /// </summary>
    private const int Few = 5;

    /// <summary>The assessments that are not to be believed as they are.</summary>
    /// <param name="isListOdd">The list held what no list should: then none of its news is believed unasked.</param>
    public static Doubt Doubtful(IReadOnlyList<Assessment> all, bool isListOdd)
    {
        Assessment[] changed = [.. all.Where(each => each is { Shown.Position: not null, HasNewDrift: true })];
        var isMost = isListOdd || (changed.Length >= Least && 2 * changed.Length > all.Count);
        return new(
            isMost ? [.. changed.OrderBy(each => each.Playlist.Watch.SeenAt)] : [],
            [
                .. all.Where(each => each is { Shown.Position: not null, IsUntold: true })
                    .OrderBy(each => each.Playlist.Watch.SeenAt)
                    .Take(PlaylistSearch.MostSingles),
            ]
        );
    }

    /// <summary>What single calls show of the doubtful, by id; null for those that were not asked for or did not answer.</summary>
    public async Task<Dictionary<string, ObservedPlaylist?>> Ask(
        Caller caller,
        Doubt doubt,
        SweepResult result,
        CancellationToken cancellation
    )
    {
        var asked = new Dictionary<string, ObservedPlaylist?>(StringComparer.Ordinal);
        var (believed, disbelieved) = (0, 0);
        var rest = doubt.Changed.ToArray();
        while (rest.Length > 0 && (believed > 0 || disbelieved < PlaylistSearch.MostSingles))
        {
            var batch = believed > 0 ? rest : rest[..Math.Min(rest.Length, Few)];
            rest = rest[batch.Length..];
            await Task.WhenAll(batch.Select(One));
            var answered = batch.Where(each => asked[each.Playlist.Id] is not null).ToArray();
            // Not one answer: nothing is known, and asking on would not help.
            if (answered.Length == 0)
                break;
            believed += answered.Count(each => each.IsBorneOutBy(asked[each.Playlist.Id]!));
            disbelieved += answered.Count(each => !each.IsBorneOutBy(asked[each.Playlist.Id]!));
        }

        foreach (var each in rest)
            asked[each.Playlist.Id] = null;
        await Task.WhenAll(doubt.Untold.Where(each => !asked.ContainsKey(each.Playlist.Id)).ToArray().Select(One));
        if (disbelieved > 0)
            result.Problem ??= SweepWords.Disbelieved(doubt.Changed.Count, believed);
        return asked;

        async Task One(Assessment assessment)
        {
            var answer = await library.Get(caller, assessment.Playlist.Id, cancellation);
            lock (asked)
            {
                result.Calls++;
                asked[assessment.Playlist.Id] = !answer.IsOk
                    ? null
                    : ObservedPlaylist.Of(answer.Value, position: null) with
                    {
                        Id = assessment.Playlist.Id,
                        Position = assessment.Shown.Position,
                    };
            }
        }
    }

    /// <param name="Changed">Those that show a change, where too many do.</param>
    /// <param name="Untold">Those that do not tell all that is guarded.</param>
    internal sealed record Doubt(IReadOnlyList<Assessment> Changed, IReadOnlyList<Assessment> Untold)
    {
        public bool IsNone => Changed.Count + Untold.Count == 0;
    }
}
