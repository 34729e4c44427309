namespace Tonearm.Web;

/// <summary>What happened, what it means, what to do: for each status that has no words of its own.</summary>
internal sealed record StatusWords(string Title, string Sentence)
{
    public static StatusWords Of(int status) =>
        status switch
        {
            StatusCodes.Status400BadRequest => new(
                "That could not be read",
                "The request was incomplete, or the page had been open so long that its form is no longer valid. Nothing was changed. "
                    + "Go back, reload the page and send it again."
            ),
            StatusCodes.Status401Unauthorized => new(
                "Please sign in",
                "This belongs to somebody who is signed in, and you are not, or no longer. Nothing was changed. Sign in, and you come back to where you were."
            ),
            StatusCodes.Status403Forbidden => new(
                "This is not yours to open",
                "It belongs to another owner, or it was asked for from a page that is not ours. Nothing was changed."
            ),
            StatusCodes.Status404NotFound => new(
                "There is nothing here",
                "The address may have a typing mistake, or what stood here has been removed."
            ),
            StatusCodes.Status405MethodNotAllowed => new(
                "That cannot be done here",
                "The address exists, but it does not take this kind of request."
            ),
            StatusCodes.Status409Conflict => new(
                "Somebody was faster",
                "What you changed had been changed in the meantime. Nothing was overwritten. Reload, look at the new values and try again."
            ),
            StatusCodes.Status413PayloadTooLarge => new(
                "That is too large",
                "That is more than a request may have. Of a cover Spotify takes at most 180,000 bytes: choose a smaller picture."
            ),
            StatusCodes.Status415UnsupportedMediaType => new(
                "That kind of content is not understood",
                "JSON is expected here, and a JPEG picture for a cover."
            ),
            StatusCodes.Status429TooManyRequests => new(
                "That was a little fast",
                "Too many requests came from you in a short time. Wait a moment and try again."
            ),
            StatusCodes.Status503ServiceUnavailable => new(
                "Not ready yet",
                "The server is starting, or its database does not answer. It tries again by itself; reload in a moment."
            ),
            >= 500 => new(
                "That did not work",
                "The server met a fault it did not expect, and has written it to its log. Reload to see how things stand, then try once more."
            ),
            _ => new("That did not work", "The server could not do what was asked."),
        };
}
