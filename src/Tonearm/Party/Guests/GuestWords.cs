namespace Tonearm.Party.Guests;

/// <summary>What a device is told that the host holds.</summary>
internal static class GuestWords
{
    public const string Muted = "The host has muted this device: it watches, and nothing it says counts.";

    public const string Removed = "The host has removed this device from the party. With the code it can come in again.";

    public const string Blocked = "The host has blocked this device for this party.";
}
