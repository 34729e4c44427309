using System.Net;
using System.Net.Http.Json;
using Tonearm.Guard.Notifications;

namespace Tonearm.Tests.Guard.Notifications;

/// <summary>Somebody with a protected playlist, and a receiver to which Guard may send.</summary>
public abstract class NotificationSlice(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private protected const string Owner = "kitchenradio";
    private protected const string Secret = "a secret that nobody guesses";
    private protected static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private protected Receiver Receiver { get; private set; } = null!;

    protected override (string Name, string? Value)[] Settings => [("Notify:AllowPrivate", "true"), ("Notify:Patience", "00:00:02")];

    protected override async Task<string> MakeDatabase()
    {
        Receiver = await Receiver.Start();
        return await base.MakeDatabase();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Receiver.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task<ChannelInfo> Webhook(Person person, ChannelChange? more = null) =>
        Add(person, (more ?? new()) with { Kind = "webhook", Url = Receiver.At("/hook"), Secret = Secret });

    private protected static async Task<ChannelInfo> Add(Person person, ChannelChange change)
    {
        using var answer = await person.Send(HttpMethod.Post, "/api/notifications/channels", change);
        Assert.Equal(
            (HttpStatusCode.Created, ""),
            (answer.StatusCode, answer.IsSuccessStatusCode ? "" : await answer.Content.ReadAsStringAsync(Cancel))
        );
        return (await answer.Content.ReadFromJsonAsync<ChannelInfo>(Cancel))!;
    }

    private protected static async Task<ChannelInfo[]> Channels(Person person) =>
        (await person.Http.GetFromJsonAsync<ChannelInfo[]>(new Uri("/api/notifications/channels", UriKind.Relative), Cancel))!;

    private protected static async Task<ChannelInfo> Channel(Person person) => Assert.Single(await Channels(person));

    private protected static async Task<ChannelTestInfo> Test(Person person, ChannelInfo channel)
    {
        using var answer = await person.Send(HttpMethod.Post, $"/api/notifications/channels/{channel.Id}/test");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<ChannelTestInfo>(Cancel))!;
    }

    /// <summary>Looks until the channel is as it is expected to be.</summary>
    private protected static async Task<ChannelInfo> Until(Person person, Func<ChannelInfo, bool> expected)
    {
        while (true)
        {
            if (await Channel(person) is var channel && expected(channel))
                return channel;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
        }
    }

    /// <summary>Until everything that was written has been taken up and what was to be sent is answered.</summary>
    private protected async Task Settled()
    {
        while (
            await Scalar<bool>(
                "select exists (select from channel_news where message_id is null) or exists (select from channel_messages where sending_since is not null)"
            )
        )
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
    }

    private protected async Task<(Person Person, LibraryEntry Playlist)> Protected()
    {
        var person = await SignedIn(Owner);
        return (person, await Protect(person, Owner));
    }

    /// <summary>Taken down and seen; nothing shows it right before <see cref="SeenRight"/>.</summary>
    private protected async Task TakenDown(Person person, LibraryEntry playlist, string field = "title")
    {
        await Sandbox.TakeDown(playlist.Id, field);
        await person.Sweep();
    }

    /// <summary>The restore has had its time, and a look shows it.</summary>
    private protected async Task SeenRight(Person person)
    {
        await App.Advance(TimeSpan.FromSeconds(90));
        await person.Sweep();
    }
}
