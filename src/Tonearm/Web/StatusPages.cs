using Microsoft.AspNetCore.Diagnostics;

namespace Tonearm.Web;

/// <summary>An answer that would have no body gets one: a page for people, a problem (RFC 9457) for programs.</summary>
internal static class StatusPages
{
    public static async Task Answer(HttpContext context)
    {
        var status = context.Response.StatusCode;
        var why =
            context.Features.Get<RefusedBecause>()?.Sentence
            ?? (context.Features.Get<IExceptionHandlerFeature>()?.Error.InnerException as RefusedTextException)?.Message;
        if (ClientKind.WantsPage(context.Request))
        {
            await Page.Of<StatusPage>(
                    new
                    {
                        Status = status,
                        Reference = context.TraceIdentifier,
                        Why = why,
                        Back = LocalAddress.PageOf(context.Request),
                    },
                    status
                )
                .ExecuteAsync(context);
            return;
        }

        var words = StatusWords.Of(status);
        await TypedResults.Problem(why ?? words.Sentence, statusCode: status, title: words.Title).ExecuteAsync(context);
    }
}
