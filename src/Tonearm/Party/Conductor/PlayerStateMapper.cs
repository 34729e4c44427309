using Tonearm.Party.Rules;
using Tonearm.Spotify;
using Tonearm.Spotify.Governor;

namespace Tonearm.Party.Conductor;

/// <summary>Turns what Spotify shows of a player into what a rule can judge.</summary>
internal static class PlayerStateMapper
{
    /// <returns>Null when there is no player. What was left out stays unknown.</returns>
    public static Heard? Map(PlayerState state) =>
        state.IsNothing || state.Device is null
            ? null
            : new(
                state.IsPlaying is true,
                state is { IsPlaying: not null, Item.Uri: { Length: > 0 } } ? Of(state.Item) : null,
                state.ProgressMs,
                FromContext: state.Context?.Uri is { Length: > 0 },
                state.Device.Id,
                state.Device.Name,
                state.Device.Type,
                IsEpisode: state.Item is { Type: "episode" }
                    || state.Item?.Uri?.StartsWith("spotify:episode:", StringComparison.Ordinal) is true,
                RepeatsOne: state.RepeatState == "track"
            );

    public static Recording Of(SpotifyTrack track) =>
        new(track.Uri ?? "", track.ExternalIds?.Isrc, track.Name ?? "", track.DurationMs ?? 0);

    public static KnownDevice[] Devices(DeviceList list) =>
        [
            .. (list.Devices ?? Entries<SpotifyDevice>.None)
                .Where(device => device.Id is { Length: > 0 })
                .Select(device => new KnownDevice(
                    device.Id!,
                    device.Name ?? "",
                    device.Type,
                    device.IsActive is true,
                    device.IsRestricted is true
                )),
        ];

    /// <summary>What an answer means to those who wait for the music; null when it is in nobody's way.</summary>
    public static string? Trouble(AnswerKind answer, LimitedBy? by = null) =>
        answer switch
        {
            AnswerKind.Ok => null,
            AnswerKind.NoDevice => Troubles.NoDevice,
            AnswerKind.Restricted => Troubles.Restricted,
            AnswerKind.NoPremium => Troubles.PremiumRequired,
            AnswerKind.OwnerWithoutPremium => Troubles.AppWithoutPremium,
            AnswerKind.NotOnAllowList => Troubles.NotListed,
            AnswerKind.AppRefused => Troubles.AppRefused,
            AnswerKind.Refused or AnswerKind.Forbidden or AnswerKind.NotFound => Troubles.Refused,
            AnswerKind.NeedsSignIn or AnswerKind.MissingScope => Troubles.SignIn,
            AnswerKind.Limited when by == LimitedBy.Budget => Troubles.Budget,
            AnswerKind.Limited => Troubles.Quota,
            _ => Troubles.Unreachable,
        };
}
