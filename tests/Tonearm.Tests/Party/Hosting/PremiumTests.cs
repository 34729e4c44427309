namespace Tonearm.Tests.Party.Hosting;

/// <summary>No profile tells whether an account has Premium: the last command to its player does.</summary>
public sealed class PremiumTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    private const string Unknown = "whether it has it shows only when the music starts";
    private const string Missing = "had no Premium";

    [Fact]
    public async Task A_host_without_Premium_is_told_before_the_next_code_is_shown()
    {
        using var host = await SignedInHost();
        var account = (await host.Account(Host)).Id;
        await Sandbox.ChangePerson(Host, premium: false);
        Assert.Equal((true, false), await Told(host, account));

        var party = await Started(host);
        await Until(() => Scalar<bool>("select premium is not distinct from false from accounts"));
        using (await host.Send(HttpMethod.Post, $"/api/parties/{party}/end"))
            Assert.Equal("ended", await Scalar<string>("select phase from parties"));
        Assert.Equal((false, true), await Told(host, account));

        await Sandbox.ChangePerson(Host, premium: true);
        await Started(host);
        await Until(() => Scalar<bool>("select premium is not distinct from true from accounts"));
        Assert.Equal((false, false), await Told(host, account));
    }

    /// <returns>Whether the set-up says of this account that nobody knows, and whether it says that it has none.</returns>
    private static async Task<(bool Unknown, bool Missing)> Told(Person host, Guid account)
    {
        using var answer = await host.Send(HttpMethod.Get, "/party");
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains(Unknown, page, StringComparison.Ordinal);
        return (
            !page.Contains($"data-premium-known=\"{account}\"", StringComparison.Ordinal),
            page.Contains(Missing, StringComparison.Ordinal) && page.Contains($"data-no-premium=\"{account}\"", StringComparison.Ordinal)
        );
    }
}
