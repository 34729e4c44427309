using Tonearm.Party.Rules;
using Tonearm.Spotify;

namespace Tonearm.Party.Along;

/// <summary>Somebody who plays along, with the party's music as it is now; bound to its columns by their names.</summary>
internal sealed record PartyAlong
{
    public required Guid Id { get; init; }
    public required Guid PartyId { get; init; }
    public required AlongState State { get; init; }

    /// <summary>What is in its way, as a code of <see cref="Troubles"/> or <see cref="AlongProblems"/>.</summary>
    public string? Problem { get; init; }

    public string? DeviceId { get; init; }
    public required Following Told { get; init; }
    public required int Asked { get; init; }
    public required int Failures { get; init; }
    public required int Calls { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public DateTimeOffset? StopBy { get; init; }

    /// <summary>The party goes on, and its host lets guests play along.</summary>
    public required bool Allowed { get; init; }

    /// <summary>The music as it stands in the row, to see that it has changed since.</summary>
    public required string Seen { get; init; }

    public DateTimeOffset? SongAt { get; init; }
    public int? AtMs { get; init; }
    public required PlayerKnowledge Player { get; init; }
    public string? SongUri { get; init; }
    public string? SongIsrc { get; init; }
    public string? SongTitle { get; init; }
    public int? SongMs { get; init; }
    public string? WinnerUri { get; init; }
    public string? WinnerIsrc { get; init; }
    public string? WinnerTitle { get; init; }
    public int? WinnerMs { get; init; }

    public HostMusic Music =>
        new(
            SongUri is null ? null : new(SongUri, SongIsrc, SongTitle!, SongMs!.Value),
            SongAt,
            AtMs,
            WinnerUri is null ? null : new(WinnerUri, WinnerIsrc, WinnerTitle!, WinnerMs!.Value),
            Player.CrossfadeMs,
            Player.PostponedTo
        );

    /// <summary>The party comes first: what it needs of the day's calls is not touched.</summary>
    public Caller Caller => Caller.Background(Id);
}

/// <summary>How far somebody is who plays along.</summary>
internal enum AlongState
{
    /// <summary>Signed in; nothing was played yet.</summary>
    Ready,
    On,

    /// <summary>Until they say that they join again.</summary>
    Waits,

    /// <summary>The device is paused, and then nothing is kept.</summary>
    Stopping,
}

/// <summary>The states as their column spells them.</summary>
internal static class AlongColumn
{
    public static string Of(AlongState state) => state.ToString().ToLowerInvariant();
}

/// <summary>What is in the way of playing along, beyond the <see cref="Troubles"/> of a player.</summary>
internal static class AlongProblems
{
    /// <summary>They play something else, or have pressed pause: their wish holds.</summary>
    public const string Theirs = "theirs";
}
