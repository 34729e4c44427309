using System.Globalization;

namespace Tonearm.Tests.Party;

/// <summary>
/// A whole evening in accelerated time: 60 guests vote by their phones, change their minds, leave and return. A model that knows only the shuffled order
/// says what must be up for vote and what must have been heard.
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
        var order = (await Scalar<string>("select string_agg(uri, ' ' order by place) from party_tracks"))!.Split(' ');
        var guests = await Task.WhenAll(Enumerable.Range(0, Guests).Select(_ => Guest.In(App, party)));
        var expected = new List<string> { order[0] };
        var end = App.Clock.GetUtcNow() + Evening;

        while (App.Clock.GetUtcNow() < end)
        {
            // Who is away returns with the same phone, and what they liked in this round is still theirs.
            var here = guests.Where(_ => random.Next(3) > 0).ToArray();
            await PassSlowly(TimeSpan.FromSeconds(random.Next(5, 60)));
            // The evening is too short for the order to come round: each ballot has its next four.
            expected.Add(await Vote(party, here, expected.Count, [.. order.Skip(1 + 4 * (expected.Count - 1)).Take(4).Select(uri => uri.Split(':')[2])]));
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
    private async Task<string> Vote(PartyRows party, Guest[] here, int round, string[] ballot)
    {
        Assert.Equal(ballot, (await here[0].Snapshot(party)).Ballot.Select(entry => entry.Track.Id));
        var likes = new Dictionary<Guest, string>();
        var reached = ballot.ToDictionary(track => track, _ => -1);
        var turns = random.Next(25);
        for (var turn = 0; turn < turns; turn++)
        {
            var (guest, track) = (here[random.Next(here.Length)], ballot[random.Next(ballot.Length)]);
            if (likes.TryGetValue(guest, out var former) && former == track)
            {
                using var unliked = await guest.Unlike(party, track, round);
                Assert.True(unliked.IsSuccessStatusCode);
                likes.Remove(guest);
            }
            else
            {
                await guest.Likes(party, track, round);
                if (former is not null) reached[former] = turn;
                likes[guest] = track;
            }

            reached[track] = turn;
        }

        foreach (var (guest, track) in likes.Take(2))
        {
            using var back = new Guest(App, guest);
            Assert.Equal([track], (await back.Snapshot(party)).Me.Likes);
        }

        int Count(string track) => likes.Values.Count(liked => liked == track);
        var winner = ballot.OrderByDescending(Count).ThenBy(track => Count(track) == 0 ? 0 : reached[track]).ThenBy(track => Array.IndexOf(ballot, track)).First();
        return $"spotify:track:{winner}";
    }
}
