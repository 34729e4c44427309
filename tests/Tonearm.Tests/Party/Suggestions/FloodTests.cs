using System.Net;

namespace Tonearm.Tests.Party.Suggestions;

/// <summary>Many at once, and one who does not stop.</summary>
public sealed class FloodTests(TestPostgres postgres, TestSandboxes sandboxes) : SuggestionSlice(postgres, sandboxes)
{
    [Fact]
    public async Task A_hundred_guests_ask_in_the_same_second_and_each_has_one_turn_before_anybody_has_two()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: OpenToAll);
        Guest[] guests = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => GuestAt(party)));
        var songs = await Songs(party);

        // The same song for every two of them: one of the two comes first, the other is told.
        var answers = await Task.WhenAll(guests.Select((guest, number) => TryAsk(guest, party, songs[number / 2])));
        Assert.Equal(50, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(50, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        var second = await Task.WhenAll(guests.Select((guest, number) => TryAsk(guest, party, songs[50 + number])));
        Assert.All(second, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));

        var line = (await Line(guests[0], party)).Line.Select(track => track.Id).ToArray();
        Assert.Equal(150, line.Distinct().Count());
        var owners = await Scalar<string[]>(
            "select array_agg(guest_id::text order by turn) from party_suggestions where party_id = @party and state = 'line'",
            new { party }
        );
        Assert.Equal(100, owners![..100].Distinct().Count());
        Assert.Equal(50, owners[100..].Distinct().Count());
        foreach (var each in answers.Concat(second))
            each.Dispose();
        foreach (var guest in guests)
            guest.Dispose();
    }

    [Fact]
    public async Task One_guest_who_asks_ten_thousand_times_has_three_in_line_and_keeps_nobody_from_voting()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: OpenToAll);
        using var flood = await GuestAt(party);
        using var guest = await GuestAt(party);
        var songs = await Songs(party);

        var answers = new int[1_000];
        await Parallel.ForAsync(
            0,
            10_000,
            new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Cancel },
            async (number, _) =>
            {
                using var answer = await TryAsk(flood, party, songs[number % songs.Length]);
                Interlocked.Increment(ref answers[(int)answer.StatusCode]);
            }
        );

        // Time stands still, so no more than what may come at once was looked at.
        Assert.Equal((3, 9, 9_988), (answers[201], answers[409], answers[429]));
        var rows = await Rows(party);
        await guest.Likes(rows, (await guest.Snapshot(rows)).Ballot[0].Track.Id);
        Assert.Equal(2, (await Ask(guest, party, songs[^1])).Turn);
        Assert.Equal(4, (await Line(guest, party)).Line.Count);
    }

    private async Task<string[]> Songs(Guid party) =>
        (
            await Scalar<string[]>(
                """
                select array_agg(track_id order by place) from party_tracks t join parties p on p.id = t.party_id
                where p.id = @party and t.ballot is null and t.place <> p.song and t.duration_ms < 600000
                """,
                new { party }
            )
        )!;
}
