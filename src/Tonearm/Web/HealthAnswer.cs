using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Tonearm.Web;

/// <summary>What <c>/health/ready</c> says: one word, and a line for each thing that hinders.</summary>
internal static class HealthAnswer
{
    public static Task Write(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync(
            string.Join('\n', report.Entries.Values.Select(entry => entry.Description).OfType<string>().Prepend(report.Status.ToString()))
        );
    }
}
