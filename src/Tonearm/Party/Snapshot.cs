using System.Text.Json.Serialization;

namespace Tonearm.Party;

/// <summary>All that a phone must know to be right. Times are milliseconds since 1970 by the server's clock.</summary>
/// <param name="V">The version; a phone ignores a lower one than it has.</param>
/// <param name="Now">The server's clock when this was made.</param>
/// <param name="Phase"><c>lobby</c>, <c>live</c> or <c>ended</c>.</param>
/// <param name="Code">Its digits, for those who want to bring more people in.</param>
/// <param name="Link">The address that leads straight in; a QR code of it stands at <c>/party/{id}/qr.svg</c>.</param>
/// <param name="People">Phones that are connected now.</param>
/// <param name="Round">0 in the lobby.</param>
/// <param name="Ballot">The tracks up for vote, in the order of the ballot.</param>
/// <param name="Leader">The track that would win now; with no likes the first of the ballot; null without a ballot.</param>
/// <param name="ClosesAt">When voting closes; null while that is not known, as when the song stands still.</param>
/// <param name="Next">The winner, once voting has closed.</param>
/// <param name="Trouble">What is in the way of the music, as a code of <see cref="Troubles"/>; null when nothing is.</param>
/// <param name="GraceUntil">The party ends then unless the host comes back.</param>
/// <param name="Ended">Why it is over, as a sentence.</param>
/// <param name="Skip">Who has had enough of the song; not there unless the host lets them skip it.</param>
/// <param name="Line">Counts the changes of what guests have asked for: another number, another line.</param>
/// <param name="Choice">What the host wants next, over the votes.</param>
/// <param name="ByHost"><paramref name="Next"/> is the host's choice.</param>
/// <param name="Starts">When it begins, as long as it is prepared and waits for that; the ballot is up for vote then, too.</param>
/// <param name="Unplayed">A winner that Spotify did not play, so that another came, by its title; told until the song after that.</param>
/// <param name="Along">Counts what has changed for those who play along: <see cref="MyView"/> says what.</param>
public sealed record Snapshot(
    long V,
    long Now,
    Guid Id,
    string Phase,
    string Code,
    string Link,
    string HostName,
    string PlaylistTitle,
    int People,
    PartySettings Settings,
    int Round,
    Song? Song,
    IReadOnlyList<BallotEntry> Ballot,
    string? Leader,
    bool Closed,
    long? ClosesAt,
    TrackView? Next,
    string? Trouble,
    long? GraceUntil,
    string? Ended,
    MyView Me,
    HostView? Host,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SkipView? Skip = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Line = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TrackView? Choice = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool ByHost = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] StartView? Starts = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Unplayed = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Along = 0
);

/// <summary>When a prepared party begins.</summary>
/// <param name="Until">Until then it starts by itself; null when its host starts it.</param>
public sealed record StartView(long At, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Until = null);

/// <summary>A track as a phone shows it.</summary>
/// <param name="Id">Spotify's id of the track.</param>
/// <param name="Cover">For a row, sharp on a phone: 300 px at Spotify; <paramref name="CoverLarge"/>, 640 px, for the song that plays. Null
/// when there is none.</param>
/// <param name="Url">Where it opens in Spotify.</param>
public sealed record TrackView(
    string Id,
    string Title,
    string Artists,
    string? Cover,
    string? CoverLarge,
    int DurationMs,
    bool Explicit,
    string Url
)
{
    /// <summary>Some songs have no title, at times only for a while.</summary>
    public static TrackView Of(
        string id,
        string title,
        string artists,
        string? cover,
        string? coverLarge,
        int durationMs,
        bool isExplicit
    ) =>
        new(
            id,
            title.Length > 0 ? title : "No title",
            artists,
            cover,
            coverLarge,
            durationMs,
            isExplicit,
            $"https://open.spotify.com/track/{id}"
        );
}

/// <summary>The song that plays.</summary>
/// <param name="StartedAt">When it was, or would have been, at its beginning, given where it is now; null while it stands still.</param>
/// <param name="AtMs">Where it stands still; null while it plays.</param>
public sealed record Song(TrackView Track, long? StartedAt, int? AtMs);

/// <summary>How many want the next song, of how many who are here; more than half of them are enough.</summary>
public sealed record SkipView(int Wants, int Of);

/// <param name="Suggested">A guest has asked for it.</param>
public sealed record BallotEntry(
    TrackView Track,
    int Likes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Suggested = false
);

/// <summary>What is true for this phone alone.</summary>
/// <param name="Likes">Ids of the tracks I like in this round.</param>
/// <param name="N">The last counter of mine that was heeded; the next is higher.</param>
/// <param name="Skips">I want the next song.</param>
/// <param name="Along">How far I am with playing along (<c>ready</c>, <c>on</c>, <c>waits</c>, <c>stopping</c>), or what is in its way;
/// null when I have not signed in for it.</param>
/// <param name="Turns">The places in line of what I have asked for, from 1; 0 for what waits for the host. Null when nothing waits.</param>
/// <param name="Muted">The host has muted me: nothing that I say counts.</param>
public sealed record MyView(
    bool IsHost,
    IReadOnlyList<string> Likes,
    long N,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Skips = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<int>? Turns = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Muted = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Along = null
);

/// <summary>What only a host is told.</summary>
/// <param name="Device">Where the music plays, as Spotify calls it; null when none is chosen.</param>
/// <param name="Crowded">Guests were turned away because too many new ones came at once from one address.</param>
/// <param name="Playlist">How far its reading has come; null for a party of which that is not known.</param>
/// <param name="Moving">Where the music is to move, as long as it is not there.</param>
/// <param name="Offer">A device that may do when the party's own is not there.</param>
/// <param name="Habit">What has just been learned of the player, as a code of <c>PlayerHabit</c>.</param>
/// <param name="Asked">Suggestions that wait for the host's yes.</param>
/// <param name="Along">How many play along.</param>
/// <param name="Fallback">The playlist that comes when the first is played out, by its title.</param>
public sealed record HostView(
    string? DeviceId,
    string? Device,
    bool Crowded,
    PlaylistView? Playlist = null,
    DeviceMoving? Moving = null,
    DeviceOffer? Offer = null,
    string? Habit = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Asked = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Fallback = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Along = 0
);

/// <summary>The playlist that a party is made of, as far as it has been read.</summary>
/// <param name="Here">Entries that have been read, of <paramref name="Total"/>.</param>
/// <param name="Skipped">Those among them that are no songs Spotify plays here.</param>
/// <param name="Waits">Why the rest is not on its way just now, as a code of <see cref="Troubles"/>; null when it is, or nothing is
/// missing.</param>
/// <param name="LookedAt">When Spotify was last asked whether it has changed.</param>
public sealed record PlaylistView(int Here, int Total, int Skipped, string? Waits, long LookedAt);

/// <param name="Asleep">It was looked for long enough: the music stays where it is.</param>
public sealed record DeviceMoving(string? Device, bool Asleep);

public sealed record DeviceOffer(string Id, string Device);

/// <summary>
/// The small frame after the first: the counts alone, in the order of the ballot. A phone whose round differs waits for the whole snapshot.
/// </summary>
/// <param name="R">The round.</param>
/// <param name="C">Likes of each track of the ballot.</param>
/// <param name="L">The leader's place in the ballot; -1 without a ballot.</param>
/// <param name="P">People.</param>
/// <param name="S">How many want the next song, where that is asked.</param>
public sealed record CountsFrame(
    long V,
    int R,
    IReadOnlyList<int> C,
    int L,
    int P,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SkipView? S = null
);

/// <summary>What can be in the way of the music; the pages have the words.</summary>
internal static class Troubles
{
    /// <summary>A prepared party waits for another on the same account to end.</summary>
    public const string OtherParty = "other-party";

    /// <summary>A prepared party is to start, and its device is not there, while others are.</summary>
    public const string DeviceAsleep = "device-asleep";

    /// <summary>The host paused in Spotify.</summary>
    public const string Paused = "paused";

    /// <summary>No device of the host's is awake.</summary>
    public const string NoDevice = "no-device";

    /// <summary>The party's device is gone, while others are awake.</summary>
    public const string DeviceGone = "device-gone";

    /// <summary>The device takes no commands from outside.</summary>
    public const string Restricted = "restricted";

    public const string PremiumRequired = "premium";

    /// <summary>The owner of the app has no Premium, so that Spotify answers nobody.</summary>
    public const string AppWithoutPremium = "app-premium";

    /// <summary>The host is not among the app's users in Spotify's dashboard.</summary>
    public const string NotListed = "not-listed";

    /// <summary>Spotify does not take the client id or secret of this installation.</summary>
    public const string AppRefused = "app-refused";

    /// <summary>Spotify answers and says no, without a reason of those above.</summary>
    public const string Refused = "refused";

    /// <summary>A song that the host has queued by hand plays before the winner.</summary>
    public const string OwnQueue = "own-queue";

    /// <summary>Spotify took a command twice and does not show what was told.</summary>
    public const string NoAnswer = "no-answer";

    /// <summary>The host plays something else; the conductor has stopped and asks.</summary>
    public const string SomethingElse = "something-else";

    public const string SignIn = "sign-in";

    /// <summary>Our own budget of the day holds calls back, so that Spotify need not refuse any.</summary>
    public const string Budget = "budget";

    /// <summary>Spotify takes no more calls for now.</summary>
    public const string Quota = "quota";

    /// <summary>Spotify does not answer.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>Nothing of the playlist can be played.</summary>
    public const string NothingToPlay = "nothing-to-play";

    /// <summary>Waiting does not help: a person has to do something about it.</summary>
    public static bool NeedsPerson(string? trouble) => trouble is SignIn or NotListed or AppRefused or AppWithoutPremium or PremiumRequired;
}
