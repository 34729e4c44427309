using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Tonearm.Data;
using Tonearm.Guard.Rules;
using Tonearm.Web;

namespace Tonearm.Guard.Notifications;

/// <summary>
/// What is being told: takes up what has happened, decides what is sent, and keeps what became of it. A revision is stored before it is
/// sent, so that whoever comes after a crash sends the very same.
/// </summary>
internal sealed class MessageStore(NpgsqlDataSource database, ChannelStore channels, IOptions<WebOptions> web)
{
    private static readonly TimeSpan SevenDays = TimeSpan.FromDays(7);

    private readonly Uri? page = web.Value.PublicUrl is { } url ? new(url, "/guard/incidents") : null;

    /// <summary>For <c>channels c</c> at <c>@now</c>.</summary>
    private const string IsDue = $"""
        {NewsStore.IsOpen} and (c.rest_until is null or c.rest_until <= @now)
          and (c.look_at <= @now or exists (select from channel_news n where n.channel_id = c.id and n.message_id is null))
        """;

    public async Task<IReadOnlyList<Guid>> Due(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<Guid>($"select c.id from channels c where {IsDue}", new { now }, cancellation)];
    }

    public async Task<DateTimeOffset?> NextDue(IEnumerable<Guid> except, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return
            await connection.ExecuteScalarAsync<DateTime?>(
                $"""
                select min(greatest(c.rest_until, case
                  when exists (select from channel_news n where n.channel_id = c.id and n.message_id is null) then '-infinity'
                  else c.look_at end))
                from channels c
                where {NewsStore.IsOpen} and c.id <> all(@except)
                  and (c.look_at is not null or exists (select from channel_news n where n.channel_id = c.id and n.message_id is null))
                """,
                new { except = except.ToArray() },
                cancellation
            )
                is { } next
            ? next == DateTime.MinValue
                ? DateTimeOffset.MinValue
                : new DateTimeOffset(DateTime.SpecifyKind(next, DateTimeKind.Utc))
            : null;
    }

    /// <summary>Takes up the channel's news and decides: null when nothing is to be sent now, or the lease has passed on.</summary>
    public async Task<Outgoing?> Next(Guid id, LeaseTerm term, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<ChannelStore.ChannelRow>(
            $"select {ChannelStore.Columns} from channels c where c.id = @id and {IsDue} for no key update",
            new { id, now },
            cancellation
        );
        if (row is null || channels.Read(row) is not { } channel)
            return null;
        var outgoing =
            await UnderWay(connection, channel, cancellation)
            ?? await Digest(connection, channel, now, cancellation)
            ?? await Grown(connection, channel, now, cancellation);
        if (!await term.IsCurrent(connection, cancellation))
            return null;
        await transaction.CommitAsync(cancellation);
        return outgoing;
    }

    /// <summary>
    /// Not cancellable: the service has answered, and only this remembers it. It needs no term: it is about this revision alone.
    /// </summary>
    public async Task Answered(Outgoing outgoing, Delivery delivery, Verdict verdict, DateTimeOffset now)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            """
            with message as (
              update channel_messages set
                sending_since = case when @isAgain then sending_since end,
                attempts = case when @isAgain then attempts + 1 else 0 end,
                shortened = case when @Shorter then shortened + 1 else shortened end,
                sent_at = case when @isTaken then @now else sent_at end,
                closed_at = case when @isClosed then @now else closed_at end
              where id = @message and revision = @revision and sending_since is not null
              returning channel_id)
            update channels c set
              sent_at = case when @isTaken then @now else c.sent_at end,
              problem = case when @isTaken then null else @problem end,
              problem_at = case when @isTaken then null else @now end,
              stopped_at = case when @isStopped then @now else c.stopped_at end,
              rest_until = case when @isAgain then @At end,
              look_at = @now
            from message where c.id = message.channel_id;
            -- A channel that is stopped starts with what happens after it has been mended.
            delete from channel_news where @isStopped and channel_id = @channel and message_id is null
            """,
            new
            {
                channel = outgoing.Channel.Id,
                message = outgoing.Message.Id,
                revision = outgoing.Message.Revision,
                now,
                isTaken = verdict.Fate == Fate.Taken,
                isAgain = verdict.Fate == Fate.Again,
                isStopped = verdict.Fate == Fate.Stopped,
                isClosed = verdict.Fate is Fate.GivenUp or Fate.Stopped
                    || (verdict.Fate == Fate.Taken && outgoing.Message.Stage is Stage.Over or Stage.Digest),
                problem = verdict.Fate switch
                {
                    Fate.Again => delivery.Sentence,
                    Fate.GivenUp => $"A message was given up. {delivery.Sentence}",
                    _ => delivery.Sentence,
                },
                verdict.At,
                verdict.Shorter,
            },
            CancellationToken.None
        );
    }

    /// <summary>A revision of which nobody knows what became, or that is to be tried again.</summary>
    private async Task<Outgoing?> UnderWay(NpgsqlConnection connection, Channel channel, CancellationToken cancellation)
    {
        var message = await connection.QueryFirstOrDefaultAsync<MessageRow>(
            $"""
            select {MessageColumns} from channel_messages where channel_id = @Id and closed_at is null and sending_since is not null
            order by sending_since
            """,
            new { channel.Id },
            cancellation
        );
        return message is null ? null : await Made(connection, channel, message, null, cancellation);
    }

    private async Task<Outgoing?> Digest(NpgsqlConnection connection, Channel channel, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!channel.Weekly || channel.Quiet?.Ends(now) is not null)
            return null;
        var message = await connection.QueryFirstOrDefaultAsync<MessageRow>(
            $"""
            with due as (
              update channels set digest_at = @next where id = @Id and digest_at <= @now returning id)
            insert into channel_messages (id, channel_id, stage, began_at, revision, sending_since)
            select @message, id, @stage, @now, 1, @now from due
            returning {MessageColumns}
            """,
            new
            {
                channel.Id,
                message = Guid.CreateVersion7(now),
                stage = (int)Stage.Digest,
                now,
                next = WeeklyDigest.Next(now, channel.Zone),
            },
            cancellation
        );
        return message is null ? null : await Made(connection, channel, message, null, cancellation);
    }

    private async Task<Outgoing?> Grown(NpgsqlConnection connection, Channel channel, DateTimeOffset now, CancellationToken cancellation)
    {
        var message =
            await Open(connection, channel, now, cancellation)
            ?? await connection.QueryFirstOrDefaultAsync<MessageRow>(
                $"""
                insert into channel_messages (id, channel_id, stage, began_at)
                select @message, @Id, @stage, min(at) from channel_news where channel_id = @Id and message_id is null having count(*) > 0
                returning {MessageColumns}
                """,
                new
                {
                    channel.Id,
                    message = Guid.CreateVersion7(now),
                    stage = (int)Stage.Begins,
                },
                cancellation
            );
        var next = new NextStep(null, null);
        Outgoing? outgoing = null;
        if (message is not null)
        {
            await connection.ExecuteAsync(
                "update channel_news set message_id = @Id, revision = @next where channel_id = @channel and message_id is null",
                new
                {
                    message.Id,
                    channel = channel.Id,
                    next = message.Revision + 1,
                },
                cancellation
            );
            var news = await News(connection, message.Id, cancellation);
            next = Coalescing.Decide(Growing(channel, message, news), channel.Quiet, now);
            if (next.Send is { } stage)
            {
                message = message with { Revision = message.Revision + 1, Stage = (int)stage, SendingSince = AsStored(now), Attempts = 0 };
                outgoing = await Made(connection, channel, message, news, cancellation);
            }
        }

        await connection.ExecuteAsync(
            """
            update channel_messages set stage = @stage, revision = @revision, sending_since = @since, attempts = 0,
              closed_at = case when @IsDone then @now end
            where id = @message;
            update channels set look_at = case when @since is not null then @now else least(@At, digest_at) end where id = @channel
            """,
            new
            {
                message = message?.Id,
                stage = message?.Stage ?? 0,
                revision = message?.Revision ?? 0,
                since = message?.SendingSince,
                next.IsDone,
                next.At,
                now,
                channel = channel.Id,
            },
            cancellation
        );
        return outgoing;
    }

    /// <summary>The message that grows; one that is over by now is closed, and what has happened since begins another.</summary>
    private static async Task<MessageRow?> Open(
        NpgsqlConnection connection,
        Channel channel,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var message = await connection.QueryFirstOrDefaultAsync<MessageRow>(
            $"select {MessageColumns} from channel_messages where channel_id = @Id and closed_at is null and stage <> @digest",
            new { channel.Id, digest = (int)Stage.Digest },
            cancellation
        );
        if (
            message is null
            || !Coalescing.Decide(Growing(channel, message, await News(connection, message.Id, cancellation)), channel.Quiet, now).IsDone
        )
            return message;
        await connection.ExecuteAsync("update channel_messages set closed_at = @now where id = @Id", new { message.Id, now }, cancellation);
        return null;
    }

    private static Growing Growing(Channel channel, MessageRow message, IReadOnlyList<ChannelNews> news)
    {
        // Who does not want to hear that something is right again hears no more of it, but it is over all the same.
        ChannelNews[] untold =
        [
            .. news.Where(each =>
                each.Revision > message.Revision && (each.Kind != NewsKinds.PutBack || channel.Tells.HasFlag(NewsKinds.PutBack))
            ),
        ];
        return new(
            untold.Length,
            untold.Any(each => each.NeedsYou),
            news.Any(each => each.NeedsYou && each.Revision <= message.Revision),
            Message.Of(message.Id, int.MaxValue, Stage.Begins, message.BeganAt, message.BeganAt, news, null).IsUnderWay,
            news.Count == 0 ? message.BeganAt : news.Max(each => each.At),
            message.SentAt
        );
    }

    private async Task<Outgoing> Made(
        NpgsqlConnection connection,
        Channel channel,
        MessageRow message,
        IReadOnlyList<ChannelNews>? news,
        CancellationToken cancellation
    )
    {
        var (stage, since) = ((Stage)message.Stage, message.SendingSince!.Value);
        var made = Message.Of(
            message.Id,
            message.Revision,
            stage,
            message.BeganAt,
            since,
            news ?? await News(connection, message.Id, cancellation),
            page
        );
        if (stage == Stage.Digest)
            made = made with { Week = await WeekBefore(connection, channel.Id, message.BeganAt, cancellation) };
        return new(channel, made, message.Attempts, message.Shortened, since);
    }

    private static async Task<IReadOnlyList<ChannelNews>> News(NpgsqlConnection connection, Guid message, CancellationToken cancellation) =>
        [
            .. (
                await connection.QueryAsync<NewsRow>(
                    """
                    select n.id, n.kind, a.name as account, n.playlist_id, n.at, n.revision, n.details::text as details
                    from channel_news n join channels c on c.id = n.channel_id
                      -- An account that has moved to another owner is no longer this one's to be told of.
                      join accounts a on a.id = n.account_id and a.owner_id = c.owner_id
                    where n.message_id = @message order by n.id
                    """,
                    new { message },
                    cancellation
                )
            ).Select(row => row.News),
        ];

    private static async Task<Week> WeekBefore(
        NpgsqlConnection connection,
        Guid channel,
        DateTimeOffset at,
        CancellationToken cancellation
    ) =>
        await connection.QuerySingleAsync<Week>(
            """
            select count(d.*)::int as changes, count(distinct i.playlist_id)::int as playlists,
              (count(*) filter (where d.ending = @putBack))::int as put_back,
              (count(*) filter (where d.ended_at is null and i.closed_at is null))::int as open,
              (select count(*) from channels c join accounts a on a.owner_id = c.owner_id join protections g on g.account_id = a.id
                where c.id = @channel and g.mode <> 0)::int as protected
            from channels c join accounts a on a.owner_id = c.owner_id
              join drifts d on d.account_id = a.id and d.seen_at > @since and d.seen_at <= @at and d.ending is distinct from @kept
              join incidents i on i.id = d.incident_id
            where c.id = @channel
            """,
            new
            {
                channel,
                at,
                since = at - SevenDays,
                putBack = (int)Ending.PutBack,
                kept = (int)Ending.Kept,
            },
            cancellation
        );

    /// <summary>PostgreSQL knows microseconds: a revision that is made once more says the same time.</summary>
    private static DateTimeOffset AsStored(DateTimeOffset now) =>
        new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    private const string MessageColumns = "id, stage, began_at, revision, sending_since, attempts, shortened, sent_at";

    private sealed record MessageRow(
        Guid Id,
        int Stage,
        DateTimeOffset BeganAt,
        int Revision,
        DateTimeOffset? SendingSince,
        int Attempts,
        int Shortened,
        DateTimeOffset? SentAt
    );

    private sealed record NewsRow(long Id, int Kind, string Account, string? PlaylistId, DateTimeOffset At, int Revision, string Details)
    {
        public ChannelNews News =>
            new(
                Id,
                (NewsKinds)Kind,
                Account,
                PlaylistId,
                At,
                Revision,
                JsonSerializer.Deserialize<NewsDetails>(Details, NewsStore.Format)!
            );
    }
}

/// <summary>A revision that is to be sent.</summary>
/// <param name="Attempts">How often it was sent before, as far as is known.</param>
/// <param name="Since">When it was to be sent first.</param>
internal sealed record Outgoing(Channel Channel, Message Message, int Attempts, int Shortened, DateTimeOffset Since);
