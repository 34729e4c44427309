using System.Globalization;
using System.Net;
using Tonearm.Party;
using Tonearm.Party.Hosting;
using Tonearm.Tests.Party.Suggestions;

namespace Tonearm.Tests.Party;

/// <summary>
/// An evening of four hours in accelerated time with all that a party has: guests ask for songs and search for them, skip by vote, the host
/// takes songs off, the first playlist runs out and the second comes. Whatever leads when the vote closes must be heard next, once.
/// </summary>
public sealed class FullEveningTests(TestPostgres postgres, TestSandboxes sandboxes, ITestOutputHelper output)
    : SuggestionSlice(postgres, sandboxes)
{
    private const int People = 12;

    /// <summary>DESIGN's figure for four hours in which somebody watches and there are calls to spare.</summary>
    private const int MostCalls = 1_200;

    /// <summary>Of silence or foreign music at a stretch, where the player made it unavoidable.</summary>
    private static readonly TimeSpan Unavoidable = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Evening = TimeSpan.FromHours(4);
    private static readonly PartySettings Everything = new(
        SkipVotes: true,
        Suggest: new(Approval: false, RestMinutes: 1_440, ArtistEvery: 0)
    );
    private static readonly string[] Words = ["paper", "harbour", "night", "river", "glass", "summer", "road", "blue", "heart", "dance"];

    private readonly Random random = new(20_261_128);
    private readonly List<string> expected = [];
    private readonly HashSet<string> skipped = [];
    private readonly HashSet<string> takenOff = [];
    private int suggestions;

    [Fact]
    public async Task Every_winner_is_heard_once_and_to_its_end_unless_it_was_skipped()
    {
        var calls = await Lived(searches: 200);

        var heard = await Heard();
        Assert.Equal(expected, heard.Select(song => song.Uri));
        Assert.All(heard.Skip(1), song => Assert.Equal(0, song.GapMs!.Value));
        Assert.All(
            heard.SkipLast(1).Where(song => !skipped.Contains(song.Uri)),
            song => Assert.Equal(song.DurationMs, song.HeardMs, tolerance: 1)
        );
        Assert.InRange(calls, 1, MostCalls);
    }

    [Fact]
    public async Task In_a_rude_world_too_and_nothing_foreign_plays_for_long()
    {
        await Sandbox.Conditions(new { profile = "rude", seed = 2 });
        var calls = await Lived(searches: 0);

        var (ours, wrong) = (new List<PlayedSong>(), new List<PlayedSong>());
        foreach (var song in InOne(await Heard()))
            (ours.Count < expected.Count && song.Uri == expected[ours.Count] ? ours : wrong).Add(song);
        Assert.Equal(expected, ours.Select(song => song.Uri));
        // What the owner has queued by hand plays to its end, as they wanted.
        Assert.All(wrong.Where(song => song.How != "queue"), song => Assert.InRange(song.HeardMs, 0, Unavoidable.TotalMilliseconds));
        Assert.InRange(calls, 1, MostCalls);
    }

    /// <returns>How many calls it took, but for the searches.</returns>
    private async Task<int> Lived(int searches)
    {
        using var host = await SignedInHost();
        var first = await Sandbox.CreateWithTracks(Host, "First", 40, 0);
        var second = await Sandbox.CreateWithTracks(Host, "Second", 200, 100);
        await Sandbox.ForgetCalls();
        var id = await Started(host, first.Id, Everything);
        using (var fallback = await host.Send(HttpMethod.Put, $"/api/parties/{id}/fallback", new Fallback(second.Id)))
            Assert.True(fallback.IsSuccessStatusCode, await fallback.Content.ReadAsStringAsync(Cancel));
        var party = await Rows(id);
        var guests = await Task.WhenAll(Enumerable.Range(0, People).Select(_ => Guest.In(App, party)));
        var pages = await Task.WhenAll(guests.Select(guest => guest.Open(party, Cancel)));
        await pages[0].Until(shown => shown.People == People, Cancel);
        expected.Add((await Now(id)).Song!);
        var (end, searched) = (App.Clock.GetUtcNow() + Evening, 0);

        while (App.Clock.GetUtcNow() < end)
        {
            await PassSlowly(TimeSpan.FromSeconds(random.Next(5, 40)));
            // As many by each moment as would make all of them by the end.
            var share = 1 - (end - App.Clock.GetUtcNow()) / Evening;
            for (; searched < searches * share; searched++)
                await Search(guests[random.Next(People)], id, $"{Words[searched % Words.Length]} {searched / Words.Length}");
            await Suggest(guests[random.Next(People)], id);
            await TakeOff(host, party, guests[0]);
            await Like(party, guests);

            var now = await Now(id);
            var skips = random.Next(8) == 0;
            if (skips)
            {
                await PassSlowly(TimeSpan.FromSeconds(40));
                skips = (await Now(id)).Round == now.Round && await AllSkip(guests, party, now.Round);
            }

            var leader = (await guests[0].Snapshot(party)).Leader!;
            if (!skips)
                await PassSong();
            // In the world a change is not always seen at once, and what the host has queued by hand comes first, song after song.
            for (var waited = 0; waited < 180 && (await Now(id)).Round <= expected.Count; waited++)
                await PassSlowly(TimeSpan.FromSeconds(skips ? 3 : 10));
            if (skips)
                skipped.Add(expected[^1]);
            Assert.True((await Now(id)).Round == expected.Count + 1, await State());
            expected.Add((await Now(id)).Song!);
            if (!skips)
                Assert.Equal($"spotify:track:{leader}", expected[^1]);
        }

        var calls = await Sandbox.Calls();
        foreach (var tally in calls.Counts.OrderByDescending(tally => tally.Count))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tally.Count, 4} {tally.Endpoint}"));
        var (fromSecond, fromGuests) = (
            await Scalar<int>(
                "select count(*)::int from party_played d join party_tracks t on t.party_id = d.party_id and t.place = d.place and t.fallback"
            ),
            await Scalar<int>("select count(*)::int from party_played where suggested")
        );
        output.WriteLine(
            $"{expected.Count} songs ({skipped.Count} skipped, {takenOff.Count} taken off, {fromSecond} of the second playlist, {fromGuests} of {suggestions} suggested), {searched} searches, {calls.Total} calls"
        );
        // What never happened is not proved.
        Assert.All(new[] { skipped.Count, takenOff.Count, fromSecond, fromGuests }, count => Assert.NotEqual(0, count));
        Assert.Equal(expected.Count, expected.Distinct().Count());
        Assert.Empty(expected.Intersect(takenOff));
        foreach (var each in guests.Cast<IDisposable>().Concat(pages))
            each.Dispose();
        return calls.Total - calls.Counts.Where(tally => tally.Endpoint == "GET /v1/search").Sum(tally => tally.Count);
    }

    /// <summary>Something of the playlist, if it can be asked for.</summary>
    private async Task Suggest(Guest guest, Guid party)
    {
        if (random.Next(2) == 0 || await Free(guest, party) is not { Length: > 0 } songs)
            return;
        using var answer = await TryAsk(guest, party, songs[random.Next(songs.Length)]);
        Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict, await answer.Content.ReadAsStringAsync(Cancel));
        if (answer.IsSuccessStatusCode)
            suggestions++;
    }

    private async Task TakeOff(Person host, PartyRows party, Guest guest)
    {
        if (random.Next(6) != 0)
            return;
        var ballot = (await guest.Snapshot(party)).Ballot;
        if (ballot.Count < 2)
            return;
        var track = ballot[random.Next(ballot.Count)].Track.Id;
        using var answer = await host.Send(HttpMethod.Delete, $"/api/parties/{party.Id}/ballot/{track}");
        if (answer.IsSuccessStatusCode)
            takenOff.Add($"spotify:track:{track}");
    }

    private async Task Like(PartyRows party, Guest[] guests)
    {
        var now = await guests[0].Snapshot(party);
        if (now.Closed)
            return;
        foreach (var guest in guests.Where(_ => random.Next(3) > 0))
            (await guest.Like(party, now.Ballot[random.Next(now.Ballot.Count)].Track.Id, now.Round)).Dispose();
    }

    /// <returns>False when the song was too short for it, or the vote had closed.</returns>
    private static async Task<bool> AllSkip(Guest[] guests, PartyRows party, int round)
    {
        var any = false;
        foreach (var guest in guests)
        {
            using var answer = await guest.Skip(party, round);
            any |= answer.IsSuccessStatusCode;
        }

        return any;
    }
}
