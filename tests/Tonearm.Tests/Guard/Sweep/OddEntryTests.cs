namespace Tonearm.Tests.Guard.Sweep;

/// <summary>One entry of an account's list is odd, in a playlist that somebody else made.</summary>
public sealed class OddEntryTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private const string Account = "kitchenradio";

    [Theory]
    [InlineData("items", """{"total":null}""")]
    [InlineData("collaborative", "null")]
    [InlineData("name", "\"\\ud800\"")]
    [InlineData("images", """[{"url":"https://i.scdn.co/image/x","height":640.5,"width":null}]""")]
    [InlineData("images", "[null]")]
    [InlineData("id", "null")]
    [InlineData("owner", "5")]
    public async Task One_odd_entry_of_a_followed_playlist_blinds_nobody(string member, string json)
    {
        var followed = await Sandbox.Create("northlightrecords", "Somebody else's");
        await Sandbox.Move(Account, followed.Id, 1);
        await Sandbox.Rewrite(Rewrite.Listed(member, json, followed.Id));

        using var person = await SignedIn(Account);
        Assert.Equal((await Sandbox.Library(Account)).Count(each => each.Owner == Account), (await person.Playlists()).Count);

        var playlist = await Protect(person, Account);
        await Sandbox.TakeDown(playlist.Id, "title");
        var report = await person.Sweep();
        Assert.Equal((null, 1), (report.Accounts[0].Problem, report.Accounts[0].Restored));
        Assert.Equal(playlist.Title, (await Sandbox.Truth(playlist.Id)).Title);
    }

    [Fact]
    public async Task A_person_named_with_a_character_no_database_takes_makes_a_playlist_that_is_followed()
    {
        await Sandbox.AddPerson("nicename", 0, name: "Nice\0Name");
        var followed = await Sandbox.Create("nicename", "A\0title\0", description: "\0");
        await Sandbox.Move(Account, followed.Id, 0);

        using var person = await SignedIn(Account);
        await Protect(person, Account);
        Assert.Null((await person.Sweep()).Accounts[0].Problem);
    }
}
