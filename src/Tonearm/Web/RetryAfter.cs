using System.Globalization;

namespace Tonearm.Web;

/// <summary>How a client is told when to come again.</summary>
internal static class RetryAfter
{
    /// <summary>Says so in whole seconds, one at least (RFC 9110, section 10.2.3).</summary>
    /// <returns>The seconds that were said.</returns>
    public static int SayRetryAfter(this HttpResponse response, TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return seconds;
    }
}
