using System.Net;
using System.Text.RegularExpressions;

namespace Tonearm.TestHouse;

/// <summary>The token that a page's forms carry, to be sent with what a person posts.</summary>
public static partial class FormToken
{
    public const string Name = "__RequestVerificationToken";

    public static string Of(string page) =>
        Token().Match(page) is { Success: true } found
            ? WebUtility.HtmlDecode(found.Groups[1].Value)
            : throw new InvalidOperationException("This page has no form with a token");

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*? value="([^"]+)""")]
    private static partial Regex Token();
}
