using System.Collections.Concurrent;
using System.Globalization;
using Tonearm.Party.Hosting;
using Tonearm.Party.Rules;
using Tonearm.Spotify;
using Tonearm.Spotify.Governor;
using Tonearm.Web;

namespace Tonearm.Party.Suggestions;

/// <summary>
/// Songs beyond the playlist, through the host's account. What is searched for is one call however many type it, and none for a while
/// after; a party has so many calls, and what it cannot have is told in a sentence.
/// </summary>
internal sealed class SongSearch(Catalogue catalogue, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>So long one failure answers for all who ask the same.</summary>
    private static readonly TimeSpan FailureHolds = TimeSpan.FromSeconds(5);

    private const int MostSearches = 2_000;
    private const int MostSongs = 10_000;
    private const string Instead = "The songs of the playlist can be suggested all the same.";

    private readonly Buckets<Guid> calls = new(30, 20, time);
    private readonly ConcurrentDictionary<(Guid Account, string Words), Lazy<Asked>> searches = [];
    private readonly ConcurrentDictionary<(Guid Account, string Track), Candidate> songs = [];

    /// <summary>As few letters find everything; of other scripts one may be a word.</summary>
    public static bool IsWorthACall(string words) => words.Length > 1 || words.Any(letter => letter > '\u02ff');

    /// <summary>The same for everybody who means the same.</summary>
    public static string Plain(string words) =>
        string.Join(' ', words.ToLower(CultureInfo.InvariantCulture).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <param name="words">As <see cref="Plain"/> has them.</param>
    public async Task<Found> Find(Guid party, Guid account, string words, CancellationToken cancellation)
    {
        if (
            searches.TryGetValue((account, words), out var known)
            && known.Value is { } former
            && (former.Answer.IsFaulted || former.Until < time.GetUtcNow())
        )
            searches.TryRemove(new((account, words), known));
        if (searches.Count > MostSearches)
            searches.Clear();
        if (!searches.ContainsKey((account, words)) && calls.TryTake(party) is not null)
            return new(null, $"So many search at once that Spotify is asked again in a moment. {Instead}");
        // Whoever goes away takes the answer from nobody else.
        var asked = searches.GetOrAdd((account, words), _ => new(() => new(Call(account, words)), isThreadSafe: true)).Value;
        var answer = await asked.Answer.WaitAsync(cancellation);
        asked.Until ??= time.GetUtcNow() + (answer.Note is null ? Fresh : FailureHolds);
        return answer;
    }

    /// <summary>A song by its id: one that was found here, or else Spotify is asked for it.</summary>
    public async Task<Candidate?> Get(Guid party, Guid account, string track, CancellationToken cancellation)
    {
        if (Known(account, track) is { } known)
            return known;
        if (calls.TryTake(party) is not null)
            return null;
        return (await catalogue.Get(Caller.Person(account), track, cancellation)).Value is { } found && Usable(found)
            ? Keep(account, found)
            : null;
    }

    /// <summary>One that was found here.</summary>
    public Candidate? Known(Guid account, string track) => songs.GetValueOrDefault((account, track));

    private async Task<Found> Call(Guid account, string words)
    {
        var answer = await catalogue.Find(Caller.Person(account), words, CancellationToken.None);
        return answer.IsOk
            ? new([.. (answer.Value.Tracks?.Items ?? Entries<SpotifyTrack>.None).Where(Usable).Select(track => Keep(account, track))], null)
            : new(null, $"{Why(answer.Failure!)} {Instead}");
    }

    private Candidate Keep(Guid account, SpotifyTrack track)
    {
        if (songs.Count > MostSongs)
            songs.Clear();
        return songs[(account, track.Id!)] = new(PoolTracks.Of(track), track.IsPlayable is not false);
    }

    private static bool Usable(SpotifyTrack track) =>
        track is { Id.Length: > 0, Uri.Length: > 0, Type: "track", IsLocal: not true, DurationMs: > 0 };

    private static string Why(CallFailure failure) =>
        failure.Kind switch
        {
            AnswerKind.Limited => $"{failure.By.Sentence()}.",
            AnswerKind.NeedsSignIn or AnswerKind.MissingScope => "Spotify wants the host to sign in again before it can be searched.",
            AnswerKind.Unreachable => "Spotify does not answer just now.",
            _ => "Spotify does not let this party search.",
        };

    private sealed class Asked(Task<Found> answer)
    {
        public Task<Found> Answer => answer;

        /// <summary>How long it answers for others; null until it is here.</summary>
        public DateTimeOffset? Until { get; set; }
    }
}

/// <param name="Songs">Null where Spotify was not asked or has not answered.</param>
/// <param name="Note">Why not, as a sentence.</param>
internal sealed record Found(IReadOnlyList<Candidate>? Songs, string? Note);

/// <summary>A song as Spotify has it.</summary>
/// <param name="Playable">In the host's country.</param>
internal sealed record Candidate(PoolSong Song, bool Playable)
{
    public TrackView View =>
        TrackView.Of(Song.TrackId, Song.Title, Song.Artists, Song.Cover, Song.CoverLarge, Song.DurationMs, Song.Explicit);

    public SongToAsk ToAsk => Song.ToAsk with { Playable = Playable };
}
