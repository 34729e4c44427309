using System.Net;
using Dapper;
using Npgsql;

namespace Tonearm.Tests.Accounts;

public sealed class LinkingTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private static readonly string[] Label = ["northlightrecords", "northlight.ambient", "kitchenradio"];

    [Fact]
    public async Task One_owner_links_three_accounts_and_sees_the_playlists_of_all()
    {
        using var person = await SignedIn(Label);

        Assert.Equal(Label, (await person.Accounts()).Select(each => each.SpotifyUser));
        var owned = 0;
        foreach (var account in Label)
            owned += (await Sandbox.Library(account)).Count(each => each.Owner == account);
        Assert.Equal(owned, (await person.Playlists()).Count);
        Assert.Equal(1, await Scalar<int>("select count(*) from owners"));
    }

    [Fact]
    public async Task Signing_in_with_any_linked_account_leads_to_the_same_owner()
    {
        using var person = await SignedIn("kitchenradio", "firstspin");
        using var phone = await SignedIn("firstspin");

        Assert.Equal((await person.Accounts()).Select(each => each.Id), (await phone.Accounts()).Select(each => each.Id));
    }

    [Fact]
    public async Task An_account_that_another_owner_links_moves_there_with_its_protections()
    {
        using var first = await SignedIn("kitchenradio", "firstspin");
        var playlist = await Protect(first, "kitchenradio");
        using var second = await SignedIn("northlightrecords", "kitchenradio");

        Assert.Equal(["firstspin"], (await first.Accounts()).Select(each => each.SpotifyUser));
        Assert.Equal(["kitchenradio", "northlightrecords"], (await second.Accounts()).Select(each => each.SpotifyUser).Order());
        Assert.Equal("restore", (await second.Playlist(playlist.Id)).Mode);
        using var gone = await first.Send(HttpMethod.Get, $"/api/playlists/{playlist.Id}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task A_sign_in_for_the_party_does_not_lose_what_Guard_may_do()
    {
        using var person = await SignedIn("kitchenradio");
        var playlist = await Protect(person, "kitchenradio");
        await person.SignIn("kitchenradio", "/signin?for=party&returnUrl=/accounts");

        var scopes = (await Scalar<string>("select scopes from accounts"))!.Split(' ');
        Assert.Contains("user-modify-playback-state", scopes);
        Assert.Contains("ugc-image-upload", scopes);
        await Sandbox.TakeDown(playlist.Id, "cover");
        await person.Sweep();
        Assert.NotNull((await Sandbox.Truth(playlist.Id)).CoverSha256);
    }

    [Fact]
    public async Task Unlinking_deletes_the_tokens_and_everything_of_the_account_at_once()
    {
        using var person = await SignedIn("kitchenradio", "firstspin");
        var playlist = await Protect(person, "kitchenradio");
        await Sandbox.TakeDown(playlist.Id, "title");
        await Sandbox.TakeDown(playlist.Id, "cover");
        Assert.Equal(1, (await person.Sweep()).Restored);
        var account = await person.Account("kitchenradio");
        var rows = await RowsOf(account.Id);
        Assert.True(rows > 20, $"{rows} rows are too few to prove anything");

        using var answer = await person.Send(HttpMethod.Delete, $"/api/accounts/{account.Id}");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(0, await RowsOf(account.Id));
        Assert.Equal(0, await Scalar<int>("select count(*) from drifts"));
        Assert.Equal(["firstspin"], (await person.Accounts()).Select(each => each.SpotifyUser));
        Assert.Equal("ok", (await person.Account("firstspin")).Health);
    }

    [Fact]
    public async Task Nobody_unlinks_the_account_of_another_owner()
    {
        using var person = await SignedIn("kitchenradio");
        using var stranger = await SignedIn("firstspin");
        var account = await person.Account("kitchenradio");

        using var answer = await stranger.Send(HttpMethod.Delete, $"/api/accounts/{account.Id}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Single(await person.Accounts());
    }

    [Fact]
    public async Task The_cookie_of_an_owner_who_is_gone_opens_nothing()
    {
        using var person = await SignedIn("kitchenradio");
        using var unlinked = await person.Send(HttpMethod.Delete, $"/api/accounts/{(await person.Account("kitchenradio")).Id}");
        Assert.Equal(0, await Scalar<int>("select count(*) from owners"));

        using var answer = await person.Send(HttpMethod.Get, "/api/accounts");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private async Task<int> RowsOf(Guid account)
    {
        await using var connection = new NpgsqlConnection(Database);
        var tables = await connection.QueryAsync<string>(
            "select table_name from information_schema.columns where table_schema = 'public' and column_name = 'account_id'"
        );
        var counts = tables
            .Select(table => $"select count(*) from {table} where account_id = @account")
            .Append("select count(*) from accounts where id = @account");
        return await connection.ExecuteScalarAsync<int>(
            $"select sum(count) from ({string.Join(" union all ", counts)}) each",
            new { account }
        );
    }
}
