using Tonearm.Spotify;

namespace Tonearm.Guard.Sweep;

/// <summary>
/// Lists have shown all playlists of an account without names, pictures or owners for hours. So when most of an account seems to have changed in one look,
/// or the list does not tell, each such playlist is asked for by itself before anything is written or told.
/// </summary>
internal sealed class Brake(LibraryReader library)
{
    /// <summary>Fewer changes at once are not most of an account.</summary>
    public const int Least = 5;

    /// <summary>So many are asked for at a time until one has truly changed. As long as none has, the others wait for the next look.</summary>
    private const int Few = 5;

    /// <summary>The looks that are not to be believed as they are.</summary>
    /// <param name="isListOdd">The list held what no list should: then none of its news is believed unasked.</param>
    public static Doubt Doubtful(IReadOnlyList<Look> looks, bool isListOdd)
    {
        Look[] changed = [.. looks.Where(look => look is { Sighting.Position: not null, HasNewDrift: true })];
        var isMost = isListOdd || (changed.Length >= Least && 2 * changed.Length > looks.Count);
        return new(isMost ? [.. changed.OrderBy(look => look.Playlist.Watch.SeenAt)] : [], [.. looks.Where(look => look.Sighting.Position is not null && look.IsUntold).OrderBy(look => look.Playlist.Watch.SeenAt).Take(PlaylistSearch.MostSingles)]);
    }

    /// <summary>What single calls show of the doubtful, by id; null for those that were not asked for or did not answer.</summary>
    public async Task<Dictionary<string, Sighting?>> Ask(Caller caller, Doubt doubt, Haul haul, CancellationToken cancellation)
    {
        var asked = new Dictionary<string, Sighting?>(StringComparer.Ordinal);
        var (believed, disbelieved) = (0, 0);
        var rest = doubt.Changed.ToArray();
        while (rest.Length > 0 && (believed > 0 || disbelieved < PlaylistSearch.MostSingles))
        {
            var batch = believed > 0 ? rest : rest[..Math.Min(rest.Length, Few)];
            rest = rest[batch.Length..];
            await Task.WhenAll(batch.Select(One));
            var answered = batch.Where(look => asked[look.Playlist.Id] is not null).ToArray();
            // Not one answer: nothing is known, and asking on would not help.
            if (answered.Length == 0) break;
            believed += answered.Count(look => look.IsBorneOutBy(asked[look.Playlist.Id]!));
            disbelieved += answered.Count(look => !look.IsBorneOutBy(asked[look.Playlist.Id]!));
        }

        foreach (var look in rest) asked[look.Playlist.Id] = null;
        await Task.WhenAll(doubt.Untold.Where(look => !asked.ContainsKey(look.Playlist.Id)).ToArray().Select(One));
        if (disbelieved > 0) haul.Problem ??= SweepWords.Disbelieved(doubt.Changed.Count, believed);
        return asked;

        async Task One(Look look)
        {
            var answer = await library.Get(caller, look.Playlist.Id, cancellation);
            lock (asked)
            {
                haul.Calls++;
                asked[look.Playlist.Id] = answer.IsOk ? Sighting.Of(answer.Value, position: null) with { Id = look.Playlist.Id, Position = look.Sighting.Position } : null;
            }
        }
    }

    /// <param name="Changed">Looks that show a change, where too many do.</param>
    /// <param name="Untold">Looks that do not tell all that is guarded.</param>
    internal sealed record Doubt(IReadOnlyList<Look> Changed, IReadOnlyList<Look> Untold)
    {
        public bool IsNone => Changed.Count + Untold.Count == 0;
    }
}
