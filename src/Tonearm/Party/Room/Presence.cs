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
            insert into party_presence as here (party_id, node, people, hosts, devices, until)
            select party, @node, people, hosts, devices, now() + @Lapse
              from jsonb_to_recordset(@rooms) as room (party uuid, people integer, hosts integer, devices uuid[])
            where exists (select from parties where id = party)
            on conflict (party_id, node) do update set people = excluded.people, hosts = excluded.hosts, devices = excluded.devices,
              until = excluded.until;
            -- A party that others are just changing is counted the next time.
            with peak as (
              select party_id, sum(people)::integer as people from party_presence
              where until > now() and party_id in (select party from jsonb_to_recordset(@rooms) as room (party uuid)) group by party_id),
            higher as (
              select p.id, peak.people from parties p join peak on peak.party_id = p.id
              where p.phase <> 'ended' and peak.people > coalesce(p.most_people, 0) for update of p skip locked)
            update parties p set most_people = higher.people from higher where p.id = higher.id
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
    /// Says at once what has changed, to the other nodes and to the conductor, when hosts came or went, somebody begins to watch, or a vote
    /// for the next song may have another outcome.
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
                  insert into party_presence (party_id, node, people, hosts, devices, until)
                  select id, @node, @People, @Hosts, @devices, now() + @Lapse from parties where id = @Party
                  on conflict (party_id, node) do update set people = excluded.people, hosts = excluded.hosts, devices = excluded.devices,
                    until = excluded.until
                  """)};
            {(hosts && room.Hosts > 0 ? $"update parties set {PartyChange.DueNow} where id = @Party and phase <> 'ended' and not host_here;" : "")}
            {(first ? $"update parties set {PartyChange.DueNow} where id = @Party and phase = 'live' and song is not null and due_at is not null;" : "")}
            {(hosts || first ? $"{PartyChange.Tell(PartyChange.Due)};" : "")}
            with asked as (
              update parties set {PartyChange.DueNow} where id = @Party and phase = 'live' and due_at is not null
                and exists (select from party_skips where party_id = @Party) returning id
            ) {PartyChange.Tell(PartyChange.Due)} from asked;
            {PartyChange.TellPhones("@Party")}
            """,
                new
                {
                    room.Party,
                    room.People,
                    room.Hosts,
                    devices = room.Devices.ToArray(),
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

/// <summary>Who is connected to a node.</summary>
/// <param name="Devices">Each once, however many connections it has.</param>
internal sealed record PresenceCount(Guid Party, IReadOnlySet<Guid> Devices, int Hosts)
{
    public int People => Devices.Count;

    public bool Equals(PresenceCount? other) =>
        other is not null && (Party, Hosts, People) == (other.Party, other.Hosts, other.People) && Devices.SetEquals(other.Devices);

    public override int GetHashCode() => HashCode.Combine(Party, Hosts, People);
}
