namespace Tonearm.Sandbox.Api;

/// <summary>Why a player does not do what it is told, in Spotify's words.</summary>
internal static class PlayerRefusal
{
    public static readonly Refusal NoActiveDevice = Refusal.Json(404, "Player command failed: No active device found", "NO_ACTIVE_DEVICE");

    public static readonly Refusal DeviceNotFound = Refusal.Json(404, "Device not found");

    public static readonly Refusal Premium = Refusal.Json(403, "Player command failed: Premium required", "PREMIUM_REQUIRED");

    public static readonly Refusal Restricted = Refusal.Json(403, "Player command failed: Restriction violated", "UNKNOWN");

    public static readonly Refusal NoVolume = Refusal.Json(
        403,
        "Player command failed: Cannot control device volume",
        "VOLUME_CONTROL_DISALLOW"
    );
}
