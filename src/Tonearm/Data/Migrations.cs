using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Tonearm.Data;

/// <summary>
/// Brings the schema up to date from the embedded files <c>Data/Migrations/0001_….sql</c>, in the order of their numbers,
/// each in a transaction. An advisory lock lets several nodes start at once.
/// </summary>
internal static partial class Migrations
{
    private const long AdvisoryLock = 0x746F6E6561726D; // "tonearm"
    private const string Prefix = "Tonearm.Data.Migrations.";

    public static async Task Apply(NpgsqlDataSource database, ILogger logger, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync("select pg_advisory_lock(@AdvisoryLock)", new { AdvisoryLock }, cancellation);
        await connection.ExecuteAsync(
            """
            create table if not exists migrations (
              name text primary key,
              sha256 text not null,
              applied_at timestamptz not null default now())
            """,
            null,
            cancellation
        );
        var applied = (
            await connection.QueryAsync<(string Name, string Sha256)>("select name, sha256 from migrations", null, cancellation)
        ).ToDictionary(row => row.Name, row => row.Sha256);

        foreach (var (name, sql) in Embedded())
        {
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)));
            if (applied.TryGetValue(name, out var before))
            {
                if (before != sha256)
                    throw new StartException(
                        $"The migration {name} was changed after this database had applied it. Use the version that made the database, or a new database."
                    );
                continue;
            }

            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await connection.ExecuteAsync(sql, null, cancellation);
            await connection.ExecuteAsync(
                "insert into migrations (name, sha256) values (@name, @sha256)",
                new { name, sha256 },
                cancellation
            );
            await transaction.CommitAsync(cancellation);
            Log.Applied(logger, name);
        }

        // Closing the connection would only return it to the pool, with the lock still held.
        await connection.ExecuteAsync("select pg_advisory_unlock(@AdvisoryLock)", new { AdvisoryLock }, cancellation);
    }

    private static IEnumerable<(string Name, string Sql)> Embedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (
            var resource in assembly
                .GetManifestResourceNames()
                .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        )
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (resource[Prefix.Length..], reader.ReadToEnd());
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Applied migration {Name}")]
        public static partial void Applied(ILogger logger, string name);
    }
}
