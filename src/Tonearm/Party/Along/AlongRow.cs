using Tonearm.Party.Rules;

namespace Tonearm.Party.Along;

/// <summary>Somebody who plays along as <see cref="AlongStore"/> reads them; columns are bound by their names.</summary>
internal sealed record AlongRow
{
    public required Guid Id { get; init; }
    public required Guid PartyId { get; init; }
    public required string State { get; init; }
    public string? Problem { get; init; }
    public string? DeviceId { get; init; }
    public required Following Told { get; init; }
    public required int Asked { get; init; }
    public required int Failures { get; init; }
    public required int Calls { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public DateTimeOffset? StopBy { get; init; }
    public required bool Allowed { get; init; }
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

    public PartyAlong Along =>
        new()
        {
            Id = Id,
            PartyId = PartyId,
            State = AlongColumn.Read(State),
            Problem = Problem,
            DeviceId = DeviceId,
            Told = Told,
            Asked = Asked,
            Failures = Failures,
            Calls = Calls,
            DueAt = DueAt,
            StopBy = StopBy,
            Allowed = Allowed,
            Seen = Seen,
            Music = new(
                SongUri is null ? null : new(SongUri, SongIsrc, SongTitle!, SongMs!.Value),
                SongAt,
                AtMs,
                WinnerUri is null ? null : new(WinnerUri, WinnerIsrc, WinnerTitle!, WinnerMs!.Value),
                Player.CrossfadeMs,
                Player.PostponedTo
            ),
        };
}
