using Tonearm.Party.Rules;
using Tonearm.Spotify;

namespace Tonearm.Party.Conductor;

/// <summary>Turns what Spotify shows of a player into what a rule can judge.</summary>
internal static class Ear
{
    /// <returns>Null when there is no player.</returns>
    public static Heard? Hear(PlayerState state) => state.IsNothing || state.Device is null
        ? null
        : new(state.IsPlaying, state.CurrentlyPlayingType is "track" or null && state.Item is { Uri: not null } item ? Of(item) : null, state.ProgressMs ?? 0,
            FromContext: state.Context?.Uri is { Length: > 0 }, state.Device.Id, state.Device.Name);

    public static Recording Of(SpotifyTrack track) => new(track.Uri, track.ExternalIds?.Isrc, SpotifyText.Decode(track.Name), track.DurationMs);

    /// <summary>What an answer means to those who wait for the music; null when it is in nobody's way.</summary>
    public static string? Trouble(AnswerKind answer) => answer switch
    {
        AnswerKind.Ok => null,
        AnswerKind.NoDevice or AnswerKind.Restricted => Troubles.NoDevice,
        AnswerKind.NoPremium or AnswerKind.OwnerWithoutPremium => Troubles.PremiumRequired,
        AnswerKind.NeedsSignIn or AnswerKind.MissingScope or AnswerKind.NotOnAllowList => Troubles.SignIn,
        AnswerKind.Limited => Troubles.Quota,
        _ => Troubles.Unreachable,
    };
}
