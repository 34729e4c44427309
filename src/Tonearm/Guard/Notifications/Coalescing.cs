namespace Tonearm.Guard.Notifications;

/// <summary>Which revision of a message this is.</summary>
internal enum Stage
{
    Begins,
    GoesOn,

    /// <summary>The last: nothing is under way any more, and it has been calm.</summary>
    Over,
    Digest,
    Test,
}

/// <summary>What is known of a message that grows.</summary>
/// <param name="Untold">How many pieces of news no revision has told.</param>
/// <param name="NeedsYou">One of these needs a person.</param>
/// <param name="HasToldNeed">A revision before has told that something needs a person.</param>
/// <param name="IsUnderWay">Guard has something to do yet about what it tells.</param>
/// <param name="LastAt">When the last thing happened.</param>
/// <param name="SentAt">When the last revision was taken; null before the first.</param>
internal sealed record Growing(int Untold, bool NeedsYou, bool HasToldNeed, bool IsUnderWay, DateTimeOffset LastAt, DateTimeOffset? SentAt);

/// <summary>What is done about a message now.</summary>
/// <param name="Send">The revision to be sent; null for none.</param>
/// <param name="At">When to think of it again, where none is sent.</param>
/// <param name="IsDone">Nothing more is to come.</param>
internal readonly record struct NextStep(Stage? Send, DateTimeOffset? At, bool IsDone = false);

/// <summary>
/// An attack is one message that grows: sent at once when it begins, then not more often than every five minutes, and once more when it is
/// over. What first needs a person is told at once, in quiet hours, too.
/// </summary>
internal static class Coalescing
{
    /// <summary>From one revision to the next.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromMinutes(5);

    /// <summary>So long after the last thing has happened, and with nothing under way, it is over.</summary>
    public static readonly TimeSpan Calm = TimeSpan.FromMinutes(5);

    /// <summary>What is under way for so long without news begins another message when there is some.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static NextStep Decide(Growing message, QuietHours? quiet, DateTimeOffset now)
    {
        var over = message.LastAt + Calm;
        if (message.Untold == 0)
        {
            var ends = message.IsUnderWay ? message.LastAt + Longest : over;
            return ends <= now ? new(null, null, IsDone: true) : new(null, ends);
        }

        var isUrgent = message is { NeedsYou: true, HasToldNeed: false };
        if (!isUrgent && quiet?.Ends(now) is { } end)
            return new(null, end);
        var isOver = !message.IsUnderWay && over <= now;
        if (isUrgent || message.SentAt is null)
            return new(
                isOver ? Stage.Over
                    : message.SentAt is null ? Stage.Begins
                    : Stage.GoesOn,
                null
            );
        // Once nothing is under way the last revision tells it.
        var at = message.IsUnderWay ? message.SentAt.Value + Gap : Later(over, message.SentAt.Value + Gap);
        return at > now ? new(null, at) : new(isOver ? Stage.Over : Stage.GoesOn, null);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
