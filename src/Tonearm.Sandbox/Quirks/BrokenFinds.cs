using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Quirks;

/// <summary>A third of the tracks that a search finds are null or broken, as lists of search results have been since 2024.</summary>
internal sealed class BrokenFinds : Quirk
{
    public override string Words => "Some of what a search finds is broken";

    public override RewriteRule? Rewrite { get; } =
        new()
        {
            Path = "/v1/search",
            List = "tracks.items",
            Share = 33,
            Seed = 1,
        };
}
