using Dapper;
using Npgsql;
using Tonearm.Data;

namespace Tonearm.Party.Screens;

/// <summary>Televisions and what each of them shows.</summary>
internal sealed class ScreenStore(NpgsqlDataSource database, TimeProvider time)
{
    private const string Row = """
        select screen.id, screen.code, screen.code_until, screen.party_id, party.ended_at, screen.seen_at
        from screens screen left join parties party on party.id = screen.party_id where screen.id = @screen
        """;

    /// <summary>A television says that it is there. It gets a code when it shows no party and has none that still leads to it.</summary>
    /// <param name="mayCome">Asked once when it is new: whether one more may come.</param>
    /// <returns>Null when it may not.</returns>
    public async Task<ScreenRow?> Here(Guid screen, Func<bool> mayCome, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QueryFirstOrDefaultAsync<ScreenRow>(Row, new { screen }, cancellation);
        if (row is null && !mayCome())
            return null;
        if (row is null || ScreenRules.Shows(row, now) == ScreenShows.NewCode)
            return await Renew(connection, screen, now, cancellation);
        if (now - row.SeenAt >= ScreenRules.SeenAgain)
            await connection.ExecuteAsync("update screens set seen_at = @now where id = @screen", new { screen, now }, cancellation);
        return row;
    }

    /// <summary>The party that it shows now; null when it shows none.</summary>
    public async Task<Guid?> PartyOf(Guid screen, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return
            await connection.QueryFirstOrDefaultAsync<ScreenRow>(Row, new { screen }, cancellation) is { } row
            && ScreenRules.Shows(row, time.GetUtcNow()) == ScreenShows.Party
            ? row.PartyId
            : null;
    }

    /// <summary>From now on the television with this code shows the party. The code leads nowhere any more.</summary>
    public async Task<Paired> Pair(Guid party, string code, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // The party's row is locked, so that it neither ends nor gets another television meanwhile.
        if (
            await connection.ExecuteScalarAsync<Guid?>(
                "select id from parties where id = @party and phase <> 'ended' for update",
                new { party },
                cancellation
            )
            is null
        )
            return Paired.Over;
        if (
            await connection.ExecuteScalarAsync<int>(
                "select count(*)::int from screens where party_id = @party",
                new { party },
                cancellation
            ) >= ScreenRules.MostOfParty
        )
            return Paired.TooMany;
        var paired = await connection.ExecuteAsync(
            """
            update screens set party_id = @party, paired_at = @now, code = null, code_until = null
            where code = @code and code_until > @now and party_id is null
            """,
            new
            {
                party,
                code,
                now = time.GetUtcNow(),
            },
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        return paired > 0 ? Paired.Yes : Paired.UnknownCode;
    }

    public async Task<IReadOnlyList<ScreenInfo>> Of(Guid party, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return
        [
            .. (
                await connection.QueryAsync<SeenScreen>(
                    "select id, paired_at, seen_at from screens where party_id = @party order by paired_at, id",
                    new { party },
                    cancellation
                )
            ).Select(row => new ScreenInfo(row.Id, row.PairedAt, row.SeenAt, ScreenRules.IsOn(row.SeenAt, now))),
        ];
    }

    /// <summary>It shows the party no longer: its line is cut, and it asks for a code anew.</summary>
    /// <returns>False when it did not show it.</returns>
    public async Task<bool> TakeOff(Guid party, Guid screen, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<bool>(
            $"""
            with off as (update screens set party_id = null, paired_at = null where id = @screen and party_id = @party returning id),
              told as ({PartyChange.Tell(PartyChange.Goodbyes)} from off)
            select true from off, told
            """,
            new { party, screen },
            cancellation
        );
    }

    /// <summary>The parties that somebody hosts just now, by their sign-in or their device, newest first.</summary>
    public async Task<IReadOnlyList<HostedParty>> Hosted(Guid? owner, Guid? device, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return
        [
            .. await connection.QueryAsync<HostedParty>(
                """
                select id, playlist_title as title from parties
                where phase <> 'ended' and (owner_id = @owner
                  or exists (select from party_guests where party_id = parties.id and guest_id = @device and host))
                order by created_at desc
                """,
                new { owner, device },
                cancellation
            ),
        ];
    }

    private sealed record SeenScreen(Guid Id, DateTimeOffset PairedAt, DateTimeOffset SeenAt);

    private static async Task<ScreenRow> Renew(NpgsqlConnection connection, Guid screen, DateTimeOffset now, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                // A party that was paired meanwhile is not lost: only what has lapsed is renewed.
                await connection.ExecuteAsync(
                    """
                    insert into screens as screen (id, code, code_until, seen_at) values (@screen, @code, @until, @now)
                    on conflict (id) do update set code = @code, code_until = @until, party_id = null, paired_at = null, seen_at = @now
                    where screen.party_id is null and (screen.code is null or screen.code_until <= @now)
                      or exists (select from parties where id = screen.party_id and ended_at <= @farewell)
                    """,
                    new
                    {
                        screen,
                        code = PairingCode.Draw(),
                        until = now + ScreenRules.CodeLasts,
                        now,
                        farewell = now - ScreenRules.Farewell,
                    },
                    cancellation
                );
                return await connection.QuerySingleAsync<ScreenRow>(Row, new { screen }, cancellation);
            }
            catch (PostgresException taken)
                when (taken is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "screens_code_key" })
            {
                // Another television has this code: the next draw has another.
            }
        }
    }
}

internal enum Paired
{
    Yes,

    /// <summary>No television shows it.</summary>
    UnknownCode,

    /// <summary>The party has as many as it may have.</summary>
    TooMany,

    /// <summary>The party has ended.</summary>
    Over,
}

/// <summary>A party that somebody hosts.</summary>
public sealed record HostedParty(Guid Id, string Title);
