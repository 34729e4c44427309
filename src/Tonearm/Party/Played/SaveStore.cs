using Npgsql;
using Tonearm.Accounts;
using Tonearm.Data;
using Tonearm.Party.Rules;

namespace Tonearm.Party.Played;

/// <summary>
/// What is to be saved as a playlist, and how far it has come. What the worker writes is guarded by the term of its lease.
/// </summary>
internal sealed class SaveStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>What an owner takes home of it.</summary>
    public static readonly OwnedRows Owned = new(
        "party_saves",
        "select s.* from party_saves s join parties p on p.id = s.party_id where p.owner_id = @owner"
    );

    /// <summary>Somebody who signs in anew may have allowed it.</summary>
    public static readonly string[] AwaitsSignIn = [SaveProblems.Consent, SaveProblems.SignIn];

    /// <summary>
    /// Wants it saved, or wants it once more after it was given up, as a new playlist. What is under way or done is not begun anew.
    /// </summary>
    /// <param name="zone">The reader's, for the day in the title.</param>
    /// <returns>False when there is nothing to save: the party is not over, or nothing was played.</returns>
    public async Task<bool> Ask(Guid party, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var over = await connection.QuerySingleOrDefaultAsync<OverRow>(
            """
            select p.playlist_title, p.created_at,
              (select count(*) from party_played d where d.party_id = p.id and d.began_at is not null)::integer as songs
            from parties p where p.id = @party and p.phase = 'ended'
            """,
            new { party },
            cancellation
        );
        if (over is null or { Songs: 0 })
            return false;
        await connection.ExecuteAsync(
            $"""
            insert into party_saves as save (party_id, title, description, state, asked_at, due_at)
            values (@party, @title, @description, 'asked', @now, @now)
            on conflict (party_id) do update set state = 'asked', playlist_id = null, added = 0, created = 0, looks = 0, failures = 0,
              problem = null, sent_at = null, asked_at = @now, due_at = @now
              where save.state = 'refused';
            {PartyChange.Tell(PartyChange.Saving)}
            """,
            new
            {
                party,
                now,
                title = SaveTitle.Of(over.PlaylistTitle, TimeZoneInfo.ConvertTime(over.CreatedAt, zone)),
                description = SaveTitle.Description(over.CreatedAt, over.Songs),
            },
            cancellation
        );
        return true;
    }

    /// <returns>Null when nobody has wanted it saved.</returns>
    public async Task<PartySave?> Load(Guid party, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<PartySave>($"{Select} where s.party_id = @party", new { party }, cancellation);
    }

    public async Task<IReadOnlyList<Guid>> Due(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return
        [
            .. await connection.QueryAsync<Guid>(
                "select party_id from party_saves where due_at <= @now order by due_at",
                new { now },
                cancellation
            ),
        ];
    }

    public async Task<DateTimeOffset?> NextDue(IEnumerable<Guid> except, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<DateTime?>(
            "select min(due_at) from party_saves where party_id <> all(@except)",
            new { except = except.ToArray() },
            cancellation
        );
    }

    /// <summary>What was played, in its order, as Spotify's addresses.</summary>
    public async Task<string[]> Songs(Guid party, int from, int count, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return
        [
            .. await connection.QueryAsync<string>(
                """
                select t.uri from party_played d join party_tracks t on t.party_id = d.party_id and t.place = d.place
                where d.party_id = @party and d.began_at is not null order by d.round offset @from limit @count
                """,
                new
                {
                    party,
                    from,
                    count,
                },
                cancellation
            ),
        ];
    }

    /// <summary>Which of these playlists another party of the account is saved as.</summary>
    public async Task<HashSet<string>> Known(Guid account, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return
        [
            .. await connection.QueryAsync<string>(
                "select s.playlist_id from party_saves s join parties p on p.id = s.party_id where p.account_id = @account and s.playlist_id is not null",
                new { account },
                cancellation
            ),
        ];
    }

    /// <returns>False when the lease has passed on: then nothing more may be sent.</returns>
    public async Task<bool> Store(PartySave save, LeaseTerm term, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(
            """
            update party_saves set state = @state, playlist_id = @PlaylistId, added = @Added, created = @Created, looks = @Looks,
              failures = @Failures, problem = @Problem, sent_at = @SentAt, due_at = @DueAt
            where party_id = @Party
            """,
            new
            {
                save.Party,
                save.PlaylistId,
                save.Added,
                save.Created,
                save.Looks,
                save.Failures,
                save.Problem,
                save.SentAt,
                save.DueAt,
                state = SaveColumn.Of(save.State),
            },
            cancellation
        );
        if (!await term.IsCurrent(connection, cancellation))
            return false;
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private const string Select = """
        select s.party_id as party, p.account_id as account, a.user_id, a.scopes, s.title, s.description, s.state, s.playlist_id,
          s.added, s.created, s.looks, s.failures, s.problem, s.sent_at, s.due_at,
          (select count(*) from party_played d where d.party_id = p.id and d.began_at is not null)::integer as songs
        from party_saves s join parties p on p.id = s.party_id join accounts a on a.id = p.account_id
        """;

    private sealed record OverRow
    {
        public required string PlaylistTitle { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }
        public required int Songs { get; init; }
    }
}

/// <summary>A party on its way into a playlist, as it is stored; bound to its columns by their names.</summary>
internal sealed record PartySave
{
    public required Guid Party { get; init; }
    public required Guid Account { get; init; }

    /// <summary>Spotify's id of the account, the one a playlist names as its owner.</summary>
    public required string UserId { get; init; }

    /// <summary>What the person has agreed to, as the account has it.</summary>
    public required string Scopes { get; init; }

    /// <summary>The person has agreed that we may make playlists.</summary>
    public bool MayWrite => Accounts.Scopes.Keep.All(Scopes.Split(' ').Contains);

    public required string Title { get; init; }
    public required string Description { get; init; }
    public required SaveState State { get; init; }
    public string? PlaylistId { get; init; }
    public required int Added { get; init; }
    public required int Created { get; init; }
    public required int Looks { get; init; }
    public required int Failures { get; init; }

    /// <summary>A code of <see cref="SaveProblems"/>; null when nothing is in its way.</summary>
    public string? Problem { get; init; }

    public DateTimeOffset? SentAt { get; init; }
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How many are to be in it.</summary>
    public required int Songs { get; init; }
}

/// <summary>What a playlist waits for, or why it was given up.</summary>
internal static class SaveProblems
{
    public const string Consent = "consent";
    public const string SignIn = "sign-in";
    public const string Quota = "quota";
    public const string Unreachable = "unreachable";

    /// <summary>Somebody else has put songs into it, or taken some out.</summary>
    public const string Changed = "changed";

    /// <summary>It is not there any more.</summary>
    public const string Gone = "gone";

    /// <summary>Spotify does not take it; asking again changes nothing.</summary>
    public const string Refused = "refused";

    /// <summary>The account or the app is kept from Spotify altogether.</summary>
    public const string Locked = "locked";
}

/// <summary>The states as their column spells them.</summary>
internal static class SaveColumn
{
    public static string Of(SaveState state) => state.ToString().ToLowerInvariant();
}
