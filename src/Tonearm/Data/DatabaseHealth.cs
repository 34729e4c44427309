using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Tonearm.Data;

/// <summary>Ready means that PostgreSQL answers.</summary>
internal sealed class DatabaseHealth(NpgsqlDataSource database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = database.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException)
        {
            // Without the exception: whoever asks every few seconds would fill the log with it.
            return HealthCheckResult.Unhealthy("PostgreSQL does not answer.");
        }
    }
}
