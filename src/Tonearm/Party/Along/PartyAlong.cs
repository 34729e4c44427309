using Tonearm.Party.Rules;
using Tonearm.Spotify;

namespace Tonearm.Party.Along;

/// <summary>Somebody who plays along, with the party's music as it is now.</summary>
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

    public required HostMusic Music { get; init; }

    /// <summary>The music as it stands in the row, to see that it has changed since.</summary>
    public required string Seen { get; init; }

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

internal static class AlongColumn
{
    private static readonly string[] Names = ["ready", "on", "waits", "stopping"];

    public static string Of(AlongState state) => Names[(int)state];

    public static AlongState Read(string column) => (AlongState)Array.IndexOf(Names, column);
}

/// <summary>What is in the way of playing along, beyond the <see cref="Troubles"/> of a player.</summary>
internal static class AlongProblems
{
    /// <summary>They play something else, or have pressed pause: their wish holds.</summary>
    public const string Theirs = "theirs";
}
