using System.Security.Cryptography;
using System.Text;
using Tonearm.Guard.Notifications;

namespace Tonearm.Tests.Guard.Notifications;

/// <summary>What happens to a playlist is told: when it begins, and when it is over.</summary>
public sealed class MessageTests(TestPostgres postgres, TestSandboxes sandboxes) : NotificationSlice(postgres, sandboxes)
{
    [Fact]
    public async Task A_takedown_is_told_at_once_and_once_more_when_it_is_over()
    {
        var (person, playlist) = await Protected();
        await Webhook(person);

        await TakenDown(person, playlist);
        var first = await Receiver.Next(Cancel);
        await SeenRight(person);
        await Settled();
        Assert.True(Receiver.IsQuiet);
        await App.Advance(6 * Minute);
        var last = await Receiver.Next(Cancel);

        Assert.Equal(("begins", "over"), (Text(first, "stage"), Text(last, "stage")));
        Assert.Equal(Text(first, "id"), Text(last, "id"));
        Assert.Equal($"{playlist.Title}: title removed", Text(first, "title"));
        Assert.Equal($"{playlist.Title}: title removed, and right again", Text(last, "title"));
        var field = first.Json["playlists"]![0]!["fields"]![0]!;
        Assert.Equal(
            ("title", "blanked", playlist.Title, "putting-back"),
            ($"{field["field"]}", $"{field["change"]}", $"{field["wanted"]}", $"{field["outcome"]}")
        );
        Assert.Equal("put-back", $"{last.Json["playlists"]![0]!["fields"]![0]!["outcome"]}");
        Assert.Equal(2, Receiver.All.Count);
    }

    [Fact]
    public async Task A_webhook_is_signed_so_that_nobody_else_can_have_sent_it()
    {
        var (person, playlist) = await Protected();
        await Webhook(person);

        await TakenDown(person, playlist);
        var got = await Receiver.Next(Cancel);

        var signed = $"{got.Id}.{got.Headers["webhook-timestamp"]}.{got.Body}";
        var expected = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(signed)));
        Assert.Equal($"v1,{expected}", got.Headers["webhook-signature"]);
        Assert.StartsWith("application/json", got.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal($"{Text(got, "id")}.1", got.Id);
    }

    [Fact]
    public async Task An_attack_on_300_playlists_is_one_message_that_grows()
    {
        await Sandbox.AddPerson("label", 320);
        using var person = await SignedIn("label");
        string[] ids = [.. (await person.Playlists()).Take(300).Select(playlist => playlist.Id)];
        await Parallel.ForEachAsync(ids, Cancel, async (id, _) => await person.Protect(id));
        await Webhook(person);

        await Parallel.ForEachAsync(ids[..120], Cancel, async (id, _) => await Sandbox.TakeDown(id, "title"));
        await person.Sweep();
        var first = await Receiver.Next(Cancel);
        await Parallel.ForEachAsync(ids[120..], Cancel, async (id, _) => await Sandbox.TakeDown(id, "title"));
        await person.Sweep();
        await SeenRight(person);
        await Settled();
        Received last;
        do last = await Told(Minute);
        while (Text(last, "stage") != "over");

        var all = Receiver.All.ToArray();
        Assert.InRange(all.Length, 2, 4);
        Assert.Equal(120, first.Json["playlists"]!.AsArray().Count);
        Assert.All(all, each => Assert.Equal(Text(first, "id"), Text(each, "id")));
        Assert.Equal("300 playlists: changed, and right again", Text(last, "title"));
        Assert.Equal(ids.Order(), last.Json["playlists"]!.AsArray().Select(each => $"{each!["id"]}").Order());
    }

    [Fact]
    public async Task What_Spotify_does_not_let_Guard_write_is_told_at_once_in_quiet_hours_too_and_once()
    {
        var (person, playlist) = await Protected();
        var now = App.Clock.GetUtcNow();
        await Webhook(person, new(QuietFrom: $"{now.AddHours(-1):HH:mm}", QuietTo: $"{now.AddHours(5):HH:mm}"));
        await Sandbox.Fail(new Fault("status", 403, $"/v1/playlists/{playlist.Id}", Method: "PUT"));

        await TakenDown(person, playlist);
        await Settled();
        Assert.True(Receiver.IsQuiet);
        await SeenRight(person);
        var told = await Receiver.Next(Cancel);
        for (var look = 0; look < 3; look++)
        {
            await App.Advance(5 * Minute);
            await person.Sweep();
        }

        await Settled();
        Assert.True(told.Json["needsYou"]!.GetValue<bool>());
        Assert.Contains("does not let this account write it", told.Body, StringComparison.Ordinal);
        Assert.Single(Receiver.All);
    }

    [Fact]
    public async Task In_quiet_hours_nothing_comes_and_all_of_it_when_they_end()
    {
        var (person, playlist) = await Protected();
        var now = App.Clock.GetUtcNow();
        await Webhook(person, new(QuietFrom: $"{now.AddHours(-1):HH:mm}", QuietTo: $"{now.AddHours(1):HH:mm}"));

        await TakenDown(person, playlist);
        await SeenRight(person);
        await Settled();
        await App.Advance(30 * Minute);
        await Settled();
        Assert.True(Receiver.IsQuiet);
        await App.Advance(31 * Minute);
        var told = await Receiver.Next(Cancel);

        Assert.Equal("over", Text(told, "stage"));
        Assert.Equal("put-back", $"{told.Json["playlists"]![0]!["fields"]![0]!["outcome"]}");
    }

    [Fact]
    public async Task A_channel_is_told_what_its_owner_has_chosen_and_one_that_is_paused_nothing()
    {
        var (person, playlist) = await Protected();
        await Webhook(person, new(Tells: ["sign-in"]));
        await Webhook(person, new(Paused: true));
        await Add(person, new("webhook", Receiver.At("/all"), Secret));

        await TakenDown(person, playlist);
        var told = await Receiver.Next(Cancel);
        await Settled();

        Assert.Equal("/all", told.Path);
        Assert.Single(Receiver.All);
    }

    [Fact]
    public async Task A_sign_in_that_ends_is_told_30_and_7_days_and_1_day_before_and_when_it_has_ended()
    {
        var (person, _) = await Protected();
        await Webhook(person, new(Tells: ["sign-in"]));
        var ends = App.Clock.GetUtcNow().AddDays(35);
        await Sql($"update accounts set consented_at = '{ends:O}'::timestamptz - interval '6 months'");
        var said = new List<string>();

        foreach (var days in new[] { 29.0, 6, 0.5 })
        {
            await App.Advance(ends - App.Clock.GetUtcNow() - TimeSpan.FromDays(days));
            said.Add(Text(await Told(11 * Minute), "text"));
        }

        // As a look leaves it that Spotify has refused.
        await Sql("update accounts set health = 'signin'");
        var ended = await Told(11 * Minute);

        Assert.All(said, text => Assert.Contains("The sign-in of Kitchen Radio ends on ", text, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("no longer accepts the sign-in", Text(ended, "text"), StringComparison.Ordinal);
        Assert.Equal(4, Receiver.All.Count);
    }

    [Fact]
    public async Task The_week_is_told_on_Monday_in_figures()
    {
        var (person, playlist) = await Protected();
        await Webhook(person, new(Tells: [], Weekly: true, Zone: "Europe/Berlin"));
        await TakenDown(person, playlist);
        await SeenRight(person);
        Assert.True(Receiver.IsQuiet);

        var monday = WeeklyDigest.Next(App.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        await App.Advance(monday - App.Clock.GetUtcNow() + Minute);
        var told = await Receiver.Next(Cancel);

        Assert.Equal("digest", Text(told, "stage"));
        Assert.Contains("1 playlist protected", Text(told, "text"), StringComparison.Ordinal);
        Assert.Contains("1 change on 1 playlist in the last seven days, 1 put back by Guard", Text(told, "text"), StringComparison.Ordinal);
    }

    /// <summary>What comes next, however much time passes until then in steps of this length.</summary>
    private async Task<Received> Told(TimeSpan step)
    {
        while (Receiver.IsQuiet)
        {
            await App.Advance(step);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }

        return await Receiver.Next(Cancel);
    }

    private static string Text(Received received, string member) => $"{received.Json[member]}";
}
