using System.ComponentModel.DataAnnotations;
using Tonearm.Party.Guests;
using Tonearm.Web;

namespace Tonearm.Party.Joining;

/// <summary>The only address that takes a code; everything else goes by the party's id.</summary>
internal static class JoinEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/join", Join)
            .WithTags("Party")
            .WithSummary($"Come in, with the {PartyCodes.Words} or with the secret of the QR code")
            .Produces<JoinAnswer>()
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status410Gone)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> Join(JoinRequest request, Admission admission, HttpContext context, CancellationToken cancellation)
    {
        var secret = request.Secret?.Trim();
        if (string.IsNullOrWhiteSpace(request.Code) == string.IsNullOrEmpty(secret))
            return Problem(
                StatusCodes.Status400BadRequest,
                "malformed",
                $"Send either the {PartyCodes.Words} as code, or what the link carries as secret."
            );
        if (secret is { Length: > 0 })
            return Say(context, await admission.BySecret(context, secret, cancellation));
        return PartyCodes.Read(request.Code) is { } code
            ? Say(context, await admission.ByCode(context, code, cancellation))
            : Problem(StatusCodes.Status400BadRequest, "malformed", PartyCodes.Malformed);
    }

    private static IResult Say(HttpContext context, Entry entry) =>
        entry switch
        {
            Entry.In @in => TypedResults.Ok(new JoinAnswer(@in.Party)),
            Entry.Ended => Problem(StatusCodes.Status410Gone, "ended", "This party is over. It was good to have you."),
            Entry.Blocked => Problem(StatusCodes.Status403Forbidden, "blocked", GuestWords.Blocked),
            Entry.TooManyTries tries => Later(
                context,
                tries.Wait,
                "tries",
                "That were many wrong codes. Wait {0}, or scan the QR code: it always works."
            ),
            Entry.Crowded crowd => Later(context, crowd.Wait, "crowded", "A great many people are coming in at once. Try again in {0}."),
            _ => Problem(StatusCodes.Status404NotFound, "unknown", "No party has this code. Have another look at the host’s screen."),
        };

    private static IResult Later(HttpContext context, TimeSpan wait, string reason, string sentence)
    {
        var seconds = context.Response.SayRetryAfter(wait);
        return Problem(
            StatusCodes.Status429TooManyRequests,
            reason,
            string.Format(
                sentence,
                seconds switch
                {
                    1 => "a second",
                    < 90 => $"{seconds} seconds",
                    _ => $"{(seconds + 59) / 60} minutes",
                }
            )
        );
    }

    private static IResult Problem(int status, string reason, string sentence) =>
        TypedResults.Problem(sentence, statusCode: status, extensions: [new("reason", reason)]);
}

/// <param name="Code">The digits on the host’s screen, in any script; what stands between or around them does no harm.</param>
/// <param name="Secret">What the QR code and the link carry instead.</param>
public sealed record JoinRequest(
    [property: MaxLength(TextLimits.Id)] string? Code = null,
    [property: MaxLength(TextLimits.Id)] string? Secret = null
);

/// <param name="Id">The party, by which everything else is asked.</param>
public sealed record JoinAnswer(Guid Id);
