using System.Data;
using Dapper;

namespace Tonearm.Data;

/// <summary>Dapper's calls with the token that ends them: whoever no longer waits holds up no connection.</summary>
internal static class Statements
{
    public static Task<int> ExecuteAsync(this IDbConnection connection, string sql, object? parameters, CancellationToken cancellation) =>
        connection.ExecuteAsync(Command(sql, parameters, cancellation));

    public static Task<T?> ExecuteScalarAsync<T>(
        this IDbConnection connection,
        string sql,
        object? parameters,
        CancellationToken cancellation
    ) => connection.ExecuteScalarAsync<T>(Command(sql, parameters, cancellation));

    public static Task<IEnumerable<T>> QueryAsync<T>(
        this IDbConnection connection,
        string sql,
        object? parameters,
        CancellationToken cancellation
    ) => connection.QueryAsync<T>(Command(sql, parameters, cancellation));

    public static Task<T> QuerySingleAsync<T>(
        this IDbConnection connection,
        string sql,
        object? parameters,
        CancellationToken cancellation
    ) => connection.QuerySingleAsync<T>(Command(sql, parameters, cancellation));

    public static Task<T?> QuerySingleOrDefaultAsync<T>(
        this IDbConnection connection,
        string sql,
        object? parameters,
        CancellationToken cancellation
    ) => connection.QuerySingleOrDefaultAsync<T>(Command(sql, parameters, cancellation));

    public static Task<T?> QueryFirstOrDefaultAsync<T>(
        this IDbConnection connection,
        string sql,
        object? parameters,
        CancellationToken cancellation
    ) => connection.QueryFirstOrDefaultAsync<T>(Command(sql, parameters, cancellation));

    public static Task<SqlMapper.GridReader> QueryMultipleAsync(
        this IDbConnection connection,
        string sql,
        object? parameters,
        CancellationToken cancellation
    ) => connection.QueryMultipleAsync(Command(sql, parameters, cancellation));

    private static CommandDefinition Command(string sql, object? parameters, CancellationToken cancellation) =>
        new(sql, parameters, cancellationToken: cancellation);
}
