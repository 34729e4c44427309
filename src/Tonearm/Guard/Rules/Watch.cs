namespace Tonearm.Guard.Rules;

/// <summary>
/// When a playlist was last seen, and until when that counts as being watched. Only a look that showed the playlist itself moves either.
/// </summary>
/// <param name="SeenAt">The last look that showed it; null before the first.</param>
/// <param name="Until">When the next look was promised.</param>
internal sealed record Watch(DateTimeOffset? SeenAt, DateTimeOffset? Until)
{
    /// <summary>How late a look may be before the promise is broken: a take-over by another node, a slow answer, a repeated call.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <summary>Until then what was seen may be said; null where nothing was promised.</summary>
    public DateTimeOffset? Ends => Until + Grace;

    public bool IsKept(DateTimeOffset now) => now <= Ends;

    /// <param name="sweptAt">The account's last look that saw anything of its list; null when it was not one for this playlist.</param>
    /// <param name="sweptUntil">When its next look was promised.</param>
    /// <param name="singlyAt">The last look that changed what is known of this playlist, or was for it alone.</param>
    /// <param name="unseenSince">When it was seen last, where a later look ought to have shown it and did not.</param>
    /// <param name="every">How often such a playlist is looked at.</param>
    public static Watch Of(
        DateTimeOffset? sweptAt,
        DateTimeOffset? sweptUntil,
        DateTimeOffset? singlyAt,
        DateTimeOffset? unseenSince,
        TimeSpan every
    ) =>
        unseenSince is not null ? new(unseenSince, unseenSince)
        : singlyAt is { } singly && !(sweptAt > singly) ? new(singly, Later(singly + every, sweptAt is null ? null : sweptUntil))
        : new(sweptAt, sweptUntil);

    private static DateTimeOffset? Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other : one;
}
