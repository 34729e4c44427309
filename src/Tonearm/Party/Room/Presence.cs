using Dapper;
using Npgsql;
using Tonearm.Data;

namespace Tonearm.Party.Room;

/// <summary>
/// How many people this node holds a connection to, told to all nodes by rows that lapse by PostgreSQL's clock: those of a node that died
/// are gone within seconds.
/// </summary>
internal sealed class Presence(NpgsqlDataSource database, TimeProvider time)
{
    private static readonly TimeSpan Lapse = TimeSpan.FromSeconds(15);
    private readonly string node = $"{Environment.MachineName}-{Guid.NewGuid():N}";

    /// <summary>Says it anew before it lapses.</summary>
    public async Task Keep(IReadOnlyCollection<PresenceCount> rooms, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            """
            insert into party_presence as here (party_id, node, people, hosts, until)
            select party, @node, people, hosts, now() + @Lapse
              from jsonb_to_recordset(@rooms) as room (party uuid, people integer, hosts integer)
            where exists (select from parties where id = party)
            on conflict (party_id, node) do update set people = excluded.people, hosts = excluded.hosts, until = excluded.until
            """,
            new
            {
                node,
                Lapse,
                rooms = Rows.Json(rooms),
            },
            cancellation
        );
    }

    /// <summary>
    /// Says at once what has changed, to the other nodes and, when hosts came or went or somebody begins to watch, to the conductor.
    /// </summary>
    public async Task Change(PresenceCount room, bool hosts, bool first, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            new CommandDefinition(
                $"""
            {(room.People == 0
                ? "delete from party_presence where party_id = @Party and node = @node"
                : """
                  insert into party_presence (party_id, node, people, hosts, until)
                  select id, @node, @People, @Hosts, now() + @Lapse from parties where id = @Party
                  on conflict (party_id, node) do update set people = excluded.people, hosts = excluded.hosts, until = excluded.until
                  """)};
            {(hosts && room.Hosts > 0 ? $"update parties set {PartyChange.DueNow} where id = @Party and phase <> 'ended' and not host_here;" : "")}
            {(first ? $"update parties set {PartyChange.DueNow} where id = @Party and phase = 'live' and song is not null and due_at is not null;" : "")}
            {(hosts || first ? $"{PartyChange.Tell(PartyChange.Due)};" : "")}
            {PartyChange.TellPhones("@Party")}
            """,
                new
                {
                    room.Party,
                    room.People,
                    room.Hosts,
                    node,
                    Lapse,
                    now = time.GetUtcNow(),
                },
                cancellationToken: cancellation
            )
        );
    }

    /// <summary>This node has nobody any more.</summary>
    public async Task Leave(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            $"with left_parties as (delete from party_presence where node = @node returning party_id) {PartyChange.TellPhones("party_id")} from left_parties",
            new { node },
            cancellation
        );
    }
}

/// <param name="People">Devices, however many connections each has.</param>
internal sealed record PresenceCount(Guid Party, int People, int Hosts);
