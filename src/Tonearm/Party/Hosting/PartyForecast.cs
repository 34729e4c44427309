using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Party.Rules;
using Tonearm.Spotify;
using Tonearm.Spotify.Governor;

namespace Tonearm.Party.Hosting;

/// <summary>Whether a party is on or likely, so that calls are kept for it, and how many it will want.</summary>
internal sealed class PartyForecast(NpgsqlDataSource database) : IExpectsCalls
{
    /// <summary>As long as a party usually goes on, and how long before one of last week's began it is expected again.</summary>
    private static readonly TimeSpan Length = LookCadence.Usual;
    private static readonly TimeSpan Before = TimeSpan.FromHours(3);

    /// <summary>
    /// A party that is announced is kept calls for as long as calls count before it, so that no others have spent them by then.
    /// </summary>
    private static readonly TimeSpan Announced = TimeSpan.FromHours(24);

    private const int SongsAnHour = 20;

    public async Task<bool> IsExpected(DateTimeOffset now, CancellationToken cancellation) =>
        await Parties(now, cancellation) is { On: > 0 } or { Announced: > 0 } or { Usual: true };

    public async Task<IReadOnlyList<ExpectedCalls>> Expected(DateTimeOffset now, CancellationToken cancellation)
    {
        var parties = await Parties(now, cancellation);
        if (parties is { On: 0, Announced: 0, Usual: false })
            return [];
        var count = Math.Max(1, parties.On + parties.Announced);
        var looks = count * LookCadence.LeanAnHour * Length.TotalHours;
        var watched = count * Length / CallRoom.Closest;
        var sentence = (parties.On, parties.Announced) switch
        {
            (0, 1) => "A party is announced, and half of the player's calls are kept for it.",
            (0, > 1) => $"{parties.Announced} parties are announced, and half of the player's calls are kept for them.",
            (0, _) => "A party was held at this time of the week, so half of the player's calls are kept for one.",
            (1, 0) => "A party is on, and half of the player's calls are kept for it.",
            (_, 0) => $"{parties.On} parties are on, and half of the player's calls are kept for them.",
            _ => $"{count} parties are on or announced, and half of the player's calls are kept for them.",
        };
        var songs = count * SongsAnHour * Length.TotalHours;
        var looked =
            $"{sentence} While somebody watches, the player is looked at up to every {CallRoom.Closest.TotalSeconds:0} seconds, about {watched / Length.TotalHours:N0} calls an hour, as long as there are calls to spare; else only at each change of songs.";
        return
        [
            new(Family.PlayerRead, CallPurpose.Party, watched, looks, looked),
            new(Family.QueueWrite, CallPurpose.Party, songs, songs, sentence),
        ];
    }

    /// <summary>Ended parties are known for a month: those of earlier weeks say when one is usual.</summary>
    private async Task<(int On, int Announced, bool Usual)> Parties(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleAsync<(int, int, bool)>(
            $"""
            select (count(*) filter (where {PartyIsOn.Sql("p")}))::int,
              (count(*) filter (where phase = 'lobby' and starts_at between @now - @patience and @now + @announced))::int,
              coalesce(bool_or(coalesce(starts_at, created_at) < @now - interval '6 days'
                and (mod(extract(epoch from @now - coalesce(starts_at, created_at)), 604800) < @length
                  or mod(extract(epoch from @now - coalesce(starts_at, created_at)), 604800) > 604800 - @before)), false)
            from parties p where phase <> 'ended' or coalesce(starts_at, created_at) > @now - interval '29 days'
            """,
            new
            {
                now,
                length = Length.TotalSeconds,
                before = Before.TotalSeconds,
                announced = Announced,
                patience = StartTime.Patience,
            },
            cancellation
        );
    }
}
