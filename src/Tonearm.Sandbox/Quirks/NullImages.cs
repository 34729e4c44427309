using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Quirks;

/// <summary>Listings say <c>images: null</c>, as some did from March 2024.</summary>
internal sealed class NullImages : Quirk
{
    public override string Words => "Listings show no pictures";

    public override RewriteRule? Rewrite { get; } =
        new()
        {
            Path = "/v1/me/playlists",
            List = "items",
            Members = { ["images"] = "null" },
        };
}
