using System.Text.Json;
using Dapper;
using Npgsql;
using Tonearm.Accounts;
using Tonearm.Data;

namespace Tonearm.Guard.Notifications;

/// <summary>The channels of an owner.</summary>
internal sealed class ChannelStore(NpgsqlDataSource database, IEnumerable<IChannelKind> kinds, TokenProtector protector, TimeProvider time)
{
    /// <summary>Told when a message may be due on some channel.</summary>
    public const string Topic = "notifications";

    /// <summary>How many an owner may have.</summary>
    public const int Most = 20;

    public const string Columns =
        "c.id, c.kind, c.settings, c.tells, c.quiet_from, c.quiet_to, c.zone, c.weekly, c.paused, c.sent_at, c.stopped_at, c.problem, c.problem_at, c.rest_until";

    public async Task<IReadOnlyList<Channel>> Of(Guid owner, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<ChannelRow>(
            $"select {Columns} from channels c where c.owner_id = @owner order by c.made_at, c.id",
            new { owner },
            cancellation
        );
        return [.. rows.Select(Read).OfType<Channel>()];
    }

    public async Task<Channel?> Find(Guid owner, Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return
            await connection.QuerySingleOrDefaultAsync<ChannelRow>(
                $"select {Columns} from channels c where c.owner_id = @owner and c.id = @id",
                new { owner, id },
                cancellation
            )
                is { } row
            ? Read(row)
            : null;
    }

    /// <summary>A channel as its row has it; null for a kind that there is no more.</summary>
    public Channel? Read(ChannelRow row)
    {
        if (kinds.FirstOrDefault(each => each.Slug == row.Kind) is not { } kind)
            return null;
        var values = protector.Unprotect(row.Settings) is { } json ? JsonSerializer.Deserialize<Dictionary<string, string>>(json) : null;
        // A machine may have lost its list of zones; UTC is known everywhere.
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(row.Zone, out var found) ? found : TimeZoneInfo.Utc;
        return new(
            row.Id,
            kind,
            values is null ? null : new(values),
            (NewsKinds)row.Tells,
            row is { QuietFrom: { } from, QuietTo: { } to } ? new(At(from), At(to), zone) : null,
            zone,
            row.Weekly,
            row.Paused,
            row.SentAt,
            row.StoppedAt,
            row.Problem,
            row.ProblemAt,
            row.RestUntil
        );
    }

    /// <returns>False when the owner has as many as anybody may.</returns>
    public async Task<bool> Add(Guid owner, Channel channel, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(
                """
                insert into channels (id, owner_id, kind, settings, tells, quiet_from, quiet_to, zone, weekly, digest_at, paused, made_at,
                  look_at)
                select @Id, @owner, @kind, @settings, @tells, @from, @to, @zone, @Weekly, @digest, @Paused, @now, @digest
                where (select count(*) from channels where owner_id = @owner) < @Most;
                select pg_notify('tonearm', @Topic)
                """,
                Parameters(owner, channel),
                cancellation
            ) > 0;
    }

    /// <summary>Changes it. What stood in its way is forgotten: it is tried again.</summary>
    public async Task<bool> Change(Guid owner, Channel channel, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(
                """
                update channels set settings = @settings, tells = @tells, quiet_from = @from, quiet_to = @to, zone = @zone,
                  weekly = @Weekly,
                  digest_at = case when @Weekly and weekly and zone = @zone then digest_at else @digest end, paused = @Paused,
                  look_at = @now, rest_until = null, stopped_at = null, problem = null, problem_at = null
                where id = @Id and owner_id = @owner;
                -- What happened before it was paused is not told as news when it goes on.
                delete from channel_news where channel_id = @Id and message_id is null
                  and exists (select from channels where id = @Id and owner_id = @owner and paused);
                select pg_notify('tonearm', @Topic)
                """,
                Parameters(owner, channel),
                cancellation
            ) > 0;
    }

    public async Task<bool> Delete(Guid owner, Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync("delete from channels where id = @id and owner_id = @owner", new { id, owner }, cancellation)
            > 0;
    }

    /// <summary>A test was taken: what stopped it is over. Or it was not, and what came back is kept.</summary>
    public async Task Tested(Guid owner, Guid id, Delivery delivery, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            delivery.Result == DeliveryResult.Taken
                ? """
                update channels set sent_at = @now, stopped_at = null, problem = null, problem_at = null, rest_until = null, look_at = @now
                where id = @id and owner_id = @owner;
                select pg_notify('tonearm', @Topic)
                """
                : "update channels set problem = @Sentence, problem_at = @now where id = @id and owner_id = @owner",
            new
            {
                id,
                owner,
                delivery.Sentence,
                Topic,
                now = time.GetUtcNow(),
            },
            cancellation
        );
    }

    private object Parameters(Guid owner, Channel channel) =>
        new
        {
            owner,
            channel.Id,
            kind = channel.Kind.Slug,
            settings = protector.Protect(JsonSerializer.Serialize(channel.Settings?.Values ?? new Dictionary<string, string>())),
            tells = (int)channel.Tells,
            from = Minute(channel.Quiet?.From),
            to = Minute(channel.Quiet?.To),
            zone = channel.Zone.Id,
            channel.Weekly,
            digest = channel.Weekly ? WeeklyDigest.Next(time.GetUtcNow(), channel.Zone) : (DateTimeOffset?)null,
            channel.Paused,
            now = time.GetUtcNow(),
            Most,
            Topic,
        };

    private static int? Minute(TimeOnly? time) => time is { } at ? (at.Hour * 60) + at.Minute : null;

    private static TimeOnly At(int minute) => new(minute / 60, minute % 60);

    internal sealed record ChannelRow(
        Guid Id,
        string Kind,
        string Settings,
        int Tells,
        int? QuietFrom,
        int? QuietTo,
        string Zone,
        bool Weekly,
        bool Paused,
        DateTimeOffset? SentAt,
        DateTimeOffset? StoppedAt,
        string? Problem,
        DateTimeOffset? ProblemAt,
        DateTimeOffset? RestUntil
    );
}
