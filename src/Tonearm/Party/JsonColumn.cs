using System.Data;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Tonearm.Party.Rules;

namespace Tonearm.Party;

/// <summary>A <c>jsonb</c> column that is read and written as a whole, named as the web has it.</summary>
internal sealed class JsonColumn<T> : SqlMapper.TypeHandler<T>
    where T : class
{
    public override T? Parse(object value) => JsonSerializer.Deserialize<T>((string)value, JsonSerializerOptions.Web);

    public override void SetValue(IDbDataParameter parameter, T? value)
    {
        var json = (NpgsqlParameter)parameter;
        (json.NpgsqlDbType, json.Value) = (NpgsqlDbType.Jsonb, JsonSerializer.Serialize(value, JsonSerializerOptions.Web));
    }
}

internal static class JsonColumns
{
    [ModuleInitializer]
    internal static void Teach()
    {
        SqlMapper.AddTypeHandler(new JsonColumn<PartySettings>());
        SqlMapper.AddTypeHandler(new JsonColumn<PlayerKnowledge>());
        SqlMapper.AddTypeHandler(new JsonColumn<Following>());
    }
}
