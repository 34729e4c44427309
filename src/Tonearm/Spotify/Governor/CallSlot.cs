using System.Runtime.InteropServices;

namespace Tonearm.Spotify.Governor;

/// <summary>Calls of one family that were counted within five minutes.</summary>
/// <param name="Bucket">When those five minutes began.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CallSlot(DateTimeOffset Bucket, CallPurpose Purpose, int Calls)
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(5);

    public static DateTimeOffset At(DateTimeOffset now) => new(now.UtcTicks - (now.UtcTicks % Length.Ticks), TimeSpan.Zero);

    /// <summary>When the last of them no longer counts.</summary>
    public DateTimeOffset LapsesAt(TimeSpan lookBack) => Bucket + Length + lookBack;
}
