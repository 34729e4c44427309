using System.Text.RegularExpressions;
using Tonearm.Party;

namespace Tonearm.Tests.Party.Screens;

/// <summary>
/// The page of a television as it was built: nothing in its script or styles that Chromium 79 does not know. The bundler sees to the syntax
/// of the script; what a browser has to bring along is known here (https://caniuse.com, https://developer.mozilla.org).
/// </summary>
public sealed partial class OldBrowserTests
{
    [Fact]
    public void The_script_needs_nothing_newer() => Assert.Empty(NewerInScript(Built("ScreenPage", "js")));

    [Fact]
    public void The_styles_need_nothing_newer() => Assert.Empty(NewerInStyles(Built("screen", "css")));

    [Fact]
    public void Script_and_styles_of_other_pages_would_be_found_out()
    {
        Assert.NotEmpty(NewerInScript(Built("RoomPage", "js")));
        Assert.NotEmpty(NewerInStyles(Built("house", "css")));
    }

    [Theory]
    [InlineData("a?.b")]
    [InlineData("a?.[0]")]
    [InlineData("a??b")]
    [InlineData("a??=b")]
    [InlineData("a||=b")]
    [InlineData("class A{#b=1;#c(){}}")]
    [InlineData("class A{static{}}")]
    [InlineData("1_000")]
    [InlineData("x.replaceChildren()")]
    [InlineData("x.replaceAll(1,2)")]
    [InlineData("[].at(-1)")]
    [InlineData("AbortSignal.timeout(5)")]
    [InlineData("x.ariaBusy=1")]
    [InlineData("Object.hasOwn(a,b)")]
    [InlineData("Promise.any([])")]
    [InlineData("x.animate([{translate:`0 1px`}])")]
    public void Such_a_script_would_be(string script) => Assert.NotEmpty(NewerInScript(script));

    [Theory]
    [InlineData("a{inset:0}")]
    [InlineData("a{aspect-ratio:1}")]
    [InlineData("a{display:flex;gap:1px}")]
    [InlineData("a{display:inline-flex;row-gap:1px}")]
    [InlineData("a:is(b,c){color:red}")]
    [InlineData("a:has(b){color:red}")]
    [InlineData("a:focus-visible{color:red}")]
    [InlineData("a{height:100dvh}")]
    [InlineData("a{color:light-dark(red,blue)}")]
    [InlineData("a{color:color-mix(in srgb,red,blue)}")]
    [InlineData("a{color:rgb(1 2 3/50%)}x{width:1cqw}")]
    [InlineData("a{& b{color:red}}")]
    [InlineData("a{b{color:red}}")]
    [InlineData("a{margin-inline:1px}")]
    [InlineData("a{translate:1px}")]
    [InlineData("@container (width>1px){a{color:red}}")]
    [InlineData("@layer x{a{color:red}}")]
    [InlineData("@media (width>=700px){a{color:red}}")]
    [InlineData("a{text-wrap:balance}")]
    [InlineData("a{overflow:clip}")]
    public void Such_styles_would_be(string styles) => Assert.NotEmpty(NewerInStyles(styles));

    private static string[] NewerInScript(string script) => [.. Script().Matches(script).Select(match => match.Value)];

    private static IEnumerable<string> NewerInStyles(string styles)
    {
        foreach (Match match in Styles().Matches(styles))
            yield return match.Value;
        // Between flex items there is no gap before Chromium 84; between those of a grid there is.
        foreach (Match rule in Rule().Matches(styles))
            if (rule.Value.Contains("gap:", StringComparison.Ordinal) && Flex().IsMatch(rule.Value))
                yield return rule.Value;
        // A block within a block is nested, but within an at-rule.
        foreach (Match nested in Nested().Matches(AtRule().Replace(styles, "")))
            yield return nested.Value;
    }

    /// <summary>As it is served.</summary>
    private static string Built(string name, string kind)
    {
        var assembly = typeof(Snapshot).Assembly;
        var resource = assembly
            .GetManifestResourceNames()
            .Single(each => Regex.IsMatch(each, $"^app/{name}-[A-Z0-9]{{8}}\\.{kind}$", RegexOptions.CultureInvariant));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(
        """
            \?\.(?!\d)|\?\?|(?:\|\||&&)=|[{;]\#\w|static\s*\{|\b\d+_\d|
            \.(?:replaceChildren|replaceAll|at|findLast|toSorted|toReversed|toSpliced|with)\(|
            \.(?:checkVisibility|getAnimations|requestSubmit|showModal|hasOwn|any)\(|
            \baria[A-Z]\w+|AbortSignal\.(?:timeout|any)|structuredClone|randomUUID|WeakRef|
            Promise\.(?:any|withResolvers)|Object\.(?:hasOwn|groupBy)|
            \b(?:translate|rotate|scale):(?=[`"'])|Intl\.(?:Segmenter|ListFormat|DisplayNames)
            """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex Script();

    [GeneratedRegex(
        """
            (?<![\w-])(?:inset|aspect-ratio|translate|rotate|scale|accent-color|text-wrap|field-sizing|color-scheme:only|
            container-type|content-visibility|
              (?:margin|padding|inset|border)-(?:inline|block)|scrollbar-gutter|text-underline-offset|cx|cy|r)\s*:|
            :(?:is|where|has|focus-visible|not\([^)]*,)|\d(?:[dsl]v[hw]|cq[wh]|rlh|lh)\b|
            (?:light-dark|color-mix|oklch|lab|lch|round|exp)\(|rgb\(\d+\ \d|@(?:container|layer|property|scope|starting-style)|
            \(\s*(?:width|height|min-width)\s*[<>]|(?<![\w-])overflow(?:-x|-y)?\s*:\s*clip|match-parent|&
            """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex Styles();

    [GeneratedRegex(@"[^{}]*\{[^{}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Rule();

    [GeneratedRegex(@"display\s*:\s*(?:inline-)?flex", RegexOptions.CultureInvariant)]
    private static partial Regex Flex();

    [GeneratedRegex(@"@(?:media|supports|keyframes)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex AtRule();

    [GeneratedRegex(@"\{[^{}]*\{", RegexOptions.CultureInvariant)]
    private static partial Regex Nested();
}
