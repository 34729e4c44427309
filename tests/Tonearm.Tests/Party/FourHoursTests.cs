using System.Globalization;

namespace Tonearm.Tests.Party;

/// <summary>
/// A whole evening in accelerated time: 60 guests vote by their phones, change their minds, leave and return. A model that knows nothing of the application
/// says what must have been heard.
/// </summary>
public sealed class FourHoursTests(TestPostgres postgres, TestSandboxes sandboxes, ITestOutputHelper output) : PartySlice(postgres, sandboxes)
{
    private const int Guests = 60;
    private static readonly TimeSpan Evening = TimeSpan.FromHours(4);
    private readonly Random random = new(20_260_307);

    [Fact]
    public async Task What_was_heard_is_what_was_voted_for_without_silence_and_with_few_calls()
    {
        using var host = await SignedInHost();
        await Sandbox.ForgetCalls();
        var id = await Started(host);
        var party = await Rows(id);
        var guests = new List<Guest>();
        for (var i = 0; i < Guests; i++) guests.Add(await Guest.In(App, party));
        var expected = new List<string> { (await Now(id)).Song! };
        var end = App.Clock.GetUtcNow() + Evening;

        while (App.Clock.GetUtcNow() < end)
        {
            // Who is away returns with the same phone, and what they liked in this round is still theirs.
            var here = guests.Where(_ => random.Next(3) > 0).ToArray();
            await PassSlowly(TimeSpan.FromSeconds(random.Next(5, 60)));
            expected.Add(await Vote(party, here));
            await PassSong();
            Assert.Equal(expected.Count, (await Now(id)).Round);
        }

        var heard = await Heard();
        Assert.Equal(expected, heard.Select(song => song.Uri));
        Assert.Equal(heard.Count, heard.Select(song => song.Uri).Distinct().Count());
        Assert.All(heard.Skip(1), song => Assert.Equal(0, song.GapMs!.Value));
        Assert.All(heard.SkipLast(1), song => Assert.Equal(song.DurationMs, song.HeardMs, tolerance: 1));
        var calls = await Sandbox.Calls();
        foreach (var tally in calls.Counts.OrderByDescending(tally => tally.Count)) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tally.Count,4} {tally.Endpoint}"));
        output.WriteLine($"{heard.Count} songs, {calls.Total} calls");
        Assert.InRange(calls.Total, 1, 299);
        foreach (var guest in guests) guest.Dispose();
    }

    /// <summary>A round of votes, with changed minds.</summary>
    /// <returns>What must win.</returns>
    private async Task<string> Vote(PartyRows party, Guest[] here)
    {
        var before = await here[0].Snapshot(party);
        var ballot = before.Ballot.Select(entry => entry.Track.Id).ToArray();
        var likes = new Dictionary<Guest, string>();
        var reached = ballot.ToDictionary(track => track, _ => -1);
        for (var turn = 0; turn < random.Next(0, 25); turn++)
        {
            var (guest, track) = (here[random.Next(here.Length)], ballot[random.Next(ballot.Length)]);
            if (likes.TryGetValue(guest, out var former) && former == track)
            {
                using var unliked = await guest.Unlike(party, track, before.Round);
                Assert.True(unliked.IsSuccessStatusCode);
                likes.Remove(guest);
            }
            else
            {
                await guest.Likes(party, track, before.Round);
                if (former is not null) reached[former] = turn;
                likes[guest] = track;
            }

            reached[track] = turn;
        }

        int Count(string track) => likes.Values.Count(liked => liked == track);
        var winner = ballot.OrderByDescending(Count).ThenBy(track => Count(track) == 0 ? 0 : reached[track]).ThenBy(track => Array.IndexOf(ballot, track)).First();
        return $"spotify:track:{winner}";
    }
}
