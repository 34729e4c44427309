using Dapper;
using Npgsql;

namespace Tonearm.Guard.Sweep;

/// <summary>What became of the restores.</summary>
internal sealed class RestoreStore(NpgsqlDataSource database)
{
    public async Task<byte[]?> Cover(Guid account, string hash, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<byte[]?>("select jpeg from covers where account_id = @account and hash = @hash", new { account, hash });
    }

    /// <summary>Not cancellable: Spotify has answered, and only this remembers it. It needs no term: the restore is ours by its number.</summary>
    public async Task Answered(IEnumerable<long> restores, Outcome outcome, DateTimeOffset now, string? message)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            "update restores set outcome = @outcome, answered_at = @now, message = @message where id = any(@restores)",
            new { restores = restores.ToArray(), outcome = (int)outcome, now, message });
    }
}
