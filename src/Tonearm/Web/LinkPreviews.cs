using System.Text.RegularExpressions;

namespace Tonearm.Web;

/// <summary>
/// What a page is, in words for those who are shown its link before they open it. Nothing of the page's own contents: a link may be seen by
/// anybody.
/// </summary>
public sealed record LinkPreview(string Title, string About);

/// <summary>
/// Messengers open a link to show what is behind it. They carry no cookie and follow where they are sent, so a page that asks for a sign-in
/// would show Spotify's, and one that lets people in would count a guest who never comes. They are answered with words alone; so is who
/// asks for nothing but the head.
/// </summary>
internal sealed partial class LinkPreviews(RequestDelegate next)
{
    /// <summary>
    /// With this in the query an address is what it is for everyone: a person whom we took for a messenger goes on with one press.
    /// </summary>
    public const string Opened = "open";

    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<LinkPreview>() is { } preview && Looks(context.Request)
            ? Page.Of<PreviewPage>(new { Preview = preview }).ExecuteAsync(context)
            : next(context);

    private static bool Looks(HttpRequest request) =>
        HttpMethods.IsHead(request.Method)
        || (
            HttpMethods.IsGet(request.Method)
            && !request.Query.ContainsKey(Opened)
            && Messenger().IsMatch(request.Headers.UserAgent.ToString())
        );

    [GeneratedRegex(
        @"(?<!cu)bot\b|facebookexternalhit|whatsapp/|skypeuripreview|mastodon|iframely|embedly|linkpreview",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Messenger();
}

internal static class LinkPreviewEndpoints
{
    /// <summary>Says what a link to these pages is, to those who are shown it.</summary>
    public static TBuilder Previewed<TBuilder>(this TBuilder pages, string title, string about)
        where TBuilder : IEndpointConventionBuilder => pages.WithMetadata(new LinkPreview(title, about));
}
