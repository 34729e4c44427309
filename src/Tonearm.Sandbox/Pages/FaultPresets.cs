using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Pages;

/// <summary>The faults worth a button.</summary>
internal static class FaultPresets
{
    public static IReadOnlyDictionary<string, (string Words, FaultRule Rule)> All { get; } = new Dictionary<string, (string, FaultRule)>(StringComparer.Ordinal)
    {
        ["busy"] = ("Next call: 503", new FaultRule { Status = 503, Path = "/v1/**", Count = 1 }),
        ["write"] = ("Next write: 502", new FaultRule { Status = 502, Method = "PUT", Count = 1 }),
        ["drop"] = ("Next call: connection dropped", new FaultRule { Kind = FaultKind.Drop, Path = "/v1/**", Count = 1 }),
        ["half"] = ("Next call: half a body", new FaultRule { Kind = FaultKind.Half, Path = "/v1/**", Count = 1 }),
        ["html"] = ("Next call: HTML", new FaultRule { Kind = FaultKind.Html, Status = 502, Path = "/v1/**", Count = 1 }),
        ["short"] = ("Next call: wait 5 seconds", new FaultRule { Status = 429, RetryAfter = 5, Path = "/v1/**", Count = 1 }),
        ["quota"] = ("Listings: quota gone for 14 hours", new FaultRule { Status = 429, RetryAfter = 50_400, Reason = "QUOTA_EXCEEDED", Path = "/v1/me/playlists", Count = 1 }),
        ["sporadic"] = ("One call in ten: 502", new FaultRule { Status = 502, Path = "/v1/**", Probability = 0.1 }),
        ["slow"] = ("All bodies slow", new FaultRule { Kind = FaultKind.Slow, Path = "/v1/**" }),
    };
}
