namespace Tonearm.Party.Rules;

/// <summary>A device as Spotify lists it.</summary>
/// <param name="Id">Changes when a speaker is switched off and on.</param>
internal sealed record KnownDevice(string Id, string Name, string? Kind, bool Active = false, bool Restricted = false);

/// <summary>What has become of a party's device.</summary>
/// <param name="Found">The same device, perhaps under another id.</param>
/// <param name="Offer">Another one that may do instead.</param>
/// <param name="IsAnyAwake">Whether there is any device at all.</param>
internal sealed record DeviceSearch(KnownDevice? Found, KnownDevice? Offer, bool IsAnyAwake)
{
    /// <summary>By its id; else by name and kind where only one is so called.</summary>
    public static DeviceSearch For(string? id, string? name, string? kind, IReadOnlyCollection<KnownDevice> devices)
    {
        var able = devices.Where(device => !device.Restricted).ToArray();
        var namesakes = devices
            .Where(device =>
                name is not null
                && device.Name == name
                && (kind is null || device.Kind is null || string.Equals(device.Kind, kind, StringComparison.OrdinalIgnoreCase))
            )
            .ToArray();
        var found =
            devices.FirstOrDefault(device => device.Id == id)
            ?? (namesakes is [var only] ? only : null)
            ?? (id is null && name is null ? able.FirstOrDefault(device => device.Active) : null);
        var offer = found is null
            ? able.FirstOrDefault(device => device.Name == name)
                ?? able.FirstOrDefault(device => device.Active)
                ?? able.FirstOrDefault(device => string.Equals(device.Kind, kind, StringComparison.OrdinalIgnoreCase))
                ?? able.FirstOrDefault()
            : null;
        return new(found, offer, devices.Count > 0);
    }
}
