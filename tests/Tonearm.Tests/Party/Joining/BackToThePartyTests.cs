namespace Tonearm.Tests.Party.Joining;

/// <summary>From the start page back to a party that one is in.</summary>
public sealed class BackToThePartyTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    [Fact]
    public async Task The_start_page_leads_back_to_a_party_that_is_still_on_and_nobody_else()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow(), code: "012345");
        using var guest = await Guest.In(App, party);
        using var stranger = new Guest(App);
        Assert.Contains($"href=\"/party/{party.Id}\"", await Start(guest), StringComparison.Ordinal);
        Assert.DoesNotContain("/party/0", await Start(stranger), StringComparison.Ordinal);

        await Sql("update parties set phase = 'ended'");
        Assert.DoesNotContain($"/party/{party.Id}", await Start(guest), StringComparison.Ordinal);

        static async Task<string> Start(Guest guest)
        {
            using var page = await guest.Send(HttpMethod.Get, "/");
            return await page.Content.ReadAsStringAsync(Cancel);
        }
    }
}
