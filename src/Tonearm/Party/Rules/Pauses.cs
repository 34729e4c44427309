namespace Tonearm.Party.Rules;

/// <summary>How long the conductor waits before it tries again: soon at first, since calls are counted seldom later.</summary>
internal static class Pauses
{
    private static readonly int[] Seconds = [2, 5, 10, 20, 30, 60, 120];

    public static TimeSpan After(int looks) => TimeSpan.FromSeconds(Seconds[Math.Clamp(looks, 0, Seconds.Length - 1)]);
}
