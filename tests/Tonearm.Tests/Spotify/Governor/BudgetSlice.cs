using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tonearm.Accounts;

namespace Tonearm.Tests.Spotify.Governor;

/// <summary>The real application with a budget to keep, and a Sandbox whose time moves only with the test's.</summary>
public abstract class BudgetSlice(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    protected override bool StillClock => true;

    /// <summary>What <c>Spotify:DailyBudget</c> is set to.</summary>
    protected virtual string Budget => "auto";

    protected override (string Name, string? Value)[] Settings => [("Spotify:DailyBudget", Budget)];

    /// <summary>Protects playlists that stand fifty apart, so that a look at the account takes a call for each.</summary>
    protected async Task<LibraryEntry[]> ProtectWindows(Person person, string account, int windows)
    {
        var library = await Sandbox.Library(account);
        LibraryEntry[] chosen =
        [
            .. library
                .Where(each => each.Owner == account && each is { Title.Length: > 0, CoverImageId: not null } && each.Position % 50 == 10)
                .Take(windows),
        ];
        Assert.Equal(windows, chosen.Length);
        foreach (var playlist in chosen)
            await person.Protect(playlist.Id);
        return chosen;
    }

    /// <summary>Lets time pass until then, from one look to the next.</summary>
    protected async Task Pass(TimeSpan time)
    {
        var end = App.Clock.GetUtcNow() + time;
        while (
            await Scalar<DateTime?>(
                "select min(least(l.due_at, l.list_at, l.urgent_at, (select min(look_at) from protections g where g.account_id = l.account_id))) from listings l"
            )
                is { } due
            && new DateTimeOffset(due, TimeSpan.Zero) is var at
            && at <= end
        )
        {
            var looks = await Scalar<long>("select count(*) from sweeps");
            var due0 = await Scalar<long>(Due, new { at });
            if (at > App.Clock.GetUtcNow())
                await App.Advance(at - App.Clock.GetUtcNow());
            // Asked for, not waited for on a page: those are told four times a second at most, and there are hundreds of looks.
            while (await Scalar<long>("select count(*) from sweeps") < looks + due0 || await Scalar<long>(Due, new { at }) > 0)
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
        }

        if (end > App.Clock.GetUtcNow())
            await App.Advance(end - App.Clock.GetUtcNow());
    }

    private const string Due =
        "select count(*) from listings l where least(l.due_at, l.list_at, l.urgent_at, (select min(look_at) from protections g where g.account_id = l.account_id)) <= @at";

    protected static async Task<GovernorInfo> Governor(Person person) =>
        (await person.Http.GetFromJsonAsync<GovernorInfo>(new Uri("/api/governor", UriKind.Relative), Cancel))!;

    protected static async Task<FamilyInfo> Lists(Person person) =>
        (await Governor(person)).Families.Single(each => each.Family == "playlist-list");

    /// <summary>How often Spotify has refused a look for the quota's sake.</summary>
    protected async Task<int> Refused() =>
        (int?)
            JsonNode.Parse(await Sandbox.Http.GetStringAsync(new Uri("/sandbox/quota", UriKind.Relative), Cancel))!["playlists"]?["refused"]
        ?? 0;

    protected async Task<int> CallsSince(long number) => (await Sandbox.Calls("/v1/me/playlists", after: number)).Recent.Count;
}
