using System.Globalization;

namespace Tonearm.Tests.Party.Along;

/// <summary>
/// An evening in accelerated time with two who play along: how far apart the players are, at any moment, and what that takes of the calls.
/// </summary>
public sealed class AlongEveningTests(TestPostgres postgres, TestSandboxes sandboxes, ITestOutputHelper output)
    : AlongSlice(postgres, sandboxes)
{
    private static readonly TimeSpan Evening = TimeSpan.FromHours(4);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(23);

    /// <summary>What happens at the host's is followed within so long.</summary>
    private static readonly TimeSpan AroundChange = TimeSpan.FromSeconds(4);

    private readonly List<double> apart = [];
    private int elsewhere;
    private int moments;
    private int theirs;

    protected override (string Name, string? Value)[] Settings => [.. base.Settings, ("Spotify:DailyBudget", "unlimited")];

    [Fact]
    public async Task In_a_polite_world_everybody_hears_the_same_within_a_second_but_for_the_moments_around_a_change()
    {
        var (songs, calls, party) = await Lived(songsBetweenDeeds: 5);

        Assert.Equal(0, elsewhere);
        Assert.Equal(0, theirs);
        Assert.All(apart, off => Assert.InRange(off, -1.0, 1.0));
        // A start for each song and a look before its end, more at first and after what the host did.
        Assert.All(calls, each => Assert.InRange(each, songs, 2.6 * songs + 12));
        Assert.Null((await Now(party)).Trouble);
    }

    [Fact]
    public async Task In_a_rude_world_most_of_the_evening_is_heard_together_and_nobody_is_told_twice_a_song()
    {
        await Sandbox.Conditions(new { profile = "rude", seed = 2 });
        var (songs, calls, _) = await Lived(songsBetweenDeeds: 0);

        var together = apart.Count(off => Math.Abs(off) <= 1) / (double)(moments - theirs);
        Assert.InRange(together, 0.8, 1);
        Assert.All(calls, each => Assert.InRange(each, songs, 6.0 * songs));
    }

    /// <param name="songsBetweenDeeds">After so many songs the host does something: pauses, goes on, skips, seeks. 0 for nothing.</param>
    private async Task<(int Songs, int[] Calls, Guid Party)> Lived(int songsBetweenDeeds)
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: Allowed);
        using var far = await PlayingAlong(party, Far);
        using var farther = await PlayingAlong(party, Farther);
        await Sandbox.ForgetCalls();
        var end = App.Clock.GetUtcNow() + Evening;
        var (round, deeds) = (1, 0);
        while (App.Clock.GetUtcNow() < end)
        {
            await PassSlowly(Between);
            await Compare(party, [(Far, far), (Farther, farther)]);
            var now = (await Now(party)).Round;
            if (songsBetweenDeeds == 0 || now == round || now % songsBetweenDeeds != 0)
            {
                round = now;
                continue;
            }

            round = now;
            await Happens(host, party, deeds++);
        }

        var calls = new List<int>();
        foreach (var account in new[] { Far, Farther })
        {
            var made = await Sandbox.Calls(person: account);
            calls.Add(made.Total);
            output.WriteLine(
                $"{account}: {made.Total} calls: {string.Join(", ", made.Counts.Select(each => $"{each.Count} {each.Endpoint}"))}"
            );
        }

        Tell(round);
        return (round, [.. calls], party);
    }

    private async Task Happens(Person host, Guid party, int deed)
    {
        switch (deed % 3)
        {
            case 0:
                await Do(host, party, "pause");
                await PassSlowly(TimeSpan.FromMinutes(3));
                await Do(host, party, "resume");
                break;
            case 1:
                await Do(host, party, "next");
                break;
            default:
                await Sandbox.Seek(Host, TimeSpan.FromSeconds(60));
                await Do(host, party, "look");
                break;
        }

        await PassSlowly(AroundChange);
    }

    /// <summary>From the row: no page asks for the party so often in so short a time.</summary>
    private async Task<string?> Stands(string account)
    {
        var person = await Sandbox.Person(account);
        return await Scalar<string>(
            "select coalesce(a.problem, a.state) from party_alongs a join lent_accounts l on l.id = a.id where l.spotify_id = @AccountId",
            new { person.AccountId }
        );
    }

    private async Task Compare(Guid party, (string Account, Person Guest)[] guests)
    {
        var player = await Sandbox.Player(Host);
        // What has just begun, or is about to end, is the moment around a change.
        if (player.ProgressMs < AroundChange.TotalMilliseconds || player.EndsAt - player.Now < AroundChange)
            return;
        foreach (var (account, guest) in guests)
        {
            moments++;
            if (await Stands(account) is not "on")
            {
                theirs++;
                await Joins(guest, party);
                continue;
            }

            if (await Ahead(account) is { } ahead)
                apart.Add(ahead.TotalSeconds);
            else
                elsewhere++;
        }
    }

    private void Tell(int songs)
    {
        var sizes = apart.Select(Math.Abs).Order().ToArray();
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{songs} songs, {moments} moments: apart p50 {At(0.5):0.000} s, p90 {At(0.9):0.000} s, p99 {At(0.99):0.000} s, most {sizes.LastOrDefault():0.000} s; another song or silence {elsewhere}, waiting for its guest {theirs}"
            )
        );
        foreach (var (from, to) in new[] { (0.0, 0.1), (0.1, 0.5), (0.5, 1), (1, 3), (3, double.MaxValue) })
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{from, 4:0.0} s and more: {sizes.Count(size => size >= from && size < to), 5}"
                )
            );

        double At(double part) => sizes.Length == 0 ? 0 : sizes[(int)(part * (sizes.Length - 1))];
    }
}
