using System.ComponentModel.DataAnnotations;
using Tonearm.Web;

namespace Tonearm.Party.Screens;

/// <param name="Code">The letters on the television, small or large; what stands between or around them does no harm.</param>
public sealed record ScreenCode([property: MaxLength(TextLimits.Id)] string? Code);

/// <summary>A television that shows a party.</summary>
/// <param name="SeenAt">When it last said that it is there.</param>
/// <param name="On">It said so a moment ago.</param>
public sealed record ScreenInfo(Guid Id, DateTimeOffset PairedAt, DateTimeOffset SeenAt, bool On);

/// <param name="Wifi">The name of the Wi-Fi whose QR code they show; null when none was set. Nobody is told the password.</param>
public sealed record PartyScreens(IReadOnlyList<ScreenInfo> Screens, string? Wifi);

/// <param name="Password">Empty for an open one.</param>
public sealed record WifiRequest(
    [property: MaxLength(TextLimits.Id)] string? Name,
    [property: MaxLength(TextLimits.Id)] string? Password = null
);

/// <summary>What a television is told when it says that it is there.</summary>
/// <param name="Code">For a host to type; null while it shows a party.</param>
/// <param name="Pair">The address that brings a host's phone there.</param>
/// <param name="Party">As guests see it, with nothing of anybody's own; null while it shows none.</param>
/// <param name="House">Changes with the page's own files: a television that was told another before gets the page anew.</param>
public sealed record ScreenAnswer(string? Code, string? Pair, Snapshot? Party, WifiView? Wifi, string House);

/// <param name="V">Another when name or password are another.</param>
public sealed record WifiView(string Name, long V);
