namespace Tonearm.Data;

internal static class PrivateServerSetup
{
    /// <summary>
    /// Without a connection string, starts the private server and names its <paramref name="database"/> in the configuration.
    /// Dispose the result after the application has ended; a start that cannot succeed ends here with a sentence.
    /// </summary>
    public static async Task<IAsyncDisposable?> AddPrivateServer(this WebApplicationBuilder builder, string database)
    {
        var configuration = builder.Configuration;
        try
        {
            var folder = configuration["DataFolder"] = DataFolder.Of(configuration);
            if (!string.IsNullOrWhiteSpace(configuration.GetConnectionString("Tonearm")))
                return null;
            var options = configuration.GetSection("PrivateServer").Get<PrivateServerOptions>() ?? new();
            var server = await PrivateServer.Start(folder, options, Console.WriteLine, CancellationToken.None);
            configuration["ConnectionStrings:Tonearm"] = await server.CreateDatabase(database, CancellationToken.None);
            return server;
        }
        catch (PrivateServerException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            Environment.Exit(1);
            throw;
        }
    }
}
