using System.Runtime.InteropServices;

namespace Tonearm.Spotify.Governor;

/// <summary>Calls of one family that count at one moment, by what they were for.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SpentCalls(int Person, int Restore, int Party, int Background)
{
    public static readonly IReadOnlyList<CallPurpose> Purposes = Enum.GetValues<CallPurpose>();

    public int All => Person + Restore + Party + Background;

    public int this[CallPurpose purpose] =>
        purpose switch
        {
            CallPurpose.Person => Person,
            CallPurpose.Restore => Restore,
            CallPurpose.Party => Party,
            _ => Background,
        };

    public static SpentCalls Of(IEnumerable<CallSlot> slots)
    {
        var calls = slots.ToLookup(slot => slot.Purpose, slot => slot.Calls);
        return new(
            calls[CallPurpose.Person].Sum(),
            calls[CallPurpose.Restore].Sum(),
            calls[CallPurpose.Party].Sum(),
            calls[CallPurpose.Background].Sum()
        );
    }

    /// <summary>As many as count now, of those that were counted at any time.</summary>
    public static SpentCalls Of(IEnumerable<CallSlot> slots, TimeSpan lookBack, DateTimeOffset now) =>
        Of(slots.Where(slot => slot.LapsesAt(lookBack) > now));
}
