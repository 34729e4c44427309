using Tonearm.Party.Hosting;
using Tonearm.Party.Joining;
using Tonearm.Web;

namespace Tonearm.Party.Pages;

/// <summary>The one-time link that makes one more device a host's.</summary>
internal static class KeyPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var key = routes.MapGroup("/party/key/{secret:maxlength(99)}").ExcludeFromDescription();
        key.MapGet("", IResult (string secret) => Page.Of<KeyPage>(new { Secret = secret }))
            .Previewed("Host from here", "A link that makes one more device a host’s. It works once.");
        key.MapPost("", Spend);
        // The address of the picture holds the secret itself, so nothing else is asked for.
        key.MapGet(
            "qr.svg",
            (string secret, HttpRequest request, PublicAddress address) =>
                QrCode.Answer(address.Of(request, $"/party/key/{Uri.EscapeDataString(secret)}"))
        );
    }

    private static async Task<IResult> Spend(
        string secret,
        HttpContext context,
        HostKeys keys,
        GuestCookie cookie,
        CancellationToken cancellation
    ) =>
        await keys.Redeem(secret, cookie.ReadOrIssue(context), cancellation) is { } party
            ? TypedResults.LocalRedirect($"/party/{party}")
            : Page.Of<KeyPage>(
                new { Secret = secret, Sentence = "It was used already, or it is older than ten minutes. The host can show a new one." },
                StatusCodes.Status404NotFound
            );
}
