using Tonearm.Guard.Rules;
using Tonearm.Spotify;
using Tonearm.Spotify.Governor;
using Tonearm.Web;

namespace Tonearm.Guard.Sweep;

/// <summary>What kept a look from being complete, for the account's page.</summary>
internal static class SweepWords
{
    /// <summary>Most of a list seemed changed and, asked one by one, was not.</summary>
    /// <param name="changed">How many seemed so.</param>
    /// <param name="believed">How many were.</param>
    public static string Disbelieved(int changed, int believed) =>
        $"Spotify's list showed {(changed == 1 ? "a playlist" : $"{changed:N0} playlists")} changed, and asked one by one it did not say the same. "
        + (
            believed == 0
                ? "Nothing was written; Guard looks again soon."
                : $"Only what has truly changed is put back: {believed:N0} so far."
        );

    /// <summary>Some of the list could not be had.</summary>
    public static string Blind(IReadOnlyCollection<Window> failed, int unseen)
    {
        var places = string.Join(
            ", ",
            failed.OrderBy(window => window.Offset).Select(window => $"{window.Offset + 1:N0} to {window.End:N0}")
        );
        return $"Spotify does not show a part of this account's list: places {places}. "
            + (
                unseen == 0
                    ? "What is protected there is asked for one by one."
                    : $"What is protected there is asked for one by one, and {unseen:N0} could not be seen."
            );
    }

    public static string Problem<T>(Answer<T> answer) =>
        answer.Kind switch
        {
            AnswerKind.Limited when answer is { By: LimitedBy.Budget, Until: { } until } =>
                $"Today's calls for this are used up here; the rest is kept for what comes first. Guard goes on by itself at {TimestampMarkup.Mark(until)}.",
            AnswerKind.Limited when answer.Until is { } until =>
                $"Spotify takes no more calls until {TimestampMarkup.Mark(until)}. Guard goes on by itself then.",
            AnswerKind.Limited => "Spotify asks for a break. Guard tries again at the next look.",
            AnswerKind.NeedsSignIn => "Spotify no longer accepts this account's sign-in. Sign in again, and Guard goes on.",
            AnswerKind.MissingScope => "This account's sign-in does not cover what Guard needs. Sign in again and agree to all of it.",
            AnswerKind.AppRefused =>
                "Spotify does not accept this installation's client id or secret. Whoever runs it compares them with Spotify's dashboard.",
            AnswerKind.NotOnAllowList =>
                "This account is not among the users of your Spotify app. Add it in Spotify's dashboard under User Management.",
            AnswerKind.OwnerWithoutPremium =>
                "Spotify answers only while the owner of the app has Premium. When it is renewed, allow a few hours.",
            AnswerKind.Forbidden => "Spotify does not let this account change one of its playlists.",
            AnswerKind.Unreachable when answer.Fault is { } fault => $"{fault.Sentence()} Guard tries again at the next look.",
            AnswerKind.Unreachable => "Spotify did not answer as it should. Guard tries again at the next look.",
            _ => $"Spotify refused: {answer.Message}",
        };
}
