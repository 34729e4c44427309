using Tonearm.Party.Rules;
using Tonearm.Spotify;

namespace Tonearm.Party.Conductor;

/// <summary>A party as its conductor knows it: what plays, what comes next, and what it was asked to do.</summary>
internal sealed record PartyState
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required bool IsLive { get; init; }
    public string? DeviceId { get; init; }

    /// <summary>What the device is called, once it has been seen to play.</summary>
    public string? Device { get; init; }

    public required PartySettings Settings { get; init; }
    public required int Round { get; init; }

    /// <summary>Null before the first one has begun.</summary>
    public SongOfParty? Song { get; init; }

    /// <summary>When it was, or would have been, at its beginning; null while it stands still.</summary>
    public DateTimeOffset? SongAt { get; init; }

    /// <summary>Where it stands still.</summary>
    public int? AtMs { get; init; }

    /// <summary>What Spotify plays instead of the one that was asked for, once that is known.</summary>
    public string? SongUri { get; init; }

    public required bool Closed { get; init; }
    public SongOfParty? Winner { get; init; }
    public required Handover Handover { get; init; }

    /// <summary>When something is to be done about the music.</summary>
    public DateTimeOffset? ActAt { get; init; }

    /// <summary>Counts how often somebody wanted it at once.</summary>
    public required int Asked { get; init; }

    /// <summary>The oldest wish that has not been done.</summary>
    public AskedWish? Wish { get; init; }

    /// <summary>How often it has looked again, or failed, since it last knew.</summary>
    public required int Looks { get; init; }

    /// <summary>How many winners Spotify has refused since the song began, or a person asked for something.</summary>
    public required int Refused { get; init; }

    public string? Trouble { get; init; }
    public required Absence Absence { get; init; }

    /// <summary>A device of the host's is connected.</summary>
    public required bool Present { get; init; }

    /// <summary>One was at the last turn.</summary>
    public required bool WasPresent { get; init; }

    /// <summary>When voting closes, as phones were last told.</summary>
    public DateTimeOffset? ClosesShown { get; init; }

    /// <summary>What is known of the player beyond what plays.</summary>
    public required PlayerKnowledge Player { get; init; }

    /// <summary>Who wants the next song.</summary>
    public SkipTally Skips { get; init; } = SkipTally.Nobody;

    /// <summary>When it begins, if it was prepared.</summary>
    public StartTime? Start { get; init; }

    /// <summary>Another party of its account is on, whose player can follow only one.</summary>
    public bool OtherIsOn { get; init; }

    /// <summary>Null when nobody has a page of it open.</summary>
    public Watchers? Watchers { get; init; }

    /// <summary>How often its player is looked at while somebody watches; null when nobody does, or calls are short.</summary>
    public TimeSpan? LookEvery { get; init; }

    /// <summary>When it is looked at only because somebody watches.</summary>
    public DateTimeOffset? WatchAt =>
        IsLive && Song is not null && Trouble is null or Troubles.Paused && Handover is Handover.None or Handover.Chosen or Handover.Queued
            ? LookCadence.Next(LookEvery, Clock, Looks, Player)
            : null;

    /// <summary>As whom its player is looked at and told what to do.</summary>
    public Caller Caller => Caller.Party(AccountId);

    public bool HasMusic => IsLive && SongAt is not null;

    /// <summary>It was prepared, and no song has begun.</summary>
    public bool IsPrepared => Start is not null && Song is null;

    /// <summary>Prepared, and its time has not come or is not long over: nobody's absence ends it.</summary>
    public bool Waits(DateTimeOffset now) => IsPrepared && Start!.Waits(now);

    public bool HasStopped => Trouble == Troubles.SomethingElse;

    public SongClock? Clock =>
        SongAt is { } at && Song is not null ? new(at, Song.Recording.Length - TimeSpan.FromMilliseconds(Player.CrossfadeMs)) : null;

    /// <summary>Those who are here have had enough of the song, and nothing is in the way of the next.</summary>
    public bool IsSkipped(DateTimeOffset now) =>
        IsLive
        && Settings.SkipVotes
        && Trouble is null
        && Handover != Handover.Playing
        && SkipVote.Passes(Skips)
        && SkipVote.At(Clock, now) == SkipTime.Open;

    public DateTimeOffset? ClosesAt => Closed || Song is null ? null : Clock?.ClosesAt(Settings);

    public Expected Expected =>
        new(
            Song?.Recording,
            SongAt,
            SongUri,
            Winner?.Recording,
            Handover,
            Looks,
            Player.Change,
            Player.Transport,
            Player.CrossfadeMs,
            Player.PostponedTo
        );

    /// <summary>Where the song is at this moment.</summary>
    public TimeSpan Progress(DateTimeOffset now)
    {
        var progress = SongAt is { } at ? now - at : TimeSpan.FromMilliseconds(AtMs ?? 0);
        return Song is { } song && progress > song.Recording.Length ? song.Recording.Length
            : progress < TimeSpan.Zero ? TimeSpan.Zero
            : progress;
    }

    public PartyState Plays(DateTimeOffset since, string? uri) =>
        this with
        {
            SongAt = since,
            AtMs = null,
            SongUri = uri ?? SongUri,
            Trouble = null,
            Looks = 0,
        };

    public PartyState Stands(TimeSpan at, string? trouble) =>
        this with
        {
            SongAt = null,
            AtMs = (int)at.TotalMilliseconds,
            Trouble = trouble,
        };

    /// <summary>A state has shown what was told: what was before is of interest for a moment only.</summary>
    public PartyState Confirmed() =>
        this with
        {
            Player = Player with
            {
                Change = Player.Change is { } change ? change with { Seen = true } : null,
                GoneAt = null,
                Revivals = 0,
                Offer = null,
            },
        };

    public PartyState Surprised() => this with { Player = Player.Surprised() };
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

/// <summary>A wish as it was written down.</summary>
/// <param name="Round">Of the round that was seen; null when it is meant whatever plays.</param>
internal sealed record AskedWish(long Id, Wish Wish, int? Round, string? DeviceId, string? DeviceName);
