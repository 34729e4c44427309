namespace Tonearm.Guard.Notifications;

/// <summary>What came back from a channel.</summary>
internal enum DeliveryResult
{
    /// <summary>The service has taken it.</summary>
    Taken,

    /// <summary>Not now: it has said so, and perhaps for how long.</summary>
    Later,

    /// <summary>No answer, half of one, or one that says that something is broken there: it may have been taken.</summary>
    Unknown,
    TooLong,

    /// <summary>This message is not taken, whenever it is sent.</summary>
    Refused,

    /// <summary>Nothing is taken under this address or with this secret; a person has to mend it.</summary>
    Closed,
}

/// <param name="Sentence">What happened, for the owner; it holds no secret.</param>
/// <param name="Pause">How long the service wants to be left alone.</param>
/// <param name="Status">Of the answer, where it was one of HTTP.</param>
internal sealed record Delivery(DeliveryResult Result, string Sentence, TimeSpan? Pause = null, int? Status = null)
{
    /// <summary>The same with none of these texts in its sentence: a service may say back what was sent to it.</summary>
    public Delivery Without(IEnumerable<string> secrets) =>
        this with
        {
            Sentence = secrets
                .Where(secret => secret.Length > 0)
                .Aggregate(Sentence, (text, secret) => text.Replace(secret, "…", StringComparison.Ordinal)),
        };
}

/// <summary>What is done about a revision after an answer.</summary>
internal enum Fate
{
    Taken,
    Again,
    GivenUp,
    Stopped,
}

/// <param name="At">When it is sent again.</param>
/// <param name="Shorter">It is to be shorter then.</param>
internal readonly record struct Verdict(Fate Fate, DateTimeOffset? At = null, bool Shorter = false);

/// <summary>
/// How long a message is tried for: as the service says, else less and less often, for a day. What is not taken at all is given up at once.
/// </summary>
internal static class Persistence
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);
    public const int MostShortened = 3;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <param name="attempts">How often it was sent before this answer.</param>
    /// <param name="since">When it was to be sent first.</param>
    public static Verdict Of(Delivery delivery, int attempts, int shortened, DateTimeOffset since, DateTimeOffset now) =>
        delivery.Result switch
        {
            DeliveryResult.Taken => new(Fate.Taken),
            DeliveryResult.Closed => new(Fate.Stopped),
            DeliveryResult.Refused => new(Fate.GivenUp),
            DeliveryResult.TooLong => shortened < MostShortened ? new(Fate.Again, now, Shorter: true) : new(Fate.GivenUp),
            _ => Again(delivery.Pause, attempts, since, now),
        };

    private static Verdict Again(TimeSpan? pause, int attempts, DateTimeOffset since, DateTimeOffset now)
    {
        var backoff = First * Math.Pow(2, Math.Clamp(attempts, 0, 10));
        var at =
            now
            + (
                pause is { } asked ? Max(asked, TimeSpan.FromSeconds(1))
                : backoff < LongestPause ? backoff
                : LongestPause
            );
        return at - since > Longest ? new(Fate.GivenUp) : new(Fate.Again, at);
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
