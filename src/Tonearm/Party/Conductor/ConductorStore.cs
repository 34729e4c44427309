using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Party.Played;
using Tonearm.Party.Rules;
using Tonearm.Party.Skips;

namespace Tonearm.Party.Conductor;

/// <summary>
/// What a conductor reads and writes of one party. Everything it writes is guarded by the term of the lease it runs under.
/// </summary>
internal sealed class ConductorStore(NpgsqlDataSource database)
{
    public async Task<PartyState?> Load(Guid party, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<PartyRow>(
            $"""
            select p.id, p.account_id, p.phase, p.device_id, p.device_name, p.settings, p.round,
              p.song, p.song_at, p.at_ms, p.song_uri, p.closed, p.winner, p.handover, p.act_at, p.asked, p.looks, p.refused, p.trouble,
              p.host_left_at, p.quiet_at, p.grace_until, p.host_here, p.closes_at, p.player,
              exists (select from party_presence h where h.party_id = p.id and h.hosts > 0 and h.until > now()) as present,
              exists (select from party_presence h where h.party_id = p.id and h.people > 0 and h.until > now()) as watched,
              {SkipCount.Wants("p.id")} as skip_wants, {SkipCount.Present("p.id")} as skip_of,
              greatest(p.created_at, p.starts_at) as created_at,
              (select count(*) from parties o where {PartyIsOn.Sql("o")})::int as parties,
              p.starts_at, p.starts_itself, p.starts_at is not null and exists (
                select from parties o where o.account_id = p.account_id and o.id <> p.id and {PartyIsOn.Sql("o")}) as other_is_on
            from parties p where p.id = @party and p.phase <> 'ended'
            """,
            new { party },
            cancellation
        );
        if (row is null)
            return null;
        var songs = (
            await connection.QueryAsync<SongRow>(
                "select place, uri, isrc, title, duration_ms from party_tracks where party_id = @party and place = any(@places)",
                new { party, places = new[] { row.Song ?? -1, row.Winner ?? -1 } },
                cancellation
            )
        ).ToDictionary(song => song.Place, song => song.Song);
        var wish = await connection.QueryFirstOrDefaultAsync<WishRow>(
            "select id, wish, round, device_id, device_name from party_wishes where party_id = @party order by id limit 1",
            new { party },
            cancellation
        );
        return row.State(songs, wish is null ? null : new(wish.Id, WishColumn.Read(wish.Wish), wish.Round, wish.DeviceId, wish.DeviceName));
    }

    /// <summary>
    /// Stores what has come of a turn. A wish, a goodbye or a return that was stored meanwhile stays, and the party stays due for it.
    /// </summary>
    /// <returns>False when the party has ended meanwhile, or the lease has passed on.</returns>
    public Task<bool> Save(PartyState before, PartyState after, DateTimeOffset? due, LeaseTerm term, CancellationToken cancellation) =>
        Within(
            term,
            async connection =>
            {
                var isSeen =
                    (
                        before.SongAt,
                        before.AtMs,
                        before.Trouble,
                        before.IsLive,
                        before.Closed,
                        before.Winner?.Place,
                        before.Absence.GraceUntil,
                        before.ClosesShown,
                        before.DeviceId,
                        before.Device,
                        Told(before)
                    )
                    != (
                        after.SongAt,
                        after.AtMs,
                        after.Trouble,
                        after.IsLive,
                        after.Closed,
                        after.Winner?.Place,
                        after.Absence.GraceUntil,
                        after.ClosesAt,
                        after.DeviceId,
                        after.Device,
                        Told(after)
                    );
                // The oldest wish goes when the intent that follows from it is stored; the next one is due at once.
                if (before.Wish is { } done && after.Wish != done)
                    await connection.ExecuteAsync("delete from party_wishes where id = @Id", new { done.Id }, cancellation);
                const string set = """
                      device_id = case when device_id is not distinct from @deviceBefore then @DeviceId else device_id end,
                      device_name = case when device_id is not distinct from @deviceBefore then @Device else device_name end,
                      phase = @phase, song_at = @SongAt, at_ms = @AtMs, song_uri = @SongUri, closed = @Closed, closes_at = @ClosesAt,
                      winner = @winner, handover = @handover, looks = @Looks, refused = @Refused, trouble = @Trouble,
                      player = @Player,
                      act_at = @ActAt,
                      due_at = case when asked = @Asked
                        and not exists (select from party_wishes w where w.party_id = parties.id) then @due else least(due_at, @due) end,
                      host_here = @Present,
                      host_left_at = case when asked = @Asked then @left else host_left_at end,
                      quiet_at = case when asked = @Asked then @quiet else quiet_at end,
                      grace_until = case when asked = @Asked then @grace else grace_until end
                    """;
                const string where = "id = @Id and phase <> 'ended' and round = @Round";
                return await connection.ExecuteAsync(
                        isSeen ? PartyChange.Update(set, where) : $"update parties set {set} where {where}",
                        new
                        {
                            after.Id,
                            after.Round,
                            after.SongAt,
                            after.AtMs,
                            after.SongUri,
                            after.Closed,
                            after.ClosesAt,
                            after.Looks,
                            after.Refused,
                            after.Trouble,
                            after.ActAt,
                            after.Asked,
                            after.Present,
                            due,
                            after.DeviceId,
                            after.Device,
                            deviceBefore = before.DeviceId,
                            phase = after.IsLive ? "live" : "lobby",
                            winner = after.Winner?.Place,
                            handover = HandoverColumn.Of(after.Handover),
                            after.Player,
                            left = after.Absence.LeftAt,
                            quiet = after.Absence.QuietAt,
                            grace = after.Absence.GraceUntil,
                        },
                        cancellation
                    ) > 0;
            },
            cancellation
        );

    /// <summary>Closes the vote: from here on no like counts. Its winner is stored with the intent to play it.</summary>
    /// <returns>The party with its winner; without one, and the vote still open, when nothing is left that may play. Null when it has
    /// ended.</returns>
    public Task<PartyState?> Close(PartyState party, Handover intent, LeaseTerm term, CancellationToken cancellation) =>
        Within(
            term,
            async connection =>
            {
                var locked = await connection.QuerySingleOrDefaultAsync<RoundRow>(
                    "select round, cursor, settings, choice, winner_by_host from parties where id = @Id and phase <> 'ended' for update",
                    new { party.Id },
                    cancellation
                );
                if (locked?.Round != party.Round)
                    return null;
                var pool = await BallotDraw.Pool(connection, party.Id, stay: true, cancellation);
                var choice = pool.FirstOrDefault(track => track.Place == locked.Choice && track.MayPlay(party.Settings))?.Place;
                var winner =
                    choice ?? (party.Song is { } song ? Winner.Next(pool, song.Place, party.Settings) : Winner.First(pool, party.Settings));
                var after = winner is { } place
                    ? party with
                    {
                        Closed = true,
                        Handover = intent,
                        Trouble = party.Trouble == Troubles.NothingToPlay ? null : party.Trouble,
                        Winner = (
                            await connection.QuerySingleAsync<SongRow>(
                                "select place, uri, isrc, title, duration_ms from party_tracks where party_id = @Id and place = @place",
                                new { party.Id, place },
                                cancellation
                            )
                        ).Song,
                    }
                    : party with
                    {
                        Closed = false,
                        Handover = Handover.None,
                        Trouble = Troubles.NothingToPlay,
                        Winner = null,
                    };
                after = after with { IsLive = true, ClosesShown = after.ClosesAt };
                if (winner is { } chosen)
                {
                    var likes = pool.First(track => track.Place == chosen).Likes;
                    var how =
                        choice is not null ? Chosen.Host
                        : likes > 0 ? Chosen.Vote
                        : Chosen.Order;
                    await PlayedSongs.Choose(connection, party.Id, chosen, likes, how, cancellation);
                }

                await connection.ExecuteAsync(
                    PartyChange.Update(
                        """
                        phase = 'live', closed = @Closed, closes_at = @ClosesShown, winner = @winner, handover = @handover,
                        trouble = @Trouble, choice = null, winner_by_host = @isChosen
                        """,
                        "id = @Id"
                    ),
                    new
                    {
                        after.Id,
                        after.Closed,
                        after.ClosesShown,
                        winner,
                        isChosen = choice is not null,
                        handover = HandoverColumn.Of(after.Handover),
                        after.Trouble,
                    },
                    cancellation
                );
                return after;
            },
            cancellation
        );

    /// <summary>The winner has begun: a new round, with a new ballot.</summary>
    /// <param name="at">When it began.</param>
    /// <param name="uri">What Spotify plays in its place.</param>
    /// <param name="player">What is known of the player from here on.</param>
    /// <returns>The party in its new round; null when it has ended.</returns>
    public Task<PartyState?> Advance(
        PartyState party,
        DateTimeOffset at,
        string? uri,
        PlayerKnowledge player,
        LeaseTerm term,
        CancellationToken cancellation
    ) =>
        Within(
            term,
            async connection =>
            {
                var locked = await connection.QuerySingleOrDefaultAsync<RoundRow>(
                    "select round, cursor, settings, choice, winner_by_host from parties where id = @Id and phase <> 'ended' for update",
                    new { party.Id },
                    cancellation
                );
                if (locked?.Round != party.Round || party.Winner is not { } song)
                    return null;
                var after = (
                    party with
                    {
                        Round = party.Round + 1,
                        Song = song,
                        SongUri = null,
                        Winner = null,
                        Handover = Handover.None,
                        Closed = false,
                        Refused = 0,
                        Settings = locked.Settings,
                        Player = player,
                        Skips = SkipTally.Nobody,
                    }
                ).Plays(at, uri);
                after = after with { ClosesShown = after.ClosesAt };
                // Over the votes by the host, or given before the first song: they stand for this round.
                var stays = after.Settings.LosersStay || locked.WinnerByHost || party.Round == 0;
                await connection.ExecuteAsync(
                    new CommandDefinition(
                        $"""
            delete from party_likes where party_id = @Id and (@all or place = @Place);
            delete from party_skips where party_id = @Id;
            update party_tracks set resting = true, ballot = null, reached = 0, played_at = @at where party_id = @Id and place = @Place;
            {PartyChange.Update("""
                round = @Round, song = @Place, song_at = @SongAt, at_ms = null, song_uri = @SongUri, winner = null,
                winner_by_host = false, handover = null, closed = false,
                closes_at = @ClosesShown, trouble = null, looks = 0, refused = 0, player = @player
                """, "id = @Id")}
            """,
                        new
                        {
                            after.Id,
                            after.Round,
                            song.Place,
                            after.SongAt,
                            after.SongUri,
                            after.ClosesShown,
                            all = !stays,
                            player,
                            at,
                        },
                        cancellationToken: cancellation
                    )
                );
                await PlayedSongs.Begin(connection, party.Id, after.Round, song.Place, at, cancellation);
                await BallotDraw.Draw(
                    connection,
                    party.Id,
                    song.Place,
                    locked.Cursor,
                    locked.Settings,
                    locked.Settings.BallotSize,
                    stay: stays,
                    cancellation
                );
                return after;
            },
            cancellation
        );

    /// <summary>Spotify does not play it: it never comes again, and another is chosen.</summary>
    public Task<bool> Refuse(PartyState party, int place, LeaseTerm term, CancellationToken cancellation) =>
        Within(
            term,
            async connection =>
            {
                await connection.ExecuteAsync(
                    $"""
                    update party_tracks set removed = true, ballot = null where party_id = @Id and place = @place;
                    {PartyChange.Update(null, "id = @Id")}
                    """,
                    new { party.Id, place },
                    cancellation
                );
                return true;
            },
            cancellation
        );

    public Task<bool> End(PartyState party, DateTimeOffset now, string why, LeaseTerm term, CancellationToken cancellation) =>
        Within(term, async connection => await PartyEnd.Store(connection, party.Id, now, why, cancellation), cancellation);

    /// <returns>The default when the lease has passed on; then nothing was written.</returns>
    private async Task<T?> Within<T>(LeaseTerm term, Func<NpgsqlConnection, Task<T>> write, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var result = await write(connection);
        if (!await term.IsCurrent(connection, cancellation))
            return default;
        await transaction.CommitAsync(cancellation);
        return result;
    }

    /// <summary>What of the player's knowledge a host is shown.</summary>
    private static (string?, int?, bool, OfferedDevice?, string?) Told(PartyState party) =>
        (party.Player.Moving?.Id, party.Player.Moving?.Tries, party.Player.Moving?.NextAt is null, party.Player.Offer, party.Player.Habit);

    private sealed record WishRow(long Id, string Wish, int? Round, string? DeviceId, string? DeviceName);

    private sealed record SongRow(int Place, string Uri, string? Isrc, string Title, int DurationMs)
    {
        public SongOfParty Song => new(Place, new(Uri, Isrc, Title, DurationMs));
    }

    private sealed record RoundRow(int Round, int Cursor, PartySettings Settings, int? Choice, bool WinnerByHost);
}

/// <summary>Somebody watches a song.</summary>
/// <param name="Since">When the party was opened.</param>
/// <param name="Parties">How many are on.</param>
internal sealed record Watchers(DateTimeOffset Since, int Parties);

/// <summary>The steps of a handover as their column spells them.</summary>
internal static class HandoverColumn
{
    public static string? Of(Handover handover) => handover == Handover.None ? null : handover.ToString().ToLowerInvariant();

    public static Handover Read(string? column) => column is null ? Handover.None : Enum.Parse<Handover>(column, ignoreCase: true);
}

/// <summary>Wishes as their column spells them.</summary>
internal static class WishColumn
{
    public static string Of(Wish wish) => wish.ToString().ToLowerInvariant();

    public static Wish Read(string column) => Enum.Parse<Wish>(column, ignoreCase: true);
}
