namespace Tonearm.Party.Rules;

/// <summary>How far the winner's way to the player has come. Stored before each step is taken.</summary>
internal enum Handover
{
    /// <summary>Voting has not closed.</summary>
    None,

    Chosen,

    /// <summary>It is being put into Spotify's queue; after a crash nobody knows whether it has arrived.</summary>
    Queueing,
    Queued,

    /// <summary>The player is being told to play it at once; after a crash nobody knows whether it was told.</summary>
    Playing,
}

/// <summary>What should be heard.</summary>
/// <param name="Song">Null before the first song.</param>
/// <param name="SongAt">When it began; null while it stands still, or as long as nobody has heard it.</param>
/// <param name="SongUri">The uri that Spotify plays in its place, once that is known.</param>
/// <param name="Winner">What plays next, once voting has closed.</param>
/// <param name="Looks">How often the look has been put off already, so that no doubt lasts for ever.</param>
/// <param name="CrossfadeMs">So much before its end the song gives way to the next.</param>
/// <param name="PostponedTo">When the change comes instead, as songs that the host has queued by hand play first.</param>
internal sealed record Expected(
    Recording? Song,
    DateTimeOffset? SongAt,
    string? SongUri = null,
    Recording? Winner = null,
    Handover Handover = Handover.None,
    int Looks = 0,
    SongChange? Change = null,
    TransportCommand? Transport = null,
    int CrossfadeMs = 0,
    DateTimeOffset? PostponedTo = null
)
{
    /// <summary>When the song should give way to the next one.</summary>
    public DateTimeOffset? ChangeAt => PostponedTo ?? SongAt + Song?.Length - TimeSpan.FromMilliseconds(CrossfadeMs);

    public bool IsCommanded => Winner is not null && Handover is Handover.Queueing or Handover.Queued or Handover.Playing;

    public bool IsSong(Recording item) => Song is not null && (item.Uri == SongUri || Song.IsSame(item));

    public bool IsWinner(Recording item) => IsCommanded && Winner!.IsSame(item);
}
