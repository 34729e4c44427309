using System.Data;
using System.Text.Encodings.Web;
using System.Text.Json;
using Npgsql;
using Tonearm.Data;

namespace Tonearm.Accounts;

/// <summary>
/// All that is stored for an owner, as JSON: the accounts, the rows of every table that belongs to an account, whichever room's it is, and
/// what rooms add of their own.
/// Row by row, so that it takes no more memory however much there is. Tokens are left out: they are Spotify's keys, not the owner's data.
/// </summary>
internal sealed class OwnerExport(NpgsqlDataSource database, IEnumerable<OwnedRows> more)
{
    private const int FlushAt = 64 * 1024;
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task Write(Guid owner, Stream to, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        // All tables as they are at one moment.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var tables = await connection.QueryAsync<string>(
            "select table_name from information_schema.columns where table_schema = current_schema and column_name = 'account_id' order by table_name",
            null,
            cancellation
        );
        await using var json = new Utf8JsonWriter(to, Readable);
        json.WriteStartObject();
        await Rows(
            "accounts",
            "select id, user_id, name, scopes, consented_at, health, linked_at, premium, premium_at from accounts where owner_id = @owner"
        );
        foreach (var table in tables)
            await Rows(table, $"select * from {table} where account_id in (select id from accounts where owner_id = @owner)");
        foreach (var rows in more)
            await Rows(rows.Name, rows.Query);
        json.WriteEndObject();
        await json.FlushAsync(cancellation);

        async Task Rows(string name, string query)
        {
            json.WriteStartArray(name);
            await using var command = new NpgsqlCommand($"select to_jsonb(r)::text from ({query}) r", connection, transaction)
            {
                Parameters = { new("owner", owner) },
            };
            // However many there are: they are sent as they are read.
            command.CommandTimeout = 0;
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            while (await rows.ReadAsync(cancellation))
            {
                json.WriteRawValue(rows.GetString(0), skipInputValidation: true);
                if (json.BytesPending > FlushAt)
                    await json.FlushAsync(cancellation);
            }

            json.WriteEndArray();
        }
    }
}
