using Dapper;
using Npgsql;
using Tonearm.Tests.Party;

namespace Tonearm.Tests.Data;

/// <summary>
/// What is asked again and again, as looks, likes, songs and pages do, finds its rows by an index: what others have left behind in a year
/// costs it nothing.
/// </summary>
public sealed class ScanTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    /// <summary>A table that is smaller than this need not be asked by an index.</summary>
    private const int Small = 1_000;

    protected override (string Name, string? Value)[] Settings => [];

    [Fact]
    public async Task No_table_that_grows_is_read_from_end_to_end()
    {
        using var others = await SignedIn("northlightrecords", "firstspin");
        using var host = await SignedInHost();
        await host.SignIn(Host);
        await host.Imported(Cancel);
        var accounts = await others.Accounts();
        await new YearOfRows(
            Accounts: 60,
            Playlists: 12_000,
            First: 2_000,
            Second: 1_000,
            Incidents: 6_000,
            Parties: 200,
            DaysOfSweeps: 2
        ).Write(Database, accounts[0].Id, accounts[1].Id);
        var own = (await host.Accounts())[0].Id;
        await Sql($"update accounts set health = 'ok' where id = '{own}'");
        var playlist = await Protect(host, Host);
        await Sql("select pg_stat_reset()");

        await Sandbox.TakeDown(playlist.Id, "title");
        await host.Sweep();
        await App.Advance(TimeSpan.FromSeconds(90));
        await host.Sweep();
        var party = await Rows(await Started(host));
        using var guest = await Guest.In(App, party);
        await guest.Likes(party, (await guest.Snapshot(party)).Ballot[0].Track.Id, 1);
        await PassSong();
        await PassSong();
        foreach (
            var page in new[]
            {
                "/guard",
                "/guard?q=late",
                "/guard?sort=recent",
                "/guard?state=on-hold",
                "/guard/incidents",
                "/api/playlists?limit=5",
            }
        )
            await host.Http.GetByteArrayAsync(new Uri(page, UriKind.Relative), Cancel);
        Assert.Equal(playlist.Title, (await Sandbox.Truth(playlist.Id)).Title);
        Assert.Equal(3, (await Now(party.Id)).Round);

        // What a connection has read is counted when it ends.
        await Restart();
        await using var connection = new NpgsqlConnection(Database);
        var read = await connection.QueryAsync<string>(
            """
            select relname || ': ' || seq_scan || ' scans, ' || seq_tup_read || ' rows' from pg_stat_user_tables t
            where seq_scan > 0 and seq_tup_read > @Small and (select reltuples from pg_class c where c.oid = t.relid) > @Small
              order by relname
            """,
            new { Small }
        );
        Assert.Empty(read);
    }
}
