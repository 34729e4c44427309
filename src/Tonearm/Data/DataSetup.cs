using Npgsql;

namespace Tonearm.Data;

/// <summary>
/// PostgreSQL for all rooms: the pool, migrations, the lease, the change feed, what is kept for how long, and the key ring.
/// </summary>
internal static class DataSetup
{
    public static void AddData(this WebApplicationBuilder builder, SpotifyKind spotify)
    {
        var services = builder.Services;
        services.AddSingleton(provider =>
            new NpgsqlDataSourceBuilder(builder.Configuration.GetConnectionString("Tonearm")) { Name = "tonearm" }
                .UseLoggerFactory(provider.GetService<ILoggerFactory>())
                .Build()
        );
        services.AddSingleton(spotify);
        services.AddSingleton<ChangeFeed>().AddHostedService(provider => provider.GetRequiredService<ChangeFeed>());
        services.AddSingleton<Lease>().AddHostedService(provider => provider.GetRequiredService<Lease>());
        services.AddSingleton<SupervisedLoops>();
        services.AddSingleton<Retention>().AddHostedService(provider => provider.GetRequiredService<Retention>());
        services
            .AddHealthChecks()
            .AddCheck<DatabaseHealth>("database", tags: ["ready"])
            .AddCheck<SupervisedLoops>("loops", tags: ["ready"]);
        services.AddKeyRing(builder.Configuration);
    }
}
