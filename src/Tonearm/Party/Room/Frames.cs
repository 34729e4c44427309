using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tonearm.Party.Room;

/// <summary>A small frame for all phones alike.</summary>
internal sealed record SmallFrame(long V, int People, byte[] Json)
{
    public static SmallFrame Of(CountsFrame counts) =>
        new(counts.V, counts.P, JsonSerializer.SerializeToUtf8Bytes(counts, PartyJson.Web.CountsFrame));
}

/// <summary>
/// A whole snapshot in two pieces of one message: what all phones are told alike, written once, and what is true for this one alone.
/// </summary>
internal sealed record WholeFrame(long V, int People, UInt128 Shape, byte[] Shared, ReadOnlyMemory<byte> Mine);

/// <summary>The members of <see cref="Snapshot"/> that each phone is told alone, by the same names.</summary>
internal sealed record PhonePart(MyView? Me, HostView? Host);

/// <summary>Makes the snapshots of one state for many phones.</summary>
internal sealed class WholeFrames(RoomState state, DateTimeOffset now)
{
    // A snapshot without what stands in each phone's own part, in whatever order its members are.
    private static readonly JsonTypeInfo<Snapshot> Shared = (JsonTypeInfo<Snapshot>)PartyJson.Shared.GetTypeInfo(typeof(Snapshot));

    private readonly Dictionary<string, byte[]> shared = [];
    private readonly HostView host = state.Host(now);
    private readonly UInt128 forGuests = state.Shape(now, host: false);
    private readonly UInt128 forHosts = state.Shape(now, host: true);

    /// <param name="address">Where the phone reaches us; the link in the snapshot begins with it.</param>
    public WholeFrame For(string address, MyView me)
    {
        if (!shared.TryGetValue(address, out var bytes))
        {
            shared[address] = bytes = JsonSerializer.SerializeToUtf8Bytes(state.For(address, now, null!, null), Shared);
            // Two objects become one: a comma takes the place of the brace that closes the first and of the one that opens the second.
            bytes[^1] = (byte)',';
        }

        var mine = JsonSerializer.SerializeToUtf8Bytes(new PhonePart(me, me.IsHost ? host : null), PartyJson.Web.PhonePart);
        return new(state.Party.Version, state.Party.People, me.IsHost ? forHosts : forGuests, bytes, mine.AsMemory(1));
    }
}
