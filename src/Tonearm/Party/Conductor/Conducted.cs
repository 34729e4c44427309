using Tonearm.Party.Rules;

namespace Tonearm.Party.Conductor;

/// <summary>A party as its conductor knows it: what plays, what comes next, and what it was asked to do.</summary>
/// <param name="Device">What the device is called, once it has been seen to play.</param>
/// <param name="Song">Null before the first one has begun.</param>
/// <param name="SongAt">When it was, or would have been, at its beginning; null while it stands still.</param>
/// <param name="AtMs">Where it stands still.</param>
/// <param name="ActAt">When something is to be done about the music.</param>
/// <param name="Asked">Counts how often somebody wanted it at once.</param>
/// <param name="Refused">How many winners Spotify has refused since the song began, or a person asked for something.</param>
/// <param name="Present">A device of the host's is connected.</param>
/// <param name="WasPresent">One was at the last turn.</param>
/// <param name="ClosesShown">When voting closes, as phones were last told.</param>
internal sealed record Conducted(
    Guid Id, Guid AccountId, bool IsLive, string? DeviceId, string? Device, PartySettings Settings, int Round, SongOfParty? Song, DateTimeOffset? SongAt, int? AtMs, string? SongUri,
    bool Closed, SongOfParty? Winner, Handover Handover, DateTimeOffset? ActAt, int Asked, Wish? Wish, int Looks, int Refused, string? Trouble, Absence Absence, bool Present, bool WasPresent, DateTimeOffset? ClosesShown)
{
    public bool HasMusic => IsLive && SongAt is not null;

    public bool HasStopped => Trouble == Troubles.SomethingElse;

    public SongClock? Clock => SongAt is { } at && Song is not null ? new(at, Song.Recording.Length) : null;

    public DateTimeOffset? ClosesAt => Closed || Song is null ? null : Clock?.ClosesAt(Settings);

    public Expected Expected => new(Song?.Recording, SongAt, SongUri, Winner?.Recording, Handover, Looks);

    /// <summary>Where the song is at this moment.</summary>
    public TimeSpan Progress(DateTimeOffset now)
    {
        var progress = SongAt is { } at ? now - at : TimeSpan.FromMilliseconds(AtMs ?? 0);
        return Song is { } song && progress > song.Recording.Length ? song.Recording.Length : progress < TimeSpan.Zero ? TimeSpan.Zero : progress;
    }

    public Conducted Plays(DateTimeOffset since, string? uri) => this with { SongAt = since, AtMs = null, SongUri = uri ?? SongUri, Trouble = null, Looks = 0 };

    public Conducted Stands(TimeSpan at, string? trouble) => this with { SongAt = null, AtMs = (int)at.TotalMilliseconds, Trouble = trouble };
}

/// <param name="Place">Of its track in the order.</param>
internal sealed record SongOfParty(int Place, Recording Recording);

/// <summary>What a person asks of the conductor.</summary>
internal enum Wish
{
    Start,
    Next,
    Pause,
    Resume,
    Device,
    Look,
}
