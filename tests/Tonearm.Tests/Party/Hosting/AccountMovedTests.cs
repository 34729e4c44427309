using System.Net;
using Dapper;
using Npgsql;

namespace Tonearm.Tests.Party.Hosting;

public sealed class AccountMovedTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    [Fact]
    public async Task A_party_goes_on_when_another_owner_links_its_account_while_the_music_plays()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        using var label = App.Visitor();
        await label.SignIn("northlightrecords", "/signin?for=party");
        await label.SignIn(Host, "/accounts/link?for=party");

        Assert.Equal("live", await Scalar<string>("select phase from parties where id = @party", new { party }));
        Assert.Equal(
            await Scalar<Guid>("select owner_id from accounts where user_id = 'northlightrecords'"),
            await Scalar<Guid>("select owner_id from parties where id = @party", new { party })
        );
        Assert.Equal(1, await Scalar<int>("select count(*) from owners"));
        using var seen = await label.Send(HttpMethod.Get, $"/api/parties/{party}");
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
    }

    /// <summary>An account that moves to another owner takes along what belongs to it; whatever points at an owner says how.</summary>
    [Fact]
    public async Task Every_table_that_points_at_an_owner_says_what_becomes_of_it_when_an_account_moves()
    {
        await using var connection = new NpgsqlConnection(Database);
        var keys = await connection.QueryAsync<string>(
            """
            select c.conrelid::regclass || ' -> ' || c.confrelid::regclass || ' (' ||
              (select string_agg(a.attname, ', ' order by k.place) from unnest(c.conkey) with ordinality k (number, place)
                 join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number) || ') ' ||
              case c.confupdtype when 'c' then 'moves along' else 'stays' end || ', ' ||
              case c.confdeltype when 'c' then 'goes with it' else 'forbids' end
            from pg_constraint c
            where c.contype = 'f' and c.connamespace = current_schema::regnamespace and (c.confrelid = 'owners'::regclass
              or exists (select from unnest(c.conkey) k join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k
                where a.attname = 'owner_id'))
            order by 1
            """
        );

        Assert.Equal(
            [
                // The account itself is what moves.
                "accounts -> owners (owner_id) stays, goes with it",
                // Who is told is the owner's matter, whichever accounts they have.
                "channels -> owners (owner_id) stays, goes with it",
                // A party follows its account by the second key, before an owner without accounts goes.
                "parties -> accounts (account_id, owner_id) moves along, goes with it",
                "parties -> owners (owner_id) stays, goes with it",
            ],
            keys
        );
    }
}
