namespace Tonearm.TestHouse;

/// <summary>Something going wrong at Spotify, as docs/sandbox.md describes it; what is left out is not sent.</summary>
/// <param name="Kind"><c>status</c>, <c>drop</c>, <c>half</c>, <c>html</c>, <c>text</c>, <c>empty</c>, <c>slow</c> or <c>oauth</c>.</param>
/// <param name="Count">How many requests it hits; without it, all.</param>
/// <param name="RetryAfter">Seconds.</param>
public sealed record Fault(
    string Kind,
    int? Status = null,
    string? Path = null,
    string? Method = null,
    string? Person = null,
    int? Skip = null,
    int? Count = null,
    int? RetryAfter = null,
    string? Reason = null,
    string? Message = null,
    bool? AfterEffect = null,
    int? SlowMs = null
);

/// <summary>Something in answers that is not what it should be, as docs/sandbox.md describes it; values are JSON as text.</summary>
/// <param name="List">Rewrites the entries of this list; without it, the answer itself.</param>
/// <param name="Entry">Only the entry with this id.</param>
/// <param name="Members">What stands in these members instead.</param>
/// <param name="Copy">The entry with this id stands there once more.</param>
/// <param name="Share">So many of a hundred entries are broken, each in a way that <paramref name="Seed"/> chooses.</param>
public sealed record Rewrite(
    string Path,
    string? List = null,
    string? Entry = null,
    Dictionary<string, string>? Members = null,
    string? Whole = null,
    string? Copy = null,
    int? Count = null,
    int? Skip = null,
    string? Person = null,
    int? Share = null,
    int? Seed = null
)
{
    /// <summary>In the list of an account's playlists, this member of one entry, or of all.</summary>
    public static Rewrite Listed(string member, string json, string? entry = null, string? person = null) =>
        new("/v1/me/playlists", "items", entry, new() { [member] = json }, Person: person);
}

/// <summary>A playlist as it stands in a person's library.</summary>
public sealed record LibraryEntry(string Id, int Position, string Owner, string Title, string? Description, string? CoverImageId);

/// <summary>A playlist as it truly is, whatever Spotify shows of it yet.</summary>
public sealed record TruePlaylist(
    string Id,
    string Owner,
    string Title,
    string? Description,
    bool? Public,
    int TrackCount,
    string? CoverImageId,
    string? CoverPicture,
    string? CoverSha256,
    IReadOnlyList<Deed> History
);

/// <param name="What">Such as <c>title taken down</c>.</param>
public sealed record Deed(DateTimeOffset At, string By, string What, string? Sent, string? Sha256, int? Bytes);

/// <summary>What was asked of Spotify.</summary>
public sealed record CallReport(int Total, int MostInFlight, IReadOnlyList<CallTally> Counts, IReadOnlyList<SeenCall> Recent);

/// <param name="Status">How often each status was answered; 0 stands for a connection closed without one.</param>
public sealed record CallTally(string Endpoint, string? Person, int Count, IReadOnlyDictionary<int, int> Status);

public sealed record SeenCall(
    long Number,
    DateTimeOffset At,
    string Method,
    string Host,
    string Path,
    string Query,
    string Endpoint,
    string Family,
    string? Person,
    int Status,
    string? Fault,
    SentBody? Sent
);

public sealed record SentBody(int Bytes, string? Text, string? Sha256);

public sealed record SandboxPerson(string Id, string AccountId, string Name, int Playlists, int Followed, IReadOnlyList<Consent> Consents);

public sealed record Consent(string ClientId, IReadOnlyList<string> Scopes, DateTimeOffset AuthorizedAt, bool Revoked);

/// <summary>A player as it truly is.</summary>
/// <param name="DeviceId">The active one; null when there is none.</param>
/// <param name="Song">What is on, playing or paused.</param>
/// <param name="Queue">Only what somebody added to it.</param>
/// <param name="Upcoming">What would play next, without anybody's doing: the queue, the context, then what is recommended.</param>
public sealed record TruePlayer(
    DateTimeOffset Now,
    bool Premium,
    string? DeviceId,
    bool IsPlaying,
    PlayedSong? Song,
    double ProgressMs,
    DateTimeOffset? EndsAt,
    string? ContextUri,
    IReadOnlyList<string> Queue,
    IReadOnlyList<string> Upcoming,
    bool Shuffle,
    string Repeat,
    IReadOnlyList<SandboxDevice> Devices
);

/// <param name="Type"><c>Computer</c>, <c>Smartphone</c> or <c>Speaker</c>.</param>
public sealed record SandboxDevice(string Id, string Name, string Type, bool Active, bool Awake, bool Restricted, int Volume);

/// <param name="Uri">What was asked for.</param>
/// <param name="ShownUri">What the Web API says is playing: another one for a relinked track.</param>
/// <param name="How"><c>play</c> (by the Web API), <c>host</c>, <c>queue</c>, <c>context</c>, <c>autoplay</c> or <c>repeat</c>.</param>
/// <param name="GapMs">The silence before it; null for the first of all.</param>
/// <param name="EndedAt">When its sound stopped for good; null for what is on.</param>
public sealed record PlayedSong(
    long Number,
    string Uri,
    string ShownUri,
    string Name,
    string By,
    int DurationMs,
    string How,
    string DeviceId,
    DateTimeOffset StartedAt,
    double? GapMs,
    DateTimeOffset? EndedAt,
    double HeardMs
);
