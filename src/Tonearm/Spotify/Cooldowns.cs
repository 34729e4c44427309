using System.Collections.Frozen;
using Dapper;
using Npgsql;

namespace Tonearm.Spotify;

/// <summary>
/// Which endpoint families may not be asked, and until when. Kept in PostgreSQL so that neither a restart nor another node asks too
/// early; a copy in memory is read again after a few seconds.
/// </summary>
internal sealed class Cooldowns(NpgsqlDataSource database, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim reading = new(1);
    private volatile Copy? copy;

    /// <summary>Until when a family rests; null when it may be asked.</summary>
    public async ValueTask<DateTimeOffset?> Until(string family, CancellationToken cancellation) =>
        (await All(cancellation)).TryGetValue(family, out var cooldown) && cooldown.Until > time.GetUtcNow() ? cooldown.Until : null;

    public async ValueTask<FrozenDictionary<string, Cooldown>> All(CancellationToken cancellation)
    {
        if (this.copy is { } copy && time.GetUtcNow() - copy.ReadAt < Fresh) return copy.Families;
        await reading.WaitAsync(cancellation);
        try
        {
            if (this.copy is { } other && time.GetUtcNow() - other.ReadAt < Fresh) return other.Families;
            await using var connection = await database.OpenConnectionAsync(cancellation);
            var rows = await connection.QueryAsync<Cooldown>("select family, until, quota from spotify_cooldowns where until > @now", new { now = time.GetUtcNow() });
            var families = rows.ToFrozenDictionary(row => row.Family, StringComparer.Ordinal);
            this.copy = new(families, time.GetUtcNow());
            return families;
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>Not cancellable: who asked may be gone, and Spotify's word still holds.</summary>
    public async Task Store(string family, DateTimeOffset until, bool quota)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await connection.ExecuteAsync("""
            insert into spotify_cooldowns (family, until, quota) values (@family, @until, @quota)
            on conflict (family) do update set until = greatest(spotify_cooldowns.until, @until), quota = @quota
            """, new { family, until, quota });
        copy = null;
    }

    private sealed record Copy(FrozenDictionary<string, Cooldown> Families, DateTimeOffset ReadAt);
}

/// <param name="Quota">The daily quota is gone, rather than a burst too fast.</param>
internal sealed record Cooldown(string Family, DateTimeOffset Until, bool Quota);
