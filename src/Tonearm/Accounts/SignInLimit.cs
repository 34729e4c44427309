using Tonearm.Web;

namespace Tonearm.Accounts;

/// <summary>Sign-ins per address: far more than a household needs, far fewer than a guesser wants.</summary>
internal sealed class SignInLimit(TimeProvider time) : IEndpointFilter
{
    private readonly AddressBuckets addresses = new(atOnce: 60, aMinute: 30, time);

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (addresses.TryTake(AddressBlocks.Of(http.Connection.RemoteIpAddress)) is not { } wait)
            return next(context);
        http.Response.SayRetryAfter(wait);
        return ValueTask.FromResult<object?>(TypedResults.StatusCode(StatusCodes.Status429TooManyRequests));
    }
}
