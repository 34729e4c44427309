namespace Tonearm.Tests.Accounts;

public sealed class SignInTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    [Fact]
    public async Task Whoever_signs_in_finds_all_their_playlists()
    {
        using var person = await SignedIn("kitchenradio");

        var account = Assert.Single(await person.Accounts());
        Assert.Equal(("kitchenradio", "ok"), (account.SpotifyUser, account.Health));
        Assert.Equal((await Sandbox.Library("kitchenradio")).Select(each => each.Id), (await person.Playlists()).Select(each => each.Id));
    }
}
