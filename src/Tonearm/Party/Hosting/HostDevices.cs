using Tonearm.Party.Conductor;
using Tonearm.Spotify;

namespace Tonearm.Party.Hosting;

/// <summary>Where an account's music can play, and what plays now.</summary>
internal sealed class HostDevices(Player player)
{
    public async Task<PartyDevices> Of(Guid account, CancellationToken cancellation)
    {
        var playing = player.State(account, cancellation);
        var devices = await player.Devices(account, cancellation);
        var state = (await playing).Value;
        return new(
            [
                .. (devices.Value?.Devices ?? []).OfType<SpotifyDevice>().Where(device => device.Id is not null)
                    .Select(device => new PartyDevice(device.Id!, device.Name ?? "", (device.Type ?? "").ToLowerInvariant(), device.IsActive, device.IsRestricted)),
            ],
            state is { IsPlaying: true, Item: { } item } ? new(SpotifyText.Decode(item.Name), string.Join(", ", (item.Artists ?? []).Select(artist => SpotifyText.Decode(artist.Name))), state.Device?.Name) : null,
            Ear.Trouble(devices.Kind));
    }
}
