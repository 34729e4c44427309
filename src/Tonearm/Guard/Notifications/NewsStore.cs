using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using Tonearm.Data;

namespace Tonearm.Guard.Notifications;

/// <summary>Writes what is to be told, in the transaction of what it tells: for each channel of the owner that wants it, once.</summary>
internal static class NewsStore
{
    public static readonly JsonSerializerOptions Format = new(JsonSerializerOptions.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static async Task Write(
        NpgsqlConnection connection,
        Guid account,
        IReadOnlyCollection<News> news,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        if (news.Count == 0)
            return;
        await connection.ExecuteAsync(
            $"""
            with written as (
              insert into channel_news (channel_id, account_id, key, playlist_id, kind, at, details)
              select c.id, a.id, row.key, row.playlist_id, row.kind, @now, row.details::jsonb
              from accounts a join channels c on c.owner_id = a.owner_id and {IsOpen}
                join jsonb_to_recordset(@rows) as row (key text, playlist_id text, kind integer, details text) on {Wants}
              where a.id = @account
              on conflict (channel_id, key) do nothing
              returning 1)
            select pg_notify('tonearm', @Topic) where exists (select from written)
            """,
            new
            {
                account,
                now,
                ChannelStore.Topic,
                rows = Rows.Json(
                    news.Select(each => new
                    {
                        each.Key,
                        each.PlaylistId,
                        Kind = (int)each.Kind,
                        Details = JsonSerializer.Serialize(each.Details, Format),
                    })
                ),
            },
            cancellation
        );
    }

    /// <summary>For <c>channels c</c>: it takes news.</summary>
    public const string IsOpen = "not c.paused and c.stopped_at is null";

    /// <summary>
    /// For <c>channels c</c> and <c>row</c>: its owner wants this kind there; who is told of changes is told what became of them, or the
    /// message would never be over.
    /// </summary>
    private static readonly string Wants =
        $"(c.tells & row.kind <> 0 or (row.kind = {(int)NewsKinds.PutBack} and c.tells & {(int)NewsKinds.Changed} <> 0))";
}
