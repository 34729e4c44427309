using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tonearm.Party;
using Tonearm.Party.Room;
using Tonearm.Party.Rules;

namespace Tonearm.Tests.Party.Room;

/// <summary>
/// What is written once for all phones and what is written for one become one snapshot, in whatever order its members are.
/// </summary>
public sealed class FramesTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 20, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_phone_hears_each_member_of_a_snapshot_once(bool isHost)
    {
        var (state, me) = (State(), new MyView(isHost, ["first"], 3));

        var frame = new WholeFrames(state, Now).For("http://party.example", me);

        var heard = Encoding.UTF8.GetString([.. frame.Shared, .. frame.Mine.Span]);
        var meant = JsonSerializer.SerializeToNode(
            state.For("http://party.example", Now, me, isHost ? state.Host(Now) : null),
            PartyJson.Web.Snapshot
        );
        Assert.True(JsonNode.DeepEquals(meant, JsonNode.Parse(heard)), heard);
        using var document = JsonDocument.Parse(heard);
        Assert.Distinct(document.RootElement.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public void Nothing_of_one_phone_is_in_what_all_are_told()
    {
        var frames = new WholeFrames(State(), Now);

        var guest = frames.For("http://party.example", new(false, ["first"], 3));
        var host = frames.For("http://party.example", new(true, [], 0));

        Assert.Same(guest.Shared, host.Shared);
        var members = JsonNode
            .Parse(Encoding.UTF8.GetString(guest.Shared.AsSpan()[..^1]) + "}")!
            .AsObject()
            .Select(member => member.Key)
            .ToArray();
        Assert.DoesNotContain("me", members);
        Assert.DoesNotContain("host", members);
        Assert.Contains("graceUntil", members);
    }

    private static RoomState State() =>
        new(
            new()
            {
                Id = Guid.Empty,
                OwnerId = Guid.Empty,
                Version = 7,
                Phase = "live",
                Code = "822737",
                Secret = "secret",
                HostName = "A host",
                PlaylistTitle = "\"me\":null",
                Settings = new(),
                Round = 1,
                Closed = false,
                Song = 0,
                SongAt = Now,
                DeviceName = "Kitchen",
                Player = PlayerKnowledge.None,
                People = 2,
            },
            [Track(0, null), Track(1, 0), Track(2, 1)],
            null
        );

    private static TrackRow Track(int place, int? ballot) =>
        new()
        {
            Place = place,
            TrackId = $"track{place}",
            Title = "Paper Boats",
            Artists = "Somebody",
            DurationMs = 200_000,
            Explicit = false,
            Ballot = ballot,
            Reached = 0,
            Likes = place,
            Mine = false,
        };
}
