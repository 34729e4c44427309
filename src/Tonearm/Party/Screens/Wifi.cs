using System.Text;
using System.Text.RegularExpressions;

namespace Tonearm.Party.Screens;

/// <summary>How to get into a Wi-Fi.</summary>
/// <param name="Password">Empty for an open one.</param>
internal sealed partial record Wifi(string Name, string Password)
{
    /// <summary>What a Wi-Fi of this name and password cannot be, as a sentence; null when it can be one (IEEE 802.11, 9.4.2.2).</summary>
    public string? Problem =>
        Name.Length == 0 || Encoding.UTF8.GetByteCount(Name) > 32 ? "The name of a Wi-Fi has up to 32 letters."
        : Password.Length > 0 && Encoding.UTF8.GetByteCount(Password) is < 8 or > 63
            ? "The password of a Wi-Fi has 8 to 63 letters. Leave it empty for an open one."
        : null;

    /// <summary>For a QR code, as phones read it: what separates fields is escaped.</summary>
    public string ForQr =>
        Password.Length == 0 ? $"WIFI:T:nopass;S:{Escaped(Name)};;" : $"WIFI:T:WPA;S:{Escaped(Name)};P:{Escaped(Password)};;";

    private static string Escaped(string text) => Separator().Replace(text, @"\$0");

    [GeneratedRegex("""[\\;,:"]""", RegexOptions.CultureInvariant)]
    private static partial Regex Separator();
}
