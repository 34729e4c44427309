using Tonearm.Sandbox.Api;

namespace Tonearm.Sandbox.Traffic;

/// <summary>Answers as a fault rule wants it.</summary>
internal static class BadAnswer
{
    private const int Drops = 20;

    /// <param name="right">What the endpoint answered, when it was let do its work.</param>
    public static async Task Write(HttpContext http, FaultRule fault, byte[] right)
    {
        switch (fault.Kind)
        {
            case FaultKind.Drop:
                http.Abort();
                return;
            case FaultKind.Half:
                http.Response.ContentLength = Math.Max(right.Length, 2);
                await http.Response.Body.WriteAsync(right.AsMemory(0, right.Length / 2), http.RequestAborted);
                return; // Kestrel sees that bytes are missing and closes the connection after what was sent.
            case FaultKind.Slow:
                await Drip(http, right, TimeSpan.FromMilliseconds((double)fault.SlowMs / Drops));
                return;
            default:
                http.Response.Headers.Clear();
                await Wrong(fault).Write(http);
                return;
        }
    }

    private static Refusal Wrong(FaultRule fault) =>
        fault.Kind switch
        {
            FaultKind.Html => Refusal.Html(fault.Status, fault.Message ?? "Service Unavailable"),
            FaultKind.Text => Refusal.Text(fault.Status, fault.Message ?? "Forbidden"),
            FaultKind.Empty => new Refusal(fault.Status, null, ""),
            FaultKind.Oauth => Refusal.OAuth(
                fault.Status is >= 400 and < 500 ? fault.Status : 400,
                fault.Reason ?? "invalid_grant",
                fault.Message ?? "Refresh token revoked"
            ),
            _ => Refusal.Json(fault.Status, fault.Message ?? Refusal.UsualMessage(fault.Status), fault.Reason),
        } with
        {
            RetryAfter = fault.RetryAfter,
        };

    private static async Task Drip(HttpContext http, byte[] body, TimeSpan pause)
    {
        http.Response.ContentLength = body.Length;
        var size = Math.Max(1, (body.Length + Drops - 1) / Drops);
        for (var at = 0; at < body.Length; at += size)
        {
            await http.Response.Body.WriteAsync(body.AsMemory(at, Math.Min(size, body.Length - at)), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Task.Delay(pause, TimeProvider.System, http.RequestAborted);
        }
    }
}
