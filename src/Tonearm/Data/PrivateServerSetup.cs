namespace Tonearm.Data;

internal static class PrivateServerSetup
{
    /// <summary>
    /// Without a connection string, starts the private server and names its <paramref name="database"/> in the configuration.
    /// Dispose the result after the application has ended.
    /// </summary>
    /// <exception cref="StartException">It cannot run, and here is what cures it.</exception>
    public static async Task<IAsyncDisposable?> AddPrivateServer(this WebApplicationBuilder builder, string database)
    {
        var stop = new EarlyStop();
        builder.Services.AddHostedService(provider => stop.For(provider.GetRequiredService<IHostApplicationLifetime>()));
        var configuration = builder.Configuration;
        var folder = configuration["DataFolder"] = DataFolder.Of(configuration);
        if (!string.IsNullOrWhiteSpace(configuration.GetConnectionString("Tonearm")))
            return null;
        try
        {
            var options = configuration.GetSection("PrivateServer").Get<PrivateServerOptions>() ?? new();
            var server = await PrivateServer.Start(folder, options, Console.WriteLine, CancellationToken.None);
            configuration["ConnectionStrings:Tonearm"] = await server.CreateDatabase(database, CancellationToken.None);
            return server;
        }
        catch (StartException e) when (stop.Asked)
        {
            // Ctrl-C has ended initdb or pg_ctl, too.
            throw new StartException("Stopped before it had started.", e);
        }
    }
}
