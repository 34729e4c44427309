using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Tonearm.Accounts;

/// <summary>Sign-ins per address: far more than a household needs, far fewer than a guesser wants.</summary>
internal static class SignInLimit
{
    public const string Policy = "signin";

    public static void Add(RateLimiterOptions options) => options.AddPolicy(Policy, context => RateLimitPartition.GetTokenBucketLimiter(
        context.Connection.RemoteIpAddress?.ToString() ?? "",
        _ => new TokenBucketRateLimiterOptions { TokenLimit = 60, TokensPerPeriod = 30, ReplenishmentPeriod = TimeSpan.FromMinutes(1), AutoReplenishment = true }));
}
