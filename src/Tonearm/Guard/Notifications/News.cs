using Tonearm.Guard.Rules;

namespace Tonearm.Guard.Notifications;

/// <summary>What an owner may be told of. Each channel has those that its owner has chosen.</summary>
[Flags]
internal enum NewsKinds
{
    None = 0,

    /// <summary>Something was changed on a playlist.</summary>
    Changed = 1,

    /// <summary>It is right again.</summary>
    PutBack = 2,

    /// <summary>Guard holds, or cannot write what is wanted: nothing happens until a person decides.</summary>
    NeedsYou = 4,

    /// <summary>An account's sign-in ends soon, or has ended.</summary>
    SignIn = 8,

    /// <summary>An account could not be looked at for long.</summary>
    NotLooking = 16,
    All = Changed | PutBack | NeedsYou | SignIn | NotLooking,
}

/// <summary>What has become of a field that was changed.</summary>
internal enum FieldOutcome
{
    /// <summary>Guard is writing it, or has written it and looks whether it is there.</summary>
    PuttingBack,

    /// <summary>Guard writes it as soon as it may.</summary>
    Later,

    /// <summary>The owner wants to be told only.</summary>
    Watching,
    NeedsYou,
    PutBack,
    RightAgain,
    Kept,
}

/// <summary>One field in a piece of news.</summary>
/// <param name="Before">The wanted text; null for a cover.</param>
/// <param name="After">What stood there instead; null for a cover.</param>
/// <param name="Sentence">What a person has to know and do, where it is theirs.</param>
/// <param name="Seconds">How long it was wrong, once it is right again.</param>
internal sealed record FieldNews(
    Field Field,
    DriftKind? Kind,
    FieldOutcome Outcome,
    string? Before = null,
    string? After = null,
    string? Sentence = null,
    double? Seconds = null
)
{
    public bool HasEnded => Outcome is FieldOutcome.PutBack or FieldOutcome.RightAgain or FieldOutcome.Kept;

    /// <summary>Guard has something to do yet.</summary>
    public bool IsUnderWay => Outcome is FieldOutcome.PuttingBack or FieldOutcome.Later;
}

/// <param name="Title">Of the playlist, as it is wanted; null where it is about an account.</param>
/// <param name="Sentence">What has happened to an account.</param>
internal sealed record NewsDetails(string? Title, IReadOnlyList<FieldNews> Fields, string? Sentence = null);

/// <summary>One thing that has happened and is worth telling.</summary>
/// <param name="Key">What makes it the same thing, which is told once.</param>
internal sealed record News(NewsKinds Kind, string Key, string? PlaylistId, NewsDetails Details);

/// <summary>The same as a channel has it.</summary>
/// <param name="Revision">The revision of its message that tells it first.</param>
internal sealed record ChannelNews(
    long Id,
    NewsKinds Kind,
    string Account,
    string? PlaylistId,
    DateTimeOffset At,
    int Revision,
    NewsDetails Details
)
{
    public bool NeedsYou => Kind is NewsKinds.NeedsYou or NewsKinds.SignIn;
}
