using System.Runtime.InteropServices;

namespace Tonearm.Spotify.Governor;

/// <summary>How many calls of a family somebody may still make, and what looking that often would cost.</summary>
/// <param name="Calls">Null for as many as they like.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CallRoom(int? Calls)
{
    /// <summary>Close enough that a look and one more to be sure are made within fifteen seconds.</summary>
    public static readonly TimeSpan Closest = TimeSpan.FromSeconds(14);

    private static readonly TimeSpan[] Steps = [Closest, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(90)];

    /// <summary>
    /// How often a player can be watched for so long with no more than half of what is left; null when there is nothing to spare for looks
    /// that nothing needs. In steps, so that it does not change with every call.
    /// </summary>
    public TimeSpan? LookEvery(TimeSpan ahead)
    {
        if (Calls is not { } calls)
            return Steps[0];
        foreach (var step in Steps)
            if (ahead / step <= calls / 2.0)
                return step;
        return null;
    }
}
