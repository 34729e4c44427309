namespace Tonearm.Party.Screens;

/// <summary>A television as its row has it, with what it must know of its party.</summary>
/// <param name="PartyId">Null while it is paired with none.</param>
/// <param name="EndedAt">When that party ended; null while it goes on.</param>
internal sealed record ScreenRow(
    Guid Id,
    string? Code,
    DateTimeOffset? CodeUntil,
    Guid? PartyId,
    DateTimeOffset? EndedAt,
    DateTimeOffset SeenAt
);

/// <summary>What a television shows.</summary>
internal enum ScreenShows
{
    Party,

    /// <summary>The code that it has.</summary>
    Code,

    /// <summary>A code that is still to be drawn, and no party any more.</summary>
    NewCode,
}

/// <summary>Decides what a television shows, from its row and the time alone.</summary>
internal static class ScreenRules
{
    /// <summary>How long a code leads to its television.</summary>
    public static readonly TimeSpan CodeLasts = TimeSpan.FromMinutes(10);

    /// <summary>How long it says that the party is over before it asks for another.</summary>
    public static readonly TimeSpan Farewell = TimeSpan.FromMinutes(2);

    /// <summary>It says so every quarter of a minute; who was not heard for longer than this may be switched off.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);

    /// <summary>That it is there is written no more often than this.</summary>
    public static readonly TimeSpan SeenAgain = TimeSpan.FromSeconds(10);

    /// <summary>How many may show one party.</summary>
    public const int MostOfParty = 12;

    public static ScreenShows Shows(ScreenRow screen, DateTimeOffset now) =>
        screen.PartyId is not null && !(screen.EndedAt + Farewell <= now) ? ScreenShows.Party
        : screen.PartyId is null && screen.Code is not null && screen.CodeUntil > now ? ScreenShows.Code
        : ScreenShows.NewCode;

    public static bool IsOn(DateTimeOffset seenAt, DateTimeOffset now) => now - seenAt <= Silence;
}
