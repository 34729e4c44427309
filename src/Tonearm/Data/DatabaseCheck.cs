using Npgsql;

namespace Tonearm.Data;

/// <summary>
/// Whether there is a PostgreSQL to work with: the one that is named, or what a private one needs. Nothing is made or started.
/// </summary>
internal static class DatabaseCheck
{
    private const string What = "Database";
    private const string Remedy = "See that it runs and that ConnectionStrings:Tonearm names it rightly.";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<CheckResult> Of(IConfiguration configuration, CancellationToken cancellation)
    {
        try
        {
            return configuration.GetConnectionString("Tonearm") is { } named && !string.IsNullOrWhiteSpace(named)
                ? await Named(named, cancellation)
                : await Private(configuration, cancellation);
        }
        catch (StartException exception)
        {
            return CheckResult.Missing(What, exception.Message);
        }
    }

    private static async Task<CheckResult> Named(string connectionString, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(patience.Token);
            return CheckResult.Good(What, $"PostgreSQL {connection.PostgreSqlVersion.Major} answers at {connection.Host}.");
        }
        catch (NpgsqlException exception)
        {
            return CheckResult.Missing(What, $"PostgreSQL cannot be used: {exception.Message.TrimEnd('.')}.", Remedy);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return CheckResult.Missing(What, $"PostgreSQL has not answered for {Patience.TotalSeconds:N0} seconds.", Remedy);
        }
    }

    private static async Task<CheckResult> Private(IConfiguration configuration, CancellationToken cancellation)
    {
        var options = configuration.GetSection("PrivateServer").Get<PrivateServerOptions>() ?? new();
        var user = PrivateServerUser.OfTheServer;
        var folder = new PrivateServerFolder(DataFolder.PathOf(configuration), user);
        if (folder.Exists)
            await user.MustOwn(folder.Path, cancellation);
        var programs = await PrivateServerPrograms.Find(options.Programs, folder.Exists ? folder.Major() : null, cancellation);
        return CheckResult.Good(
            What,
            $"PostgreSQL {programs.Major} is installed, and Tonearm runs one of its own{(folder.Exists ? "" : ", to be made at the first start,")} in {folder.Path}."
        );
    }
}
