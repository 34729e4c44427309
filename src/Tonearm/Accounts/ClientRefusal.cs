using Dapper;
using Npgsql;
using Tonearm.Data;

namespace Tonearm.Accounts;

/// <summary>
/// Spotify does not take this installation's own client id or secret (<c>invalid_client</c>). That is no account's trouble: it is told
/// once, and tried again once an hour, or when a node has started, perhaps with another secret.
/// </summary>
internal sealed partial class ClientRefusal(NpgsqlDataSource database, TimeProvider time, ILogger<ClientRefusal> logger)
{
    private static readonly TimeSpan Rest = TimeSpan.FromHours(1);
    private readonly DateTimeOffset startedAt = time.GetUtcNow();

    /// <summary>Whether a refusal stands; for the pages.</summary>
    public async Task<bool> Stands(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<bool>("select exists (select from client_refusal)", null, cancellation);
    }

    /// <summary>
    /// Whether Spotify is not to be asked for a token now. When it may be asked again after a refusal, one caller finds out for all.
    /// </summary>
    public async Task<bool> Rests(DateTimeOffset now)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        if (
            await connection.QuerySingleOrDefaultAsync<Row>(
                "select refused_at, ask_again_at from client_refusal",
                null,
                CancellationToken.None
            )
            is not { } refusal
        )
            return false;
        if (refusal.RefusedAt > startedAt && refusal.AskAgainAt > now)
            return true;
        return await connection.ExecuteAsync(
                "update client_refusal set refused_at = @now, ask_again_at = @again where refused_at = @RefusedAt and ask_again_at = @AskAgainAt",
                new
                {
                    now,
                    again = now + Rest,
                    refusal.RefusedAt,
                    refusal.AskAgainAt,
                },
                CancellationToken.None
            ) == 0;
    }

    public async Task Refused(DateTimeOffset now, string? message)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        var isNew = await connection.ExecuteScalarAsync<bool>(
            """
            insert into client_refusal (refused_at, ask_again_at, message) values (@now, @again, @message)
            on conflict (single) do update set refused_at = @now, ask_again_at = @again, message = @message
            returning xmax = 0
            """,
            new
            {
                now,
                again = now + Rest,
                message,
            },
            CancellationToken.None
        );
        if (isNew)
            Log.Refused(logger, message);
    }

    public async Task Accepted()
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await connection.ExecuteAsync("delete from client_refusal", null, CancellationToken.None);
    }

    private sealed record Row(DateTimeOffset RefusedAt, DateTimeOffset AskAgainAt);

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "Spotify refuses this installation's client id or secret ({Reason}), so no account can be renewed. Compare Spotify:ClientId and Spotify:ClientSecret with Spotify's dashboard"
        )]
        public static partial void Refused(ILogger logger, string? reason);
    }
}
