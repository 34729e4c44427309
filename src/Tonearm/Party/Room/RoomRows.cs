using Tonearm.Party.Rules;

namespace Tonearm.Party.Room;

/// <summary>A party as <see cref="RoomReader"/> reads it; columns are bound by their names.</summary>
internal sealed record PartyRow
{
    public required Guid Id { get; init; }
    public required Guid OwnerId { get; init; }
    public required long Version { get; init; }
    public required string Phase { get; init; }
    public string? Code { get; init; }
    public required string Secret { get; init; }
    public required string HostName { get; init; }
    public required string PlaylistTitle { get; init; }
    public required PartySettings Settings { get; init; }
    public required int Round { get; init; }
    public DateTimeOffset? ClosesAt { get; init; }
    public required bool Closed { get; init; }
    public int? Song { get; init; }
    public DateTimeOffset? SongAt { get; init; }
    public int? AtMs { get; init; }
    public int? Winner { get; init; }
    public bool WinnerByHost { get; init; }

    /// <summary>What the second playlist is called.</summary>
    public string? Fallback { get; init; }

    /// <summary>What the host wants next.</summary>
    public int? Choice { get; init; }
    public string? Trouble { get; init; }
    public DateTimeOffset? GraceUntil { get; init; }
    public string? EndedWhy { get; init; }
    public string? DeviceId { get; init; }
    public string? DeviceName { get; init; }
    public DateTimeOffset? CrowdedAt { get; init; }
    public required PlayerKnowledge Player { get; init; }

    public int Line { get; init; }

    /// <summary>See <see cref="Snapshot"/>.</summary>
    public int Along { get; init; }

    /// <summary>How many play along.</summary>
    public int PlayingAlong { get; init; }

    /// <summary>Suggestions that wait for the host.</summary>
    public int AskedFor { get; init; }

    /// <summary>On all nodes.</summary>
    public required int People { get; init; }

    /// <summary>How many of how many want the next song; null when that is not asked.</summary>
    public int? SkipWants { get; init; }
    public int? SkipOf { get; init; }

    /// <summary>When it begins, if it was prepared.</summary>
    public DateTimeOffset? StartsAt { get; init; }
    public bool StartsItself { get; init; }
    public int StartsChanges { get; init; }

    /// <summary>How far the reading of its playlist has come.</summary>
    public int? Total { get; init; }
    public int? Skipped { get; init; }
    public int? Here { get; init; }
    public string? ReadingProblem { get; init; }
    public DateTimeOffset? LookedAt { get; init; }
}

internal sealed record GuestRow
{
    public required Guid GuestId { get; init; }
    public required bool Host { get; init; }
    public required long N { get; init; }

    /// <summary>How often its pages have said that they are being closed.</summary>
    public required int Goodbyes { get; init; }

    /// <summary>Which guest of the party it is, from 1.</summary>
    public int Number { get; init; }

    public bool Muted { get; init; }

    /// <summary>They want the next song.</summary>
    public bool Skips { get; init; }

    /// <summary>See <see cref="MyView"/>.</summary>
    public int[] Turns { get; init; } = [];

    /// <summary>See <see cref="MyView"/>.</summary>
    public string? Along { get; init; }
}

internal sealed record TrackRow
{
    public required int Place { get; init; }
    public required string TrackId { get; init; }
    public required string Title { get; init; }
    public required string Artists { get; init; }
    public string? Cover { get; init; }
    public string? CoverLarge { get; init; }
    public required int DurationMs { get; init; }
    public required bool Explicit { get; init; }
    public int? Ballot { get; init; }
    public required long Reached { get; init; }
    public required int Likes { get; init; }

    /// <summary>A guest has asked for it.</summary>
    public bool Suggested { get; init; }

    /// <summary>The guest who was asked about likes it.</summary>
    public required bool Mine { get; init; }

    public TrackView View => TrackView.Of(TrackId, Title, Artists, Cover, CoverLarge, DurationMs, Explicit);
}
