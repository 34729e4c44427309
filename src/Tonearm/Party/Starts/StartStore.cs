using Npgsql;
using Tonearm.Data;
using Tonearm.Party.Hosting;
using Tonearm.Party.Rules;

namespace Tonearm.Party.Starts;

/// <summary>When a party begins, as its host sets it, changes it and drops it again.</summary>
internal sealed class StartStore(HostStore host, NpgsqlDataSource database)
{
    /// <summary>With its time a party gets its first ballot, and both stay as long as it is in the lobby.</summary>
    /// <param name="start">Null for no time: it is a party for now, which waits for its host's tap.</param>
    public async Task<StartVerdict> Set(Guid party, StartTime? start, CancellationToken cancellation)
    {
        var verdict = StartVerdict.Over;
        try
        {
            await host.Locked(
                party,
                async (connection, now) =>
                {
                    var isSet = await connection.ExecuteAsync(
                        PartyChange.Update(
                            $"""
                            starts_changes = starts_changes + case when starts_at is distinct from @at then 1 else 0 end,
                            starts_at = @at, starts_itself = @itself, act_at = null, trouble = null, looks = 0, {HostStore.HostIsHere}
                            """,
                            "id = @party and phase = 'lobby'"
                        ),
                        new
                        {
                            party,
                            now,
                            at = start?.At,
                            itself = start?.ByItself ?? false,
                        },
                        cancellation
                    );
                    verdict = isSet > 0 ? StartVerdict.Set : StartVerdict.Started;
                    if (isSet == 0)
                        return false;
                    await connection.ExecuteAsync(
                        $"""
                        update party_playlists set due_at = @due where party_id = @party and whole = reading;
                        {PartyChange.Tell(PartyChange.Reading)}
                        """,
                        new { party, due = Rereading.Next(now, start?.At) },
                        cancellation
                    );
                    await HostStore.Refill(connection, party, cancellation);
                    return true;
                },
                cancellation
            );
        }
        catch (PostgresException other)
            when (other is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "parties_of_account" })
        {
            verdict = StartVerdict.OtherIsOn;
        }

        return verdict;
    }

    /// <summary>Another party of its account is on, whose player can follow only one.</summary>
    public async Task<bool> OtherIsOn(Guid party, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<bool>(
            $"""
            select exists (select from parties p join parties o on o.account_id = p.account_id and o.id <> p.id
              where p.id = @party and {PartyIsOn.Sql("o")})
            """,
            new { party },
            cancellation
        );
    }
}

internal enum StartVerdict
{
    Set,

    /// <summary>The music plays already.</summary>
    Started,
    Over,

    /// <summary>Without a time it would be a party for now, and there is one on the account.</summary>
    OtherIsOn,
}
