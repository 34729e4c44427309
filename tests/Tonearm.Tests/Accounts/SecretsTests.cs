using System.Net;
using System.Text;
using Dapper;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tonearm.Spotify;

namespace Tonearm.Tests.Accounts;

public sealed class SecretsTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    [Fact]
    public async Task A_stolen_dump_opens_nothing()
    {
        using var person = await SignedIn("kitchenradio");
        await App.Advance(TimeSpan.FromMinutes(61));
        await person.Sweep();
        var account = await person.Account("kitchenradio");
        var access = (await App.Services.GetRequiredService<IAccessTokens>().Get(account.Id, null, Cancel)).Value!;
        var refresh = (await Sandbox.Calls("/api/token"))
            .Recent.Select(call => QueryHelpers.ParseQuery(call.Sent!.Text)["refresh_token"].ToString())
            .Last();

        var dump = await Dump();

        Assert.Contains("kitchenradio", dump, StringComparison.Ordinal);
        // Which products were agreed to in a browser is no secret, and a letter for each is found anywhere.
        foreach (
            var secret in (string[])
                [access, refresh, .. person.Cookies.Where(cookie => cookie.Name != "tonearm-agreed").Select(cookie => cookie.Value)]
        )
        {
            Assert.NotEmpty(secret);
            Assert.DoesNotContain(secret, dump, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), dump, StringComparison.Ordinal);
        }

        Assert.Contains("encryptedSecret", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey xmlns", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("<masterKey>", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", dump, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_with_another_certificate_cannot_open_the_tokens_and_asks_for_a_sign_in()
    {
        using var person = await SignedIn("kitchenradio", "northlightrecords");
        await Protect(person, "northlightrecords");
        var folder = TestFolder.New();
        await Stop(App);
        await StartNode(null, ("DataFolder", folder));
        await Sandbox.ForgetCalls();

        using var again = App.Visitor();
        using (var refused = await person.At(App).GetAsync(new Uri("/api/accounts", UriKind.Relative), Cancel))
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        await again.SignIn("kitchenradio");
        var report = await again.Sweep();

        Assert.Equal("signin", (await again.Account("northlightrecords")).Health);
        Assert.Contains(
            "Sign in again",
            report.Accounts.Single(each => each.Name == "Northlight Records").Problem,
            StringComparison.Ordinal
        );
        Assert.Empty((await Sandbox.Calls(person: "northlightrecords")).Recent);
        await again.Link("northlightrecords");
        Assert.Null((await again.Sweep()).Accounts.FirstOrDefault(each => each.Problem is not null));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_cookie_of_one_node_works_at_another()
    {
        var other = await StartNode();
        using var person = await SignedIn("kitchenradio");

        using var answer = await person.At(other).GetAsync(new Uri("/api/accounts", UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task<string> Dump()
    {
        var dump = new StringBuilder();
        await using var connection = new NpgsqlConnection(Database);
        foreach (
            var table in await connection.QueryAsync<string>(
                "select table_name from information_schema.tables where table_schema = 'public'"
            )
        )
        foreach (var row in await connection.QueryAsync<string>($"select t::text from {table} t"))
            dump.AppendLine(row);
        return dump.ToString();
    }
}
