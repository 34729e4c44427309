using Tonearm.Party.Rules;

namespace Tonearm.Party.Conductor;

/// <summary>A party as <see cref="ConductorStore"/> reads it; columns are bound by their names.</summary>
internal sealed record PartyRow
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required string Phase { get; init; }
    public string? DeviceId { get; init; }
    public string? DeviceName { get; init; }
    public required PartySettings Settings { get; init; }
    public required int Round { get; init; }
    public int? Song { get; init; }
    public DateTimeOffset? SongAt { get; init; }
    public int? AtMs { get; init; }
    public string? SongUri { get; init; }
    public required bool Closed { get; init; }
    public int? Winner { get; init; }
    public string? Handover { get; init; }
    public DateTimeOffset? ActAt { get; init; }
    public required int Asked { get; init; }
    public required int Looks { get; init; }
    public required int Refused { get; init; }
    public string? Trouble { get; init; }
    public DateTimeOffset? HostLeftAt { get; init; }
    public DateTimeOffset? QuietAt { get; init; }
    public DateTimeOffset? GraceUntil { get; init; }
    public required bool HostHere { get; init; }
    public DateTimeOffset? ClosesAt { get; init; }
    public required PlayerKnowledge Player { get; init; }
    public DateTimeOffset? StartsAt { get; init; }
    public bool StartsItself { get; init; }

    /// <summary>Another party of its account is on.</summary>
    public bool OtherIsOn { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required int SkipWants { get; init; }
    public required int SkipOf { get; init; }

    /// <summary>A device of the host's is connected.</summary>
    public required bool Present { get; init; }

    /// <summary>Somebody's is.</summary>
    public required bool Watched { get; init; }

    /// <summary>How many parties are on.</summary>
    public required int Parties { get; init; }

    public PartyState State(Dictionary<int, SongOfParty> songs, AskedWish? wish) =>
        new()
        {
            Id = Id,
            AccountId = AccountId,
            IsLive = Phase == "live",
            DeviceId = DeviceId,
            Device = DeviceName,
            Settings = Settings,
            Round = Round,
            Song = songs.GetValueOrDefault(Song ?? -1),
            SongAt = SongAt,
            AtMs = AtMs,
            SongUri = SongUri,
            Closed = Closed,
            Winner = songs.GetValueOrDefault(Winner ?? -1),
            Handover = HandoverColumn.Read(Handover),
            ActAt = ActAt,
            Asked = Asked,
            Wish = wish,
            Looks = Looks,
            Refused = Refused,
            Trouble = Trouble,
            Absence = new(LeftAt: HostLeftAt, QuietAt: QuietAt, GraceUntil: GraceUntil),
            Present = Present,
            WasPresent = HostHere,
            ClosesShown = ClosesAt,
            Player = Player,
            Skips = new(SkipWants, SkipOf),
            Start = StartsAt is { } at ? new(at, StartsItself) : null,
            OtherIsOn = OtherIsOn,
            Watchers = Watched && Phase == "live" && Song is not null ? new(CreatedAt, Parties) : null,
        };
}
