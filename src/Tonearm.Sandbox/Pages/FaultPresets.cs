using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Pages;

/// <summary>The faults and rewrites worth a button.</summary>
internal static class FaultPresets
{
    public static IReadOnlyDictionary<string, (string Words, FaultRule Rule)> All { get; } =
        new Dictionary<string, (string, FaultRule)>(StringComparer.Ordinal)
        {
            ["busy"] = (
                "Next call: 503",
                new FaultRule
                {
                    Status = 503,
                    Path = "/v1/**",
                    Count = 1,
                }
            ),
            ["write"] = (
                "Next write: 502",
                new FaultRule
                {
                    Status = 502,
                    Method = "PUT",
                    Count = 1,
                }
            ),
            ["drop"] = (
                "Next call: connection dropped",
                new FaultRule
                {
                    Kind = FaultKind.Drop,
                    Path = "/v1/**",
                    Count = 1,
                }
            ),
            ["half"] = (
                "Next call: half a body",
                new FaultRule
                {
                    Kind = FaultKind.Half,
                    Path = "/v1/**",
                    Count = 1,
                }
            ),
            ["html"] = (
                "Next call: HTML",
                new FaultRule
                {
                    Kind = FaultKind.Html,
                    Status = 502,
                    Path = "/v1/**",
                    Count = 1,
                }
            ),
            ["short"] = (
                "Next call: wait 5 seconds",
                new FaultRule
                {
                    Status = 429,
                    RetryAfter = 5,
                    Path = "/v1/**",
                    Count = 1,
                }
            ),
            ["rate"] = (
                "Next call: API rate limit exceeded, without a word of how long",
                new FaultRule
                {
                    Status = 429,
                    Message = "API rate limit exceeded",
                    Path = "/v1/**",
                    Count = 1,
                }
            ),
            ["quota"] = (
                "Listings: quota gone for 14 hours",
                new FaultRule
                {
                    Status = 429,
                    RetryAfter = 50_400,
                    Reason = "QUOTA_EXCEEDED",
                    Path = "/v1/me/playlists",
                    Count = 1,
                }
            ),
            ["server"] = (
                "One call in twenty: 500",
                new FaultRule
                {
                    Status = 500,
                    Path = "/v1/**",
                    Probability = 0.05,
                }
            ),
            ["sporadic"] = (
                "One call in ten: 502",
                new FaultRule
                {
                    Status = 502,
                    Path = "/v1/**",
                    Probability = 0.1,
                }
            ),
            ["cover"] = (
                "Covers: taken, and answered 502",
                new FaultRule
                {
                    Status = 502,
                    Path = "/v1/playlists/*/images",
                    Method = "PUT",
                    AfterEffect = true,
                }
            ),
            ["grant"] = (
                "Next refresh: invalid_grant, though nobody withdrew anything",
                new FaultRule
                {
                    Kind = FaultKind.Oauth,
                    Status = 400,
                    Reason = "invalid_grant",
                    Path = "/api/token",
                    Count = 1,
                }
            ),
            ["client"] = (
                "Tokens: the app's secret is wrong",
                new FaultRule
                {
                    Kind = FaultKind.Oauth,
                    Status = 400,
                    Reason = "invalid_client",
                    Message = "Invalid client secret",
                    Path = "/api/token",
                }
            ),
            ["scope"] = (
                "Writes: the sign-in does not cover them",
                new FaultRule
                {
                    Status = 403,
                    Message = "Insufficient client scope",
                    Method = "PUT",
                    Path = "/v1/playlists/**",
                }
            ),
            ["slow"] = ("All bodies slow", new FaultRule { Kind = FaultKind.Slow, Path = "/v1/**" }),
        };

    public static IReadOnlyDictionary<string, (string Words, RewriteRule Rule)> Rewrites { get; } =
        new Dictionary<string, (string, RewriteRule)>(StringComparer.Ordinal)
        {
            ["odd"] = ("A fifth of all listed playlists odd", Listed(new() { Share = 20, Seed = 7 })),
            ["owners"] = ("Listed playlists without an owner", Listed(new() { Members = { ["owner"] = "null" } })),
            ["names"] = ("Listed playlists without a name", Listed(new() { Members = { ["name"] = "null" } })),
            ["pictures"] = ("Listed playlists without pictures", Listed(new() { Members = { ["images"] = "[]" } })),
            ["empty"] = (
                "Next list: empty",
                new()
                {
                    Path = "/v1/me/playlists",
                    Members = { ["items"] = "[]", ["total"] = "0" },
                    Count = 1,
                }
            ),
        };

    private static RewriteRule Listed(RewriteRule rule) => rule with { Path = "/v1/me/playlists", List = "items" };
}
