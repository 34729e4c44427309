using Npgsql;

namespace Tonearm.Data;

internal static class DatabaseStart
{
    /// <summary>
    /// The first thing to do with the application, before anything of it runs: brings the schema up to date, and refuses a database that
    /// belongs to another Spotify, because a demo must never write over real playlists or the other way round.
    /// </summary>
    /// <exception cref="StartException">It cannot be reached, or it is not for us.</exception>
    public static async Task StartData(this WebApplication app)
    {
        var services = app.Services;
        var (database, spotify) = (services.GetRequiredService<NpgsqlDataSource>(), services.GetRequiredService<SpotifyKind>());
        await Reach(database);
        await Migrations.Apply(
            database,
            services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Migrations)),
            CancellationToken.None
        );
        await Claim(database, spotify);
        // Whoever owns the private server is its only node, and the process that held the lease before is dead.
        if (services.GetService<PrivateServer>() is not null)
            await Lease.GiveUp(database);
    }

    private static async Task Reach(NpgsqlDataSource database)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync();
        }
        catch (NpgsqlException exception)
        {
            throw new StartException(
                $"PostgreSQL cannot be used: {exception.Message.TrimEnd('.')}. See that it runs and that ConnectionStrings:Tonearm names it rightly.",
                exception
            );
        }
    }

    private static async Task Claim(NpgsqlDataSource database, SpotifyKind spotify)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "insert into house (spotify) values (@Name) on conflict do nothing",
            new { spotify.Name },
            CancellationToken.None
        );
        var belongs = await connection.ExecuteScalarAsync<string>("select spotify from house", null, CancellationToken.None);
        if (belongs != spotify.Name)
            throw new StartException(
                $"This database belongs to {SpotifyKind.Describe(belongs!)}, and Tonearm was started for {SpotifyKind.Describe(spotify.Name)}. "
                    + "Give it another database with ConnectionStrings:Tonearm, or set Spotify:ClientId to what it was."
            );
    }
}

/// <summary>Which Spotify a process talks to: <c>spotify</c>, the real service, or <c>sandbox</c>, our stand-in.</summary>
/// <param name="Database">Its database on the private server.</param>
internal sealed record SpotifyKind(string Name, string Database)
{
    public static readonly SpotifyKind Sandbox = new("sandbox", "tonearm_demo");
    public static readonly SpotifyKind Real = new("spotify", "tonearm");

    public static string Describe(string name) => name == Sandbox.Name ? "the demo's Sandbox" : "the real Spotify";
}
