namespace Tonearm.Tests.Party;

/// <summary>The log tells of each song in a line, and the meter of likes, phones and how late songs change.</summary>
public sealed class PartyTelemetryTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    [Fact]
    public async Task Each_song_is_a_line_of_the_log()
    {
        using var heard = new MeterBook(App);
        using var host = await SignedInHost();
        var id = await Started(host);
        await PassSong();

        var second = (await Now(id)).Song;
        Assert.Equal(2, App.Log.Lines.Count(line => line.Message.StartsWith($"Party {id}: song ", StringComparison.Ordinal)));
        Assert.Single(
            App.Log.Lines,
            line =>
                line.Message.StartsWith($"Party {id}: song 2 is {second} on Smartphone, ", StringComparison.Ordinal)
                && line.Message.EndsWith(" s after its time", StringComparison.Ordinal)
        );
        Assert.Equal(2, heard.Count("tonearm.party.change.delay"));
    }

    [Fact]
    public async Task Likes_are_counted_by_what_became_of_them()
    {
        using var heard = new MeterBook(App);
        using var host = await SignedInHost();
        var id = await Started(host);
        var party = await Rows(id);
        using var guest = await Guest.In(App, party);
        var track = (await guest.Snapshot(party)).Ballot[0].Track.Id;

        await guest.Likes(party, track, 1);
        using var again = await guest.Unlike(party, track, 1);

        Assert.Equal(2, heard.Sum("tonearm.party.likes", "verdict=told"));
        Assert.Equal(0, heard.Sum("tonearm.party.likes", "verdict=late"));
    }
}
