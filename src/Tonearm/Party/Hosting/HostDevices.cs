using Tonearm.Party.Conductor;
using Tonearm.Spotify;

namespace Tonearm.Party.Hosting;

/// <summary>Where an account's music can play, and what plays now.</summary>
internal sealed class HostDevices(Player player, PartyCosts costs)
{
    public async Task<PartyDevices> Of(Guid account, CancellationToken cancellation)
    {
        var playing = player.State(Caller.Person(account), cancellation);
        var devices = await player.Devices(Caller.Person(account), cancellation);
        var state = (await playing).Value;
        return new(
            [
                .. (devices.Value?.Devices ?? Entries<SpotifyDevice>.None)
                    .Where(device => device.Id is not null)
                    .Select(device => new PartyDevice(
                        device.Id!,
                        device.Name ?? "",
                        (device.Type ?? "").ToLowerInvariant(),
                        device.IsActive is true,
                        device.IsRestricted is true
                    )),
            ],
            state is { IsPlaying: true, Item: { } item } ? new(item.Name ?? "", PoolTracks.Artists(item), state.Device?.Name) : null,
            PlayerStateMapper.Trouble(devices.Kind),
            devices.Fault is { } fault ? $"{fault.Sentence()} {fault.Remedy()}" : null,
            await costs.Devices(cancellation)
        );
    }
}
