using Dapper;
using Npgsql;

namespace Tonearm.Spotify.Governor;

/// <summary>
/// Which endpoint families Spotify wants left alone, and until when. In PostgreSQL, so that neither a restart nor another node asks too
/// early.
/// </summary>
internal sealed class Cooldowns(NpgsqlDataSource database)
{
    /// <summary>Not cancellable: who asked may be gone, and Spotify's word still holds.</summary>
    /// <param name="quota">The daily quota is gone, rather than a burst too fast.</param>
    public async Task Store(Family family, DateTimeOffset until, bool quota)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            """
            insert into spotify_cooldowns (family, until, quota) values (@family, @until, @quota)
            on conflict (family) do update set until = greatest(spotify_cooldowns.until, @until), quota = @quota
            """,
            new
            {
                family = family.Column(),
                until,
                quota,
            }
        );
    }
}
