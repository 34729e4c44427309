namespace Tonearm.Party.Rules;

/// <summary>What is known of a host who is not there.</summary>
/// <param name="LeftAt">When the last goodbye came; its device may not have been the only one.</param>
/// <param name="QuietAt">Since when there is neither host nor music.</param>
/// <param name="GraceUntil">When the party ends unless the host comes back.</param>
internal sealed record Absence(DateTimeOffset? LeftAt = null, DateTimeOffset? QuietAt = null, DateTimeOffset? GraceUntil = null)
{
    public static readonly Absence None = new();

    /// <summary>Who reloads a page says goodbye, too, and is counted as there for a moment longer.</summary>
    public static readonly TimeSpan Settle = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan CountdownLook = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan QuietLook = TimeSpan.FromMinutes(1);

    /// <param name="present">A device of the host's is connected.</param>
    /// <param name="music">The song runs.</param>
    public Absence At(DateTimeOffset now, bool present, bool music, PartyOptions options)
    {
        if (LeftAt is { } left && now < left + Settle)
            return this;
        if (present)
            return None;
        if (LeftAt is not null)
            return this with { GraceUntil = GraceUntil ?? LeftAt + options.HostGrace, QuietAt = null };
        if (music)
            return None;
        var quiet = QuietAt ?? now;
        return new(null, quiet, GraceUntil ?? (now >= quiet + options.HostSilence ? now + options.HostGrace : null));
    }

    public bool Ends(DateTimeOffset now) => GraceUntil <= now;

    /// <summary>When to look at it again; null when only a goodbye changes it.</summary>
    public DateTimeOffset? NextLook(DateTimeOffset now, bool music, PartyOptions options) =>
        this switch
        {
            { GraceUntil: { } end } => Earlier(end, now + CountdownLook),
            { LeftAt: { } left } => left + Settle,
            { QuietAt: { } quiet } => Earlier(quiet + options.HostSilence, now + QuietLook),
            _ => music ? null : now + QuietLook,
        };

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
