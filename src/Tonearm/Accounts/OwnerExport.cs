using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.Json;
using Dapper;
using Npgsql;
using Tonearm.Data;

namespace Tonearm.Accounts;

/// <summary>
/// All that is stored for an owner, as JSON: the accounts, and the rows of every table that belongs to an account, whichever room's it is. Tokens are
/// left out: they are Spotify's keys, not the owner's data.
/// </summary>
internal sealed class OwnerExport(NpgsqlDataSource database)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<byte[]> Of(Guid owner, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var export = new JsonObject
        {
            ["accounts"] = await Rows("select id, user_id, name, scopes, consented_at, health, linked_at, premium, premium_at from accounts where owner_id = @owner"),
        };
        var tables = await connection.QueryAsync<string>(
            "select table_name from information_schema.columns where table_schema = current_schema and column_name = 'account_id' order by table_name", null, cancellation);
        foreach (var table in tables)
            export[table] = await Rows($"select * from {table} where account_id in (select id from accounts where owner_id = @owner)");
        return JsonSerializer.SerializeToUtf8Bytes(export, Readable);

        async Task<JsonNode?> Rows(string query) =>
            JsonNode.Parse((await connection.ExecuteScalarAsync<string>($"select coalesce(jsonb_agg(to_jsonb(r)), '[]')::text from ({query}) r", new { owner }, cancellation))!);
    }
}
