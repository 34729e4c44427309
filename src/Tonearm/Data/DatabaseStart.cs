using Dapper;
using Npgsql;

namespace Tonearm.Data;

/// <summary>
/// The first thing that runs: waits for PostgreSQL, migrates it, and refuses a database that belongs to another Spotify, because a
/// demo must never write over real playlists or the other way round.
/// </summary>
internal sealed class DatabaseStart(NpgsqlDataSource database, SpotifyKind spotify, ILogger<DatabaseStart> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Migrations.Apply(database, logger, cancellationToken);

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync("insert into house (spotify) values (@Name) on conflict do nothing", new { spotify.Name });
        var belongs = await connection.ExecuteScalarAsync<string>("select spotify from house");
        if (belongs != spotify.Name)
            throw new StartException(
                $"This database belongs to {SpotifyKind.Describe(belongs!)}, and Tonearm was started for {SpotifyKind.Describe(spotify.Name)}. " +
                "Give it another database with ConnectionStrings:Tonearm, or set Spotify:ClientId to what it was.");
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Which Spotify a process talks to: <c>spotify</c>, the real service, or <c>sandbox</c>, our stand-in.</summary>
/// <param name="Database">Its database on the private server.</param>
internal sealed record SpotifyKind(string Name, string Database)
{
    public static readonly SpotifyKind Sandbox = new("sandbox", "tonearm_demo");
    public static readonly SpotifyKind Real = new("spotify", "tonearm");

    public static string Describe(string name) => name == Sandbox.Name ? "the demo's Sandbox" : "the real Spotify";
}
