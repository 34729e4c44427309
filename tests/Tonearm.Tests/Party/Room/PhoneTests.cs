using System.Net.WebSockets;
using Tonearm.Party;
using Tonearm.Party.Room;

namespace Tonearm.Tests.Party.Room;

/// <summary>What a phone still has to be told.</summary>
public sealed class PhoneTests
{
    private static readonly CountsFrame Now = new(V: 7, R: 1, C: [2, 0], L: 0, P: 3);

    [Theory]
    [InlineData(7, 3, false)]
    [InlineData(6, 3, true)]
    [InlineData(7, 2, true)]
    public void Whoever_came_in_while_others_were_told_is_behind_in_likes_or_in_people(long version, int people, bool isBehind)
    {
        var phone = Open();
        phone.Tell(new WholeFrame(version, people, 0, [], default), host: false);

        Assert.Equal(isBehind, phone.IsBehind(Now));
    }

    [Fact]
    public void Once_told_it_is_not_behind()
    {
        var phone = Open();
        Assert.True(phone.IsBehind(Now));

        phone.Tell(new WholeFrame(7, 2, 0, [], default), host: false);
        phone.Tell(SmallFrame.Of(Now));

        Assert.False(phone.IsBehind(Now));
    }

    private static Phone Open() =>
        new(
            WebSocket.CreateFromStream(new MemoryStream(), new WebSocketCreationOptions()),
            Guid.NewGuid(),
            null,
            "http://localhost",
            () => { },
            TimeProvider.System
        );
}
