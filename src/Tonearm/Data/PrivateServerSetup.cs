namespace Tonearm.Data;

internal static class PrivateServerSetup
{
    /// <summary>
    /// Without a connection string, starts the private server and names its <paramref name="database"/> in the configuration.
    /// Dispose the result after the application has ended.
    /// </summary>
    /// <exception cref="StartException">It cannot run, and here is what cures it.</exception>
    public static async Task<PrivateServer?> AddPrivateServer(this WebApplicationBuilder builder, string database)
    {
        var stop = new EarlyStop();
        builder.Services.AddHostedService(provider => stop.For(provider.GetRequiredService<IHostApplicationLifetime>()));
        // A start that fails ends with a sentence; the host would put a stack before it.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level >= LogLevel.Warning && stop.HasStarted);
        var configuration = builder.Configuration;
        var folder = configuration["DataFolder"] = DataFolder.Of(configuration);
        if (!string.IsNullOrWhiteSpace(configuration.GetConnectionString("Tonearm")))
            return null;
        try
        {
            var options = configuration.GetSection("PrivateServer").Get<PrivateServerOptions>() ?? new();
            var server = await PrivateServer.Start(folder, options, Console.WriteLine, CancellationToken.None);
            configuration["ConnectionStrings:Tonearm"] = await server.CreateDatabase(database, CancellationToken.None);
            builder.Services.AddSingleton(server).AddHostedService<PrivateServerWatch>();
            return server;
        }
        catch (StartException e) when (stop.Asked)
        {
            // Ctrl-C has ended initdb or pg_ctl, too.
            throw new StartException("Stopped before it had started.", e);
        }
    }
}
