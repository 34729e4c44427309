namespace Tonearm.Party.Hosting;

/// <summary>
/// What a browser says a device is called: shown to hosts only, and replaced by Spotify's own word for it at the first look.
/// </summary>
internal static class DeviceName
{
    private const int Longest = 100;

    public static string? Of(string? said) => said?.Trim() is { Length: > 0 and <= Longest } name ? name : null;
}
