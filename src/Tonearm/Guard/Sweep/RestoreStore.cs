using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Guard.Rules;

namespace Tonearm.Guard.Sweep;

/// <summary>What became of the restores.</summary>
internal sealed class RestoreStore(NpgsqlDataSource database)
{
    public async Task<byte[]?> Cover(Guid account, string hash, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<byte[]?>(
            "select jpeg from covers where account_id = @account and hash = @hash",
            new { account, hash },
            cancellation
        );
    }

    /// <summary>
    /// Not cancellable: Spotify has answered, and only this remembers it. It needs no term: the restore is ours by its number. A person's
    /// wish is done with now, not when the restore was stored, so that neither a crash nor a rest of Spotify's loses it.
    /// </summary>
    public async Task Answered(
        Guid account,
        ProtectedPlaylist playlist,
        Restore[] restores,
        Outcome outcome,
        DateTimeOffset now,
        string? message
    )
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            "update restores set outcome = @outcome, answered_at = @now, message = @message where id = any(@ids)",
            new
            {
                ids = restores.Select(restore => restore.Id).ToArray(),
                outcome = (int)outcome,
                now,
                message,
            },
            CancellationToken.None
        );
        var granted = restores.Where(restore => restore.Asked).Select(restore => restore.Field).ToSet();
        if (granted == Fields.None || outcome == Outcome.Unsent)
            return;
        await connection.ExecuteAsync(
            "update protections set asked = asked & ~@granted where account_id = @account and playlist_id = @Id and version = @Version",
            new
            {
                account,
                playlist.Id,
                playlist.Version,
                granted = (int)granted,
            },
            CancellationToken.None
        );
    }
}
