using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Party.Rules;

namespace Tonearm.Party.Hosting;

/// <summary>
/// The host's choice of what plays next, over the votes and for all to see. It is taken when the vote closes; the votes stand for the round
/// after it.
/// </summary>
internal sealed class ChoiceStore(HostStore host, NpgsqlDataSource database)
{
    private const int Most = 40;

    /// <summary>
    /// Songs of the pool that may play, by words of their title and artists; without words the ballot's, then the others.
    /// </summary>
    public async Task<IReadOnlyList<PoolEntry>> Find(Guid party, string? words, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (
            await connection.QueryAsync<PoolEntry>(
                """
                select t.track_id as id, t.title, t.artists, t.cover, t.ballot is not null as on_ballot, t.resting as has_played
                from party_tracks t join parties p on p.id = t.party_id
                where p.id = @party and not t.removed and not t.gone and not t.barred and t.place is distinct from p.song
                  and (not t.explicit or coalesce((p.settings->>'explicit')::boolean, true))
                  and not exists (select from unnest(@words) word where position(word in lower(t.title || ' ' || t.artists)) = 0)
                order by t.ballot nulls last, t.title, t.place limit @Most
                """,
                new
                {
                    party,
                    Most,
                    words = (words ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries),
                },
                cancellation
            )
        ).AsList();
    }

    /// <summary>
    /// A winner that is not on its way yet gives way to it and stays up for vote; one that is, plays first.
    /// </summary>
    public async Task<ChoiceOutcome> Choose(Guid party, string track, CancellationToken cancellation)
    {
        var chosen = new ChoiceOutcome(ChoiceVerdict.Over);
        await host.Locked(
            party,
            async (connection, now) =>
            {
                var (verdict, place, ahead) = await Find(connection, party, track, cancellation);
                chosen = new(verdict, ahead);
                if (verdict != ChoiceVerdict.Taken)
                    return false;
                await connection.ExecuteAsync(
                    PartyChange.Update($"choice = @place, {HostStore.HostIsHere}", "id = @party"),
                    new
                    {
                        party,
                        place,
                        now,
                    },
                    cancellation
                );
                await HostStore.GiveUpWinner(connection, party, "true", cancellation);
                return true;
            },
            cancellation
        );
        return chosen;
    }

    /// <summary>Until it is on its way to the player; then nobody can take it out any more.</summary>
    public async Task<ChoiceVerdict> TakeBack(Guid party, CancellationToken cancellation)
    {
        var verdict = ChoiceVerdict.Over;
        await host.Locked(
            party,
            async (connection, now) =>
            {
                var isQueued = await connection.ExecuteScalarAsync<bool>(
                    "select choice is null and winner_by_host and handover <> 'chosen' from parties where id = @party",
                    new { party },
                    cancellation
                );
                verdict = isQueued ? ChoiceVerdict.InQueue : ChoiceVerdict.Taken;
                if (isQueued)
                    return false;
                await HostStore.GiveUpWinner(connection, party, "p.choice is null and p.winner_by_host", cancellation);
                await connection.ExecuteAsync(
                    PartyChange.Update($"choice = null, {HostStore.HostIsHere}", "id = @party"),
                    new { party, now },
                    cancellation
                );
                return true;
            },
            cancellation
        );
        return verdict;
    }

    private static async Task<(ChoiceVerdict Verdict, int Place, string? Ahead)> Find(
        NpgsqlConnection connection,
        Guid party,
        string track,
        CancellationToken cancellation
    )
    {
        var found = await connection.QuerySingleOrDefaultAsync<Candidate>(
            """
            select t.place, t.removed or t.gone or t.barred as removed, t.explicit, p.settings, t.place = p.song as plays,
              t.place = p.winner as wins,
              (select w.title from party_tracks w where w.party_id = p.id and w.place = p.winner and p.handover <> 'chosen') as ahead
            from parties p join party_tracks t on t.party_id = p.id where p.id = @party and t.track_id = @track
            """,
            new { party, track },
            cancellation
        );
        if (found is null)
            return (ChoiceVerdict.Unknown, 0, null);
        var verdict =
            !new PoolTrack(found.Place, Removed: found.Removed, Explicit: found.Explicit).MayPlay(found.Settings) ? ChoiceVerdict.MayNot
            : found.Plays is true ? ChoiceVerdict.Plays
            : found is { Wins: true, Ahead: not null } ? ChoiceVerdict.InQueue
            : ChoiceVerdict.Taken;
        return (verdict, found.Place, found.Ahead);
    }

    private sealed record Candidate
    {
        public required int Place { get; init; }
        public required bool Removed { get; init; }
        public required bool Explicit { get; init; }
        public required PartySettings Settings { get; init; }
        public bool? Plays { get; init; }
        public bool? Wins { get; init; }

        /// <summary>What is on its way to the player already.</summary>
        public string? Ahead { get; init; }
    }
}

/// <summary>What has become of a host's choice.</summary>
/// <param name="Ahead">What plays before it, as it waits in Spotify's queue already.</param>
internal sealed record ChoiceOutcome(ChoiceVerdict Verdict, string? Ahead = null);

internal enum ChoiceVerdict
{
    Taken,
    Over,
    Unknown,

    /// <summary>Spotify or the host's own settings keep it from playing.</summary>
    MayNot,
    Plays,
    InQueue,
}
