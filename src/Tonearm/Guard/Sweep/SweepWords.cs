using Tonearm.Spotify;

namespace Tonearm.Guard.Sweep;

/// <summary>What kept a look from being complete, for the account's page.</summary>
internal static class SweepWords
{
    public static string Problem<T>(Answer<T> answer) => answer.Kind switch
    {
        AnswerKind.Limited when answer.Until is { } until => $"Spotify takes no more calls until {until:u}. Guard goes on by itself then.",
        AnswerKind.Limited => "Spotify asks for a break. Guard tries again at the next look.",
        AnswerKind.NeedsSignIn => "Spotify no longer accepts this account's sign-in. Sign in again, and Guard goes on.",
        AnswerKind.MissingScope => "This account's sign-in does not cover what Guard needs. Sign in again and agree to all of it.",
        AnswerKind.NotOnAllowList => "This account is not among the users of your Spotify app. Add it in Spotify's dashboard under User Management.",
        AnswerKind.OwnerWithoutPremium => "Spotify answers only while the owner of the app has Premium. When it is renewed, allow a few hours.",
        AnswerKind.Forbidden => "Spotify does not let this account change one of its playlists.",
        AnswerKind.Unreachable => "Spotify did not answer as it should. Guard tries again at the next look.",
        _ => $"Spotify refused: {answer.Message}",
    };
}
