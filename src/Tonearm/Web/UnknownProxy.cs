using Microsoft.AspNetCore.HttpOverrides;

namespace Tonearm.Web;

/// <summary>
/// Says once that requests come through a proxy nobody told us to trust. Everything seems to work then, and yet all who come through it
/// count as one address, and cookies travel without <c>Secure</c>.
/// </summary>
internal sealed partial class UnknownProxy(RequestDelegate next, ILogger<UnknownProxy> logger)
{
    private int said;

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        // A proxy that is trusted has had its word moved to X-Original-For; what is left over then is anybody's.
        if (
            said == 0
            && headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName)
            && !headers.ContainsKey(ForwardedHeadersDefaults.XOriginalForHeaderName)
            && Interlocked.Exchange(ref said, 1) == 0
        )
            Log.Found(logger, context.Connection.RemoteIpAddress);
        return next(context);
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "Requests come through a proxy at {Proxy}, which is not trusted: all behind it count as one address. If it is yours, name it in Web:TrustedProxies"
        )]
        public static partial void Found(ILogger logger, System.Net.IPAddress? proxy);
    }
}
