using Tonearm.Spotify.Governor;

namespace Tonearm.Spotify;

/// <summary>How Spotify answered, as far as a caller does something different.</summary>
internal enum AnswerKind
{
    Ok,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>400, 413 and other refusals of what was sent.</summary>
    Refused,

    /// <summary>403 for this one thing.</summary>
    Forbidden,

    /// <summary>The account must sign in again: consent withdrawn, six months over, or never given.</summary>
    NeedsSignIn,

    /// <summary>Spotify does not take this installation's client id or secret; that is no account's trouble.</summary>
    AppRefused,

    /// <summary>The granted scopes do not cover this call; signing in again with more of them does.</summary>
    MissingScope,

    /// <summary>The person is not among the app's users in Spotify's dashboard.</summary>
    NotOnAllowList,

    /// <summary>The owner of the app has no Premium; nobody of this app gets an answer.</summary>
    OwnerWithoutPremium,

    /// <summary>No device is awake that could play, or not the one that was named.</summary>
    NoDevice,

    /// <summary>The account has no Premium, without which a player takes no commands.</summary>
    NoPremium,

    /// <summary>
    /// The player does not do this now: it is paused already, the device takes no commands, or the track does not play here.
    /// </summary>
    Restricted,

    /// <summary>
    /// Too many calls for now or for the day; <see cref="Answer{T}.Until"/> says until when, <see cref="Answer{T}.By"/> who says so.
    /// </summary>
    Limited,

    /// <summary>
    /// No usable answer after the repeats that were safe: 5xx, a broken connection, a body that is not what it should be.
    /// </summary>
    Unreachable,
}

/// <summary>What came of a call. Expected outcomes are values; a caller that needs the value asks <see cref="IsOk"/> first.</summary>
/// <param name="Message">Spotify's own words, for a log or a person; never the value of a token.</param>
/// <param name="Until">For <see cref="AnswerKind.Limited"/>: when it may be asked again.</param>
/// <param name="Unreadable">How many entries of a list could not be read, and are not in <paramref name="Value"/>.</param>
/// <param name="By">For <see cref="AnswerKind.Limited"/>: whether Spotify refused, or our own budget did so that Spotify need not.</param>
/// <param name="Throttled">A 429 was met on the way, even if a later attempt went through.</param>
/// <param name="Fault">For <see cref="AnswerKind.Unreachable"/>: what went wrong on the way; null when there was an answer and it held
/// nothing.</param>
internal sealed record Answer<T>(
    AnswerKind Kind,
    T? Value = default,
    string? Message = null,
    DateTimeOffset? Until = null,
    bool Throttled = false,
    int Unreadable = 0,
    LimitedBy? By = null,
    NetworkFault? Fault = null
)
{
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(true, nameof(Value))]
    public bool IsOk => Kind == AnswerKind.Ok;

    /// <summary>What stands in the way; null when nothing does.</summary>
    public CallFailure? Failure => IsOk ? null : new(Kind, Fault, By, Until);

    public Answer<TOther> As<TOther>() => new(Kind, default, Message, Until, Throttled, By: By, Fault: Fault);
}

/// <summary>Why a call came to nothing, as far as a person is told different things.</summary>
/// <param name="Fault">For <see cref="AnswerKind.Unreachable"/>: what went wrong on the way.</param>
/// <param name="By">For <see cref="AnswerKind.Limited"/>: who says so.</param>
/// <param name="Until">For <see cref="AnswerKind.Limited"/>: when it may be asked again, where that is known.</param>
internal sealed record CallFailure(AnswerKind Kind, NetworkFault? Fault = null, LimitedBy? By = null, DateTimeOffset? Until = null);

/// <summary>The value of an answer that says only yes.</summary>
internal sealed record Done
{
    public static readonly Done Value = new();
}
