using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Tonearm.Spotify.Governor;

/// <summary>
/// The calls of the developer account, in the database that all nodes share. Calls are counted before they are made, under the lock of
/// their family's row, so that together the nodes never make more than there are.
/// </summary>
internal sealed class CallLedger(NpgsqlDataSource database, IOptions<SpotifyOptions> options, PartyShare party, TimeProvider time)
{
    private const string Quotas = "select learned as calls, look_back, since, refused_after, refused_at from spotify_budgets";

    private readonly DailyBudget setting = DailyBudget.Read(options.Value.DailyBudget) ?? DailyBudget.Auto;

    /// <summary>Counts as many of the wanted calls as may be made.</summary>
    public async Task<Reserved> Reserve(Family family, CallPurpose purpose, int wanted)
    {
        var now = time.GetUtcNow();
        var partyExpected = await party.IsExpected(now);
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var (budget, limit, _) = await Read(connection, family, partyExpected, now, locked: true);
        var granted = limit is not null ? 0 : Math.Min(wanted, budget.Room(purpose) ?? wanted);
        if (granted > 0)
            await connection.ExecuteAsync(
                """
                insert into spotify_calls (family, bucket, purpose, calls) values (@family, @bucket, @purpose, @granted)
                on conflict (family, bucket, purpose) do update set calls = spotify_calls.calls + excluded.calls
                """,
                new
                {
                    family = family.Column(),
                    bucket = CallSlot.At(now),
                    purpose = (int)purpose,
                    granted,
                }
            );
        if (granted < wanted)
            limit ??= new(LimitedBy.Budget, budget.RoomAt(purpose, await Slots(connection, family, budget.LookBack, now), now));
        await transaction.CommitAsync();
        return new(granted, limit);
    }

    /// <summary>What may be spent, and whether anything may be asked at all.</summary>
    public async Task<(FamilyBudget Budget, CallLimit? Limit)> Of(Family family, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var partyExpected = await party.IsExpected(now);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var (budget, limit, _) = await Read(connection, family, partyExpected, now, locked: false);
        return (budget, limit);
    }

    /// <summary>How many calls a purpose may still make, for who can look more or less often.</summary>
    public async Task<CallRoom> Room(Family family, CallPurpose purpose, CancellationToken cancellation)
    {
        var (budget, limit) = await Of(family, cancellation);
        return new(limit is null ? budget.Room(purpose) : 0);
    }

    /// <summary>Why a purpose may make no call now, and until when; null when it may.</summary>
    public async Task<CallLimit?> Closed(Family family, CallPurpose purpose, CancellationToken cancellation)
    {
        var (budget, limit) = await Of(family, cancellation);
        if (limit is not null || budget.Room(purpose) is null or > 0)
            return limit;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var now = time.GetUtcNow();
        return new(LimitedBy.Budget, budget.RoomAt(purpose, await Slots(connection, family, budget.LookBack, now), now));
    }

    /// <summary>A call that was counted has not been made, or was refused: it does not count.</summary>
    public async Task GiveBack(Family family, CallPurpose purpose, DateTimeOffset countedAt)
    {
        await using var connection = await database.OpenConnectionAsync();
        await GiveBack(connection, family, purpose, countedAt);
    }

    /// <summary>
    /// Learns from a refusal for the quota's sake. Not cancellable: who asked may be gone, and Spotify's word still holds.
    /// </summary>
    public async Task Refused(Family family, CallPurpose purpose, DateTimeOffset countedAt, TimeSpan? retryAfter)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var before = await Locked(connection, family, now);
        await GiveBack(connection, family, purpose, countedAt);
        var slots = await Slots(connection, family, before.LookBack, now);
        var counted = slots.Sum(slot => slot.Calls);
        DateTimeOffset? oldest = slots.Any(slot => slot.Calls > 0)
            ? slots.Where(slot => slot.Calls > 0).Min(slot => slot.Bucket) + CallSlot.Length
            : null;
        var after = before.Refused(counted, oldest < now ? oldest : now, retryAfter, now);
        await Learn(connection, family, before, after, "refused", counted);
        await transaction.CommitAsync();
    }

    /// <summary>Once a day what has proved right rises; what nobody reads any more goes.</summary>
    public async Task AfterDay(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        foreach (var family in setting.IsLearned ? Enum.GetValues<Family>() : [])
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var before = await Locked(connection, family, now);
            var counted = (await Slots(connection, family, before.LookBack, now)).Sum(slot => slot.Calls);
            var after = before.AfterDay(counted, now);
            if (after != before)
                await Learn(connection, family, before, after, "clean day", counted);
            await transaction.CommitAsync(cancellation);
        }

        await connection.ExecuteAsync(
            """
            delete from spotify_calls where bucket < @calls;
            delete from spotify_lessons where at < @lessons
            """,
            new { calls = now - TimeSpan.FromDays(8), lessons = now - LearnedQuota.Remembered }
        );
    }

    /// <summary>Everything learned is forgotten: another quota was agreed with Spotify, or another program no longer shares it.</summary>
    public async Task Forget(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            """
            insert into spotify_lessons (family, at, kind, counted, learned) select family, @now, 'forgotten', 0, @AtFirst
              from spotify_budgets where learned <> @AtFirst;
            delete from spotify_budgets;
            delete from spotify_cooldowns where quota
            """,
            new { now, LearnedQuota.AtFirst }
        );
    }

    /// <summary>All families with the slots that count, and what was learned of them lately.</summary>
    public async Task<LedgerDay> Day(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var partyExpected = await party.IsExpected(now);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var families = new List<FamilyDay>();
        foreach (var family in Enum.GetValues<Family>())
        {
            var (budget, limit, quota) = await Read(connection, family, partyExpected, now, locked: false);
            families.Add(new(budget, limit, quota, await Slots(connection, family, budget.LookBack, now)));
        }

        var lessons = await connection.QueryAsync<(string Family, DateTimeOffset At, string Kind, int Counted, int Learned)>(
            "select family, at, kind, counted, learned from spotify_lessons order by id desc limit 20"
        );
        return new(
            setting,
            families,
            [
                .. from lesson in lessons
                let family = FamilyColumn.Read(lesson.Family)
                where family is not null
                select new Lesson(family.Value, lesson.At, lesson.Kind, lesson.Counted, lesson.Learned),
            ]
        );
    }

    private async Task<(FamilyBudget Budget, CallLimit? Limit, LearnedQuota Quota)> Read(
        NpgsqlConnection connection,
        Family family,
        bool partyExpected,
        DateTimeOffset now,
        bool locked
    )
    {
        LearnedQuota? quota;
        SpentCalls spent;
        (DateTimeOffset Until, bool Quota) rest;
        // Each statement sees what was counted while the one before it waited for the row.
        await using (
            var results = await connection.QueryMultipleAsync(
                $"""
                {Quotas} where family = @family{(locked ? " for update" : "")};
                select purpose, sum(calls)::int from spotify_calls
                  where family = @family
                    and bucket > @counted - coalesce((select look_back from spotify_budgets where family = @family), interval '24 hours')
                    group by purpose;
                select until, quota from spotify_cooldowns where family = @family and until > @now
                """,
                new
                {
                    family = family.Column(),
                    now,
                    counted = now - CallSlot.Length,
                }
            )
        )
        {
            quota = (await results.ReadAsync<LearnedQuota>()).SingleOrDefault();
            spent = SpentCalls.Of(
                (await results.ReadAsync<(CallPurpose Purpose, int Calls)>()).Select(row => new CallSlot(now, row.Purpose, row.Calls))
            );
            rest = (await results.ReadAsync<(DateTimeOffset Until, bool Quota)>()).SingleOrDefault();
        }

        if (quota is null && locked)
        {
            // The first call of its kind ever: from now on there is a row to lock.
            await Begin(connection, family, now);
            return await Read(connection, family, partyExpected, now, locked);
        }

        quota ??= LearnedQuota.New(now);
        var budget = new FamilyBudget(family, setting.Most(quota), quota.LookBack, KeptShares.Of(family, partyExpected), spent);
        return (budget, rest.Until > now ? new(rest.Quota ? LimitedBy.Quota : LimitedBy.Rate, rest.Until) : null, quota);
    }

    /// <summary>What was learned of a family, whose row is held until the transaction ends.</summary>
    private static async Task<LearnedQuota> Locked(NpgsqlConnection connection, Family family, DateTimeOffset now)
    {
        await Begin(connection, family, now);
        return await connection.QuerySingleOrDefaultAsync<LearnedQuota?>(
                $"{Quotas} where family = @family for update",
                new { family = family.Column() }
            ) ?? LearnedQuota.New(now);
    }

    private static Task<int> Begin(NpgsqlConnection connection, Family family, DateTimeOffset now)
    {
        var first = LearnedQuota.New(now);
        return connection.ExecuteAsync(
            """
            insert into spotify_budgets (family, learned, look_back, since) values (@family, @Calls, @LookBack, @Since)
              on conflict do nothing
            """,
            new
            {
                family = family.Column(),
                first.Calls,
                first.LookBack,
                first.Since,
            }
        );
    }

    private static async Task Learn(
        NpgsqlConnection connection,
        Family family,
        LearnedQuota before,
        LearnedQuota after,
        string kind,
        int counted
    )
    {
        await connection.ExecuteAsync(
            """
            update spotify_budgets
              set learned = @Calls, look_back = @LookBack, since = @Since, refused_after = @RefusedAfter, refused_at = @RefusedAt
              where family = @family;
            insert into spotify_lessons (family, at, kind, counted, learned) select @family, @Since, @kind, @counted, @Calls where @isNews
            """,
            new
            {
                family = family.Column(),
                after.Calls,
                after.LookBack,
                after.Since,
                after.RefusedAfter,
                after.RefusedAt,
                kind,
                counted,
                isNews = after.Calls != before.Calls || (kind == "refused" && before.RefusedAt != after.RefusedAt),
            }
        );
    }

    private static Task<int> GiveBack(NpgsqlConnection connection, Family family, CallPurpose purpose, DateTimeOffset countedAt) =>
        connection.ExecuteAsync(
            "update spotify_calls set calls = greatest(0, calls - 1) where family = @family and bucket = @bucket and purpose = @purpose",
            new
            {
                family = family.Column(),
                bucket = CallSlot.At(countedAt),
                purpose = (int)purpose,
            }
        );

    private static async Task<IReadOnlyList<CallSlot>> Slots(
        NpgsqlConnection connection,
        Family family,
        TimeSpan lookBack,
        DateTimeOffset now
    ) =>
        [
            .. (
                await connection.QueryAsync<(DateTimeOffset Bucket, CallPurpose Purpose, int Calls)>(
                    "select bucket, purpose, calls from spotify_calls where family = @family and bucket > @since order by bucket",
                    new { family = family.Column(), since = now - lookBack - CallSlot.Length }
                )
            ).Select(row => new CallSlot(row.Bucket, row.Purpose, row.Calls)),
        ];
}

/// <param name="Granted">How many calls may be made now; they are counted.</param>
/// <param name="Limit">Why not all of them.</param>
internal sealed record Reserved(int Granted, CallLimit? Limit);

/// <summary>The look-back of every family, as it stands now.</summary>
internal sealed record LedgerDay(DailyBudget Setting, IReadOnlyList<FamilyDay> Families, IReadOnlyList<Lesson> Lessons);

/// <param name="Learned">What is known, whether or not the budget goes by it.</param>
internal sealed record FamilyDay(FamilyBudget Budget, CallLimit? Limit, LearnedQuota Learned, IReadOnlyList<CallSlot> Slots);

/// <param name="Kind"><c>refused</c>, <c>clean day</c> or <c>forgotten</c>.</param>
internal sealed record Lesson(Family Family, DateTimeOffset At, string Kind, int Counted, int Learned);
