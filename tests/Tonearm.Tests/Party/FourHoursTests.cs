using System.Globalization;

namespace Tonearm.Tests.Party;

/// <summary>
/// A whole evening in accelerated time: guests vote by their phones, change their minds, leave and return, at a polite player and at one as
/// rude as the world. A model that knows only the shuffled order says what must be up for vote and what must have been heard.
/// <c>TONEARM_RUDE_SEEDS=1,2,5</c> chooses the rude evenings.
/// </summary>
public sealed class FourHoursTests(TestPostgres postgres, TestSandboxes sandboxes, ITestOutputHelper output)
    : PartySlice(postgres, sandboxes)
{
    /// <summary>Of silence or foreign music at a stretch, where the player made it unavoidable.</summary>
    private static readonly TimeSpan Unavoidable = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Evening = TimeSpan.FromHours(4);

    /// <summary>Fewer than 200 calls in an evening of 70 songs. How many songs there are hangs on what is drawn.</summary>
    private const int CallsToBegin = 36;
    private const double CallsForASong = 2.3;

    private readonly Random random = new(20_260_307);

    public static TheoryData<int> RudeSeeds =>
        [
            .. (Environment.GetEnvironmentVariable("TONEARM_RUDE_SEEDS") ?? "2")
                .Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(seed => int.Parse(seed, CultureInfo.InvariantCulture)),
        ];

    [Fact]
    public async Task What_was_heard_is_what_was_voted_for_without_silence_and_with_few_calls()
    {
        var (expected, calls) = await Lived(60);

        var heard = await Heard();
        Assert.Equal(expected, heard.Select(song => song.Uri));
        Assert.Equal(heard.Count, heard.Select(song => song.Uri).Distinct().Count());
        Assert.All(heard.Skip(1), song => Assert.Equal(0, song.GapMs!.Value));
        Assert.All(heard.SkipLast(1), song => Assert.Equal(song.DurationMs, song.HeardMs, tolerance: 1));
        Assert.InRange(calls, 1, CallsToBegin + CallsForASong * expected.Count);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(RudeSeeds))]
    public async Task In_a_rude_world_every_winner_plays_once_and_to_its_end_and_nothing_foreign_for_long(int seed)
    {
        await Sandbox.Conditions(new { profile = "rude", seed });
        var (expected, calls) = await Lived(8);

        var (heard, ours, foreign) = (InOne(await Heard()), new List<PlayedSong>(), new List<PlayedSong>());
        foreach (var song in heard)
        {
            if (ours.Count < expected.Count && song.Uri == expected[ours.Count])
                ours.Add(song);
            else
                foreign.Add(song);
        }

        // What the owner has queued by hand plays to its end, as they wanted.
        var wrong = foreign.Where(song => song.How != "queue").ToArray();
        var fade = seed % 2 * 6_000;
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"seed {seed}: wrong {wrong.Sum(song => song.HeardMs) / 1000:0.0} s in {wrong.Length} pieces, longest {wrong.Select(song => song.HeardMs).DefaultIfEmpty().Max() / 1000:0.0} s; silence {heard.Sum(song => song.GapMs ?? 0) / 1000:0.0} s"
            )
        );
        foreach (var song in wrong.Where(song => song.HeardMs > 3_000))
            output.WriteLine($"{song.StartedAt:HH:mm:ss} {song.How} {song.HeardMs}");
        Assert.Equal(expected, ours.Select(song => song.Uri));
        Assert.All(ours.SkipLast(1), song => Assert.InRange(song.HeardMs, song.DurationMs - fade - 2_000, song.DurationMs + 1));
        Assert.All(wrong, song => Assert.InRange(song.HeardMs, 0, Unavoidable.TotalMilliseconds));
        Assert.All(heard.Skip(1), song => Assert.InRange(song.GapMs!.Value, 0, Unavoidable.TotalMilliseconds));
        Assert.InRange(calls, 1, 299);
    }

    /// <returns>What must have been heard, and how many calls it took.</returns>
    private async Task<(IReadOnlyList<string> Expected, int Calls)> Lived(int people)
    {
        using var host = await SignedInHost();
        await Sandbox.ForgetCalls();
        var id = await Started(host);
        var party = await Rows(id);
        var order = (await Scalar<string>("select string_agg(uri, ' ' order by place) from party_tracks"))!.Split(' ');
        var guests = await Task.WhenAll(Enumerable.Range(0, people).Select(_ => Guest.In(App, party)));
        var expected = new List<string> { order[0] };
        var end = App.Clock.GetUtcNow() + Evening;

        while (App.Clock.GetUtcNow() < end)
        {
            // Who is away returns with the same phone, and what they liked in this round is still theirs.
            var here = guests.Where((_, i) => i == 0 || random.Next(3) > 0).ToArray();
            await PassSlowly(TimeSpan.FromSeconds(random.Next(5, 60)));
            // The evening is too short for the order to come round: each ballot has its next four.
            expected.Add(
                await Vote(
                    party,
                    here,
                    expected.Count,
                    [.. order.Skip(1 + 4 * (expected.Count - 1)).Take(4).Select(uri => uri.Split(':')[2])]
                )
            );
            await PassSong();
            // In the world a change is not always seen at once, and what the host has queued by hand comes first, song after song.
            for (var waited = 0; waited < 180 && (await Now(id)).Round < expected.Count; waited++)
                await PassSlowly(TimeSpan.FromSeconds(10));
            Assert.True((await Now(id)).Round == expected.Count, await State());
        }

        var calls = await Sandbox.Calls();
        foreach (var tally in calls.Counts.OrderByDescending(tally => tally.Count))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tally.Count, 4} {tally.Endpoint}"));
        output.WriteLine($"{expected.Count} songs, {calls.Total} calls");
        foreach (var guest in guests)
            guest.Dispose();
        return (expected, calls.Total);
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
                if (former is not null)
                    reached[former] = turn;
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
        var winner = ballot
            .OrderByDescending(Count)
            .ThenBy(track => Count(track) == 0 ? 0 : reached[track])
            .ThenBy(track => Array.IndexOf(ballot, track))
            .First();
        return $"spotify:track:{winner}";
    }
}
