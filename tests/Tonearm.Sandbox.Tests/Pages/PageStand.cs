using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Tonearm.Sandbox.Tests.Pages;

/// <summary>Somebody with a browser, as far as forms go.</summary>
public abstract class PageStand : Stand
{
    private protected async Task<IDocument> Open(string path)
    {
        using var response = await Http.GetAsync(path, Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>Posts the form that has this button, with what stands in its fields.</summary>
    private protected async Task<IDocument> Press(IDocument page, string words, params (string Name, string Value)[] typed)
    {
        var button = page.QuerySelectorAll("button").Single(one => one.TextContent.Trim() == words);
        var form = button.Closest("form")!;
        var fields = form.QuerySelectorAll("input[name], textarea[name], select[name]")
            .Where(field => field.GetAttribute("type") != "checkbox" || field.HasAttribute("checked"))
            .ToDictionary(field => field.GetAttribute("name")!, Value, StringComparer.Ordinal);
        if (button.GetAttribute("name") is { } name)
            fields[name] = button.GetAttribute("value")!;
        foreach (var (field, value) in typed)
            fields[field] = value;
        using var response = await Http.PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent(fields), Cancel);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return await Open(response.Headers.Location!.ToString());

        static string Value(IElement field) =>
            field.LocalName switch
            {
                "textarea" => field.TextContent,
                "select" => (field.QuerySelector("option[selected]") ?? field.QuerySelector("option"))!.GetAttribute("value")!,
                _ => field.GetAttribute("value") ?? "on",
            };
    }
}
