using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Party.Rules;
using Tonearm.Spotify;

namespace Tonearm.Party.Hosting;

/// <summary>How far the reading of each party's playlists has come, and when it goes on.</summary>
internal sealed class PlaylistReadingStore(NpgsqlDataSource database)
{
    /// <summary>How often it is seen that a party has run out of songs, of which nobody tells.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(30);

    private const string IsAdvised = $"(p.trouble = '{Troubles.NothingToPlay}' and r.advised_at <= @now)";

    public async Task<IReadOnlyList<Guid>> Due(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (
            await connection.QueryAsync<Guid>(
                $"select r.id from party_playlists r join parties p on p.id = r.party_id where p.phase <> 'ended' and (r.due_at <= @now or {IsAdvised}) order by r.due_at",
                new { now },
                cancellation
            )
        ).AsList();
    }

    public async Task<DateTimeOffset?> NextDue(IEnumerable<Guid> except, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var next = await connection.ExecuteScalarAsync<DateTime?>(
            "select min(least(r.due_at, @glance)) from party_playlists r join parties p on p.id = r.party_id where p.phase <> 'ended' and r.id <> all(@except)",
            new { except = except.ToArray(), glance = now + Glance },
            cancellation
        );
        return next is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null;
    }

    public async Task<PlaylistReading?> Load(Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var reading = await connection.QuerySingleOrDefaultAsync<PlaylistReading>(
            """
            select r.id, r.party_id, r.fallback, p.account_id, coalesce(r.playlist_id, p.playlist_id) as playlist_id, r.snapshot,
              r.reading, r.whole, r.total, r.failures, r.looks, r.asked, case when p.phase = 'lobby' then p.starts_at end as starts_at
            from party_playlists r join parties p on p.id = r.party_id where r.id = @id and p.phase <> 'ended'
            """,
            new { id },
            cancellation
        );
        if (reading is null)
            return null;
        return reading with
        {
            Pages =
            [
                .. await connection.QueryAsync<int>("select unnest(pages) from party_playlists where id = @id", new { id }, cancellation),
            ],
        };
    }

    /// <summary>A host wants it read again.</summary>
    /// <returns>False when the party has ended.</returns>
    public async Task<bool> Ask(Guid party, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(
                $"""
                update party_playlists r set asked = 2, failures = 0, due_at = @now from parties p
                where r.party_id = @party and p.id = r.party_id and p.phase <> 'ended';
                {PartyChange.Tell(PartyChange.Reading)}
                """,
                new { party, now },
                cancellation
            ) > 0;
    }

    /// <summary>The playlist has changed: all of it is read anew.</summary>
    public Task Begin(
        PlaylistReading reading,
        string? snapshot,
        int total,
        DateTimeOffset begins,
        DateTimeOffset now,
        LeaseTerm term,
        CancellationToken cancellation
    ) =>
        Within(
            reading,
            term,
            async connection =>
            {
                await connection.ExecuteAsync(
                    """
                    update party_playlists
                      set snapshot = @snapshot, total = @total, pages = @pages, reading = reading + 1, skipped = 0, failures = 0, asked = 0,
                      looked_at = @now, due_at = @begins
                    where id = @Id
                    """,
                    new
                    {
                        reading.Id,
                        snapshot,
                        total,
                        pages = PlaylistPages.Offsets(total),
                        begins,
                        now,
                    },
                    cancellation
                );
                return true;
            },
            cancellation
        );

    /// <summary>It is still as it was read, so the reading has all of it.</summary>
    /// <param name="isKnown">Spotify has said so.</param>
    public Task Unchanged(PlaylistReading reading, bool isKnown, DateTimeOffset now, LeaseTerm term, CancellationToken cancellation) =>
        Within(
            reading,
            term,
            async connection =>
            {
                if (!reading.IsWhole)
                {
                    await Finish(connection, reading, removes: isKnown, now, cancellation);
                    return true;
                }

                // What was added a moment ago may show a little later.
                var again = reading.Asked > 1 ? now + Rereading.Lag : Rereading.Next(now, reading.StartsAt);
                await connection.ExecuteAsync(
                    """
                    update party_playlists
                      set asked = greatest(0, asked - 1), looks = looks + 1, failures = 0, problem = null, looked_at = @now, due_at = @due,
                      advised_at = @advised
                    where id = @Id
                    """,
                    new
                    {
                        reading.Id,
                        now,
                        due = again,
                        advised = now + Rereading.Advised(reading.Looks),
                    },
                    cancellation
                );
                return true;
            },
            cancellation
        );

    /// <summary>Spotify did not tell.</summary>
    public Task NotFound(
        PlaylistReading reading,
        DateTimeOffset now,
        DateTimeOffset again,
        DateTimeOffset later,
        AnswerKind why,
        LeaseTerm term,
        CancellationToken cancellation
    ) =>
        Within(
            reading,
            term,
            async connection =>
            {
                // What only a person can change is not asked for again and again.
                var due = why is AnswerKind.Unreachable or AnswerKind.Limited && reading.Failures < Rereading.MostFailures ? again : later;
                await connection.ExecuteAsync(
                    """
                    update party_playlists
                      set failures = failures + 1, asked = 0, problem = @why, looked_at = @now, due_at = @due, advised_at = @due
                      where id = @Id
                    """,
                    new
                    {
                        reading.Id,
                        why = why.ToString(),
                        now,
                        due,
                    },
                    cancellation
                );
                return true;
            },
            cancellation
        );

    /// <summary>Keeps what has been fetched.</summary>
    /// <param name="again">When to ask for what has not.</param>
    /// <returns>Whether more is to come.</returns>
    public Task<bool> Keep(
        PlaylistReading reading,
        FetchedPages fetched,
        DateTimeOffset? again,
        DateTimeOffset now,
        LeaseTerm term,
        CancellationToken cancellation
    ) =>
        Within(
            reading,
            term,
            async connection =>
            {
                int[] left = [.. reading.Pages.Except(fetched.Offsets)];
                var tracks = fetched.Tracks;
                await PoolStore.Add(connection, reading.PartyId, tracks.Songs, reading.Reading, reading.Fallback, cancellation);
                var failures =
                    fetched.Failure is null ? 0
                    : fetched.Pages.Count > 0 ? 1
                    : reading.Failures + 1;
                var givesUp = failures >= Rereading.MostFailures;
                await connection.ExecuteAsync(
                    """
                    update party_playlists
                      set pages = @left, skipped = skipped + @Skipped, failures = @failures, problem = @why, due_at = @due
                      where id = @Id
                    """,
                    new
                    {
                        reading.Id,
                        left,
                        tracks.Skipped,
                        failures,
                        why = fetched.Failure?.Kind.ToString(),
                        due = givesUp ? now + Rereading.Seldom : again ?? now,
                    },
                    cancellation
                );
                if (left.Length == 0 && reading.IsWhole)
                    await Finish(connection, reading, removes: false, now, cancellation);
                await Refill(connection, reading.PartyId, now, cancellation);
                return left.Length > 0 || !reading.IsWhole;
            },
            cancellation
        );

    private static async Task Finish(
        NpgsqlConnection connection,
        PlaylistReading reading,
        bool removes,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        if (removes)
            await PoolStore.RemoveOthers(connection, reading.PartyId, reading.Reading, reading.Fallback, cancellation);
        await connection.ExecuteAsync(
            "update party_playlists set whole = reading, looks = 0, problem = null, due_at = @due, advised_at = @advised where id = @Id",
            new
            {
                reading.Id,
                due = Rereading.Next(now, reading.StartsAt),
                advised = now + Rereading.Advised(0),
            },
            cancellation
        );
        await Refill(connection, reading.PartyId, now, cancellation);
    }

    /// <summary>New songs take the places that are free on the ballot; a party that had none goes on.</summary>
    private static async Task Refill(NpgsqlConnection connection, Guid party, DateTimeOffset now, CancellationToken cancellation)
    {
        await HostStore.Refill(connection, party, cancellation);
        await connection.ExecuteAsync(
            $"""
            insert into party_wishes (party_id, wish, asked_at) select id, 'look', @now from parties
            where id = @party and trouble = '{Troubles.NothingToPlay}' and not exists (select from party_wishes where party_id = @party);
            update parties set {PartyChange.DueNow} where id = @party and trouble = '{Troubles.NothingToPlay}'
            """,
            new { party, now },
            cancellation
        );
    }

    private async Task<T> Within<T>(
        PlaylistReading reading,
        LeaseTerm term,
        Func<NpgsqlConnection, Task<T>> write,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Unlinking an account locks the account before its parties: in the same order here, the two cannot deadlock.
        await connection.ExecuteAsync(
            "select from owners o join accounts a on a.owner_id = o.id where a.id = @AccountId for key share",
            new { reading.AccountId },
            cancellation
        );
        if (
            await connection.ExecuteScalarAsync<Guid?>(
                "select id from parties where id = @PartyId and phase <> 'ended' for update",
                new { reading.PartyId },
                cancellation
            )
                is null
            // The host may have chosen another one meanwhile.
            || !await connection.ExecuteScalarAsync<bool>(
                "select exists (select from party_playlists where id = @Id)",
                new { reading.Id },
                cancellation
            )
        )
            return default!;
        var result = await write(connection);
        await connection.ExecuteAsync(
            $"{PartyChange.Update(null, "id = @PartyId")}; {PartyChange.Tell(PartyChange.Due)}",
            new { reading.PartyId },
            cancellation
        );
        if (!await term.IsCurrent(connection, cancellation))
            return default!;
        await transaction.CommitAsync(cancellation);
        return result;
    }
}

/// <summary>The playlist of a party, and what of it is still to be read.</summary>
/// <param name="Fallback">It is the second one.</param>
/// <param name="Snapshot">Which state of it is read, in Spotify's words.</param>
/// <param name="Reading">Counts how often it was begun anew.</param>
/// <param name="Whole">Which of these was known to be whole.</param>
/// <param name="Failures">How often in a row nothing was to be had.</param>
/// <param name="Looks">How many looks in a row have found nothing new.</param>
/// <param name="Asked">How many more looks a host has asked for.</param>
/// <param name="StartsAt">When its party begins, as long as that is prepared.</param>
internal sealed record PlaylistReading(
    Guid Id,
    Guid PartyId,
    bool Fallback,
    Guid AccountId,
    string PlaylistId,
    string? Snapshot,
    int Reading,
    int Whole,
    int Total,
    int Failures,
    int Looks,
    int Asked,
    DateTimeOffset? StartsAt
)
{
    /// <summary>Offsets of the pages still to be read.</summary>
    public int[] Pages { get; init; } = [];

    /// <summary>Nothing is left to be confirmed: the first reading of a new party has nothing to take away.</summary>
    public bool IsWhole => Whole == Reading;
}
