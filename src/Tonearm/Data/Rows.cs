using System.Data;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Tonearm.Data;

/// <summary>
/// How rows become records: column_names match parameters, and <c>timestamptz</c> is a <see cref="DateTimeOffset"/> in UTC.
/// </summary>
internal static class Rows
{
    [ModuleInitializer]
    internal static void Teach()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new Moment());
    }

    /// <summary>Rows as one parameter, for <c>jsonb_to_recordset(@rows)</c>: a thousand of them go in one statement.</summary>
    public static JsonParameter Json<T>(IEnumerable<T> rows) => new(JsonSerializer.Serialize(rows, JsonOptions));

    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerOptions.Default)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    internal sealed class JsonParameter(string json) : SqlMapper.ICustomQueryParameter
    {
        public void AddParameter(IDbCommand command, string name) =>
            command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Jsonb) { Value = json });
    }

    private sealed class Moment : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) =>
            value is DateTimeOffset moment ? moment : new DateTimeOffset(DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc));

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.ToUniversalTime();
    }
}
