using System.Runtime.InteropServices;

namespace Tonearm.Spotify.Governor;

/// <summary>
/// Parts of a family's day that are kept for one purpose: nobody else takes them, whatever comes first. What is used of them counts against
/// them.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct KeptShares(double Person, double Restore, double Party)
{
    /// <param name="partyExpected">A party goes on, is about to begin, or was held at this time of the week.</param>
    public static KeptShares Of(Family family, bool partyExpected) =>
        family switch
        {
            Family.PlaylistList or Family.Playlist => new(0.05, 0.05, 0),
            // Somebody who changes a thousand titles leaves enough to put back what is taken down meanwhile.
            Family.PlaylistWrite or Family.CoverWrite => new(0.05, 0.2, 0),
            Family.PlayerRead or Family.PlayerWrite or Family.Devices or Family.QueueRead or Family.QueueWrite => new(
                0.05,
                0,
                partyExpected ? 0.5 : 0
            ),
            _ => new(0, 0, 0),
        };

    /// <summary>How many calls are kept in all, used ones among them.</summary>
    public int For(CallPurpose purpose, int most) =>
        (int)(
            most
            * purpose switch
            {
                CallPurpose.Person => Person,
                CallPurpose.Restore => Restore,
                CallPurpose.Party => Party,
                _ => 0,
            }
        );
}
