using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Party.Rules;

namespace Tonearm.Party.Suggestions;

/// <summary>What is asked for, and what can be.</summary>
internal sealed class SuggestionReader(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Songs of the playlist that are shown at once; more words find the others.</summary>
    private const int Most = 40;

    /// <summary>The same beside what Spotify has found.</summary>
    private const int MostBeside = 12;
    private const int MostDeclined = 20;

    private const string Track = "t.track_id, t.title, t.artists, t.cover, t.cover_large, t.duration_ms, t.explicit";

    public async Task<SuggestionsView> Read(Guid party, Guid guest, bool host, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var moment = await SuggestionMoments.Read(connection, party, guest, time.GetUtcNow(), cancellation);
        var rows = (
            await connection.QueryAsync<Row>(
                $"""
                select {Track}, s.state, s.turn, s.guest_id = @guest as mine, g.counts
                from party_suggestions s join party_tracks t on t.party_id = s.party_id and t.place = s.place
                  join party_guests g on g.party_id = s.party_id and g.guest_id = s.guest_id
                where s.party_id = @party and (s.state <> 'up' or t.ballot is not null) order by s.seq
                """,
                new { party, guest },
                cancellation
            )
        ).AsList();
        return new(
            SuggestionRules.OfGuest(moment)?.Sentence(),
            [.. rows.Where(row => row.Mine).Select(row => row.Suggestion)],
            [.. rows.Where(row => row.Turn is not null).OrderBy(row => row.Turn).Select(row => row.View)],
            host ? [.. rows.Where(row => row is { State: "asked", Counts: true }).Select(row => row.View)] : null,
            host ? [.. rows.Where(row => row is { State: "declined", Counts: true }).TakeLast(MostDeclined).Select(row => row.View)] : null
        );
    }

    /// <summary>Songs of the party in whose title or artists each of these words stands; some of them where there are none.</summary>
    /// <param name="found">What Spotify has found, or why it has not; null where it was not asked.</param>
    public async Task<SearchAnswer> Search(Guid party, Guid guest, string words, Found? found, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var moment = await SuggestionMoments.Read(connection, party, guest, time.GetUtcNow(), cancellation);
        var rows = (
            await connection.QueryAsync<Row>(
                $"""
                select {Track}, t.uri, t.isrc from party_tracks t
                where t.party_id = @party and not t.gone and not t.removed
                  and not exists (select from unnest(@words) word where position(word in lower(t.title || ' ' || t.artists)) = 0)
                order by lower(t.title), t.place limit @most
                """,
                new
                {
                    party,
                    words = words.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                    most = found?.Songs is { Count: > 0 } ? MostBeside : Most,
                },
                cancellation
            )
        ).AsList();
        Recording[] own = [.. rows.Select(row => row.ToAsk.Recording)];
        return new(
            SuggestionRules.OfGuest(moment)?.Sentence(),
            [.. rows.Select(row => new FoundSong(row.View, SuggestionRules.OfSong(row.ToAsk, moment)?.Sentence()))],
            found?.Songs is { } others
                ?
                [
                    .. others
                        .Where(song => !own.Any(song.ToAsk.Recording.IsSame))
                        .DistinctBy(song => song.Song.Isrc ?? song.Song.TrackId, StringComparer.OrdinalIgnoreCase)
                        .Select(song => new FoundSong(song.View, SuggestionRules.OfSong(song.ToAsk, moment)?.Sentence())),
                ]
                : null,
            found?.Note
        );
    }

    private sealed record Row
    {
        public required string TrackId { get; init; }
        public required string Title { get; init; }
        public required string Artists { get; init; }
        public string? Cover { get; init; }
        public string? CoverLarge { get; init; }
        public required int DurationMs { get; init; }
        public required bool Explicit { get; init; }
        public string? Uri { get; init; }
        public string? Isrc { get; init; }
        public string? State { get; init; }
        public int? Turn { get; init; }
        public bool Mine { get; init; }

        /// <summary>The host lets who has asked for it count.</summary>
        public bool Counts { get; init; }

        public TrackView View => TrackView.Of(TrackId, Title, Artists, Cover, CoverLarge, DurationMs, Explicit);

        public SongToAsk ToAsk => new(new(Uri ?? "", Isrc, Title, DurationMs), Artists, Explicit);

        public SuggestionView Suggestion =>
            new(View, State!, Turn, State == "up" ? "It is up for vote." : new SuggestionState(State!, Turn).Words());
    }
}
