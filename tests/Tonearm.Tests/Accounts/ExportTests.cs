using System.Text.Json;

namespace Tonearm.Tests.Accounts;

/// <summary>An owner takes all home that is theirs, and nothing of Spotify's keys.</summary>
public sealed class ExportTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    [Fact]
    public async Task An_export_has_the_rows_of_every_table_of_an_account_of_ones_own_and_no_token()
    {
        using var person = await SignedIn("kitchenradio");
        var playlist = await Protect(person, "kitchenradio");
        await Sandbox.TakeDown(playlist.Id, "title");
        await person.Sweep();

        var text = await person.Http.GetStringAsync(new Uri("/accounts/export", UriKind.Relative), Cancel);

        Assert.DoesNotContain("token", text, StringComparison.OrdinalIgnoreCase);
        var export = JsonDocument.Parse(text).RootElement;
        Assert.Equal("kitchenradio", export.GetProperty("accounts")[0].GetProperty("user_id").GetString());
        Assert.Equal(playlist.Title, export.GetProperty("wanted")[0].GetProperty("title").GetString());
        foreach (
            var table in new[]
            {
                "playlists",
                "protections",
                "covers",
                "renditions",
                "restores",
                "incidents",
                "drifts",
                "sweeps",
                "listings",
            }
        )
            Assert.NotEqual(0, export.GetProperty(table).GetArrayLength());
    }
}
