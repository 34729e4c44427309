using System.Runtime.InteropServices;

namespace Tonearm.Spotify.Governor;

/// <summary>How often everything that is looked at again and again can be looked at, when a look-back gives only so many calls.</summary>
/// <param name="Asked">As often as was asked for.</param>
/// <param name="Interval">From one look to the next.</param>
/// <param name="UrgentInterval">The same for what is urgent, which the ordinary looks see as well.</param>
/// <param name="Needed">Calls a day for looking as often as was asked for.</param>
/// <param name="Planned">Calls a day for looking as often as planned.</param>
/// <param name="Given">Calls a day that there are for it; null for any number.</param>
internal sealed record LookPlan(
    TimeSpan Asked,
    TimeSpan Interval,
    TimeSpan UrgentInterval,
    double Needed,
    double Planned,
    double? Given,
    int Watched
)
{
    /// <summary>However short calls are, nothing waits longer before it is tried: what is left may have changed by then.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <summary>What is urgent takes at most so much, and leaves the rest to what is calm.</summary>
    private const double MostUrgent = 0.75;

    /// <summary>For what no plan foresees: a list that has moved is asked for once more.</summary>
    private const double Spare = 0.03;

    public bool IsStretched => Interval > Asked;

    /// <param name="available">Calls within one look-back that looking may use; null for any number.</param>
    public static LookPlan Of(IReadOnlyCollection<Watched> watched, int? available, TimeSpan asked, TimeSpan lookBack)
    {
        var (calls, urgent) = ((double)watched.Sum(each => each.Calls), (double)watched.Sum(each => each.UrgentCalls));
        var rounds = lookBack / asked;
        var days = TimeSpan.FromDays(1) / lookBack;
        var needed = calls * rounds * days;
        if (available is not { } most)
            return new(asked, asked, asked, needed, needed, null, watched.Count);

        // Any look-back may hold one look more than fit into its length.
        var room = most * (1 - Spare);
        if (calls * (rounds + 1) <= room)
            return new(asked, asked, asked, needed, needed, most * days, watched.Count);

        var forUrgent = Math.Min(urgent * (rounds + 1), room * MostUrgent);
        var interval = Within(asked, lookBack, calls, room - forUrgent);
        var urgentInterval = urgent > 0 ? Within(asked, lookBack, urgent, forUrgent) : interval;
        if (urgentInterval > interval)
            urgentInterval = interval;
        var planned = ((calls * (lookBack / interval)) + (urgentInterval < interval ? urgent * (lookBack / urgentInterval) : 0)) * days;
        return new(asked, interval, urgentInterval, needed, planned, most * days, watched.Count);
    }

    private static TimeSpan Within(TimeSpan asked, TimeSpan lookBack, double calls, double room)
    {
        var longest = Math.Max(asked.TotalSeconds, Longest.TotalSeconds);
        var seconds = room > calls ? Math.Ceiling(lookBack.TotalSeconds * calls / (room - calls)) : longest;
        return TimeSpan.FromSeconds(Math.Clamp(seconds, asked.TotalSeconds, longest));
    }
}

/// <summary>Something that is looked at again and again.</summary>
/// <param name="Calls">For one look at all of it.</param>
/// <param name="UrgentCalls">For one look at what is urgent of it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Watched(int Calls, int UrgentCalls);
