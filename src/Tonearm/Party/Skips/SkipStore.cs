using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Party.Rules;

namespace Tonearm.Party.Skips;

/// <summary>
/// Keeps who wants the next song. That enough do is found by the conductor, which reads the same rows whenever they or those who are here
/// change: a vote is never lost between being counted and being done.
/// </summary>
internal sealed class SkipStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <param name="wants">False takes it back, which goes at any time.</param>
    /// <param name="round">Of the song that was seen; without it, whatever plays.</param>
    public async Task<SkipOutcome> Say(Guid party, Guid guest, bool wants, int? round, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var now = time.GetUtcNow();
        if (
            await connection.QuerySingleOrDefaultAsync<Playing>(
                """
                select p.phase, p.round, p.settings, p.song_at, p.player, p.handover, s.duration_ms,
                  g.guest_id is not null and g.put_out is null as inside, coalesce(g.muted, false) as muted,
                  p.winner is not null
                    or exists (select from party_tracks t where t.party_id = p.id and t.ballot is not null) as has_next
                from parties p left join party_tracks s on s.party_id = p.id and s.place = p.song
                  left join party_guests g on g.party_id = p.id and g.guest_id = @guest
                where p.id = @party
                for no key update of p
                """,
                new { party, guest },
                cancellation
            )
            is not { } playing
        )
            return new(SkipVerdict.UnknownParty);
        if (Verdict(playing, wants, round, now) is var verdict and not SkipVerdict.Told)
            return new(verdict, playing.Round);
        var changed = await connection.ExecuteAsync(
            wants
                ? "insert into party_skips (party_id, guest_id) values (@party, @guest) on conflict do nothing"
                : "delete from party_skips where party_id = @party and guest_id = @guest",
            new { party, guest },
            cancellation
        );
        var tally = await connection.QuerySingleAsync<SkipTally>(
            $"select {SkipCount.Wants("@party")} as wants, {SkipCount.Present("@party")} as present",
            new { party },
            cancellation
        );
        if (changed > 0)
            await connection.ExecuteAsync(
                PartyChange.Update(SkipVote.Passes(tally) ? PartyChange.DueNow : null, "id = @party")
                    + $"; {PartyChange.Tell(PartyChange.Due)}",
                new { party, now },
                cancellation
            );
        await transaction.CommitAsync(cancellation);
        return new(SkipVerdict.Told, playing.Round, new(wants, tally.Wants, tally.Present));
    }

    private static SkipVerdict Verdict(Playing playing, bool wants, int? round, DateTimeOffset now) =>
        !playing.Inside ? SkipVerdict.Stranger
        : playing.Muted ? SkipVerdict.Muted
        : playing.Phase != "live" ? SkipVerdict.NotLive
        : round is not null && round != playing.Round ? SkipVerdict.RoundOver
        : !wants ? SkipVerdict.Told
        : !playing.Settings.SkipVotes ? SkipVerdict.Off
        : !playing.HasNext ? SkipVerdict.NothingElse
        : playing.Handover == "playing" ? SkipVerdict.Over
        : SkipVote.At(playing.Clock, now) switch
        {
            SkipTime.Open => SkipVerdict.Told,
            SkipTime.TooEarly => SkipVerdict.TooEarly,
            SkipTime.Standing => SkipVerdict.Standing,
            _ => SkipVerdict.Over,
        };

    private sealed record Playing
    {
        public required string Phase { get; init; }
        public required int Round { get; init; }
        public required PartySettings Settings { get; init; }
        public DateTimeOffset? SongAt { get; init; }
        public required PlayerKnowledge Player { get; init; }
        public string? Handover { get; init; }
        public int? DurationMs { get; init; }
        public required bool Inside { get; init; }
        public required bool Muted { get; init; }
        public required bool HasNext { get; init; }

        public SongClock? Clock =>
            SongAt is { } at && DurationMs is { } length ? new(at, TimeSpan.FromMilliseconds(length - Player.CrossfadeMs)) : null;
    }
}

/// <summary>What has become of a guest's word about the song.</summary>
/// <param name="Round">The one that plays.</param>
internal sealed record SkipOutcome(SkipVerdict Verdict, int Round = 0, SkipAnswer? Answer = null);

internal enum SkipVerdict
{
    Told,
    UnknownParty,
    Stranger,
    Muted,
    NotLive,
    RoundOver,
    Off,
    NothingElse,
    TooEarly,
    Standing,
    Over,
}
