namespace Tonearm.Sandbox.Traffic;

/// <summary>
/// Something in answers that is not what it should be. Values are JSON as text, so that they may be what no writer would write, such as
/// half a character.
/// </summary>
internal sealed record RewriteRule
{
    public string? Id { get; init; }

    /// <summary>As in <see cref="FaultRule"/>.</summary>
    public string? Path { get; init; }

    public string? Person { get; init; }

    public int Skip { get; init; }

    /// <summary>So many answers; null is all of them.</summary>
    public int? Count { get; init; }

    /// <summary>
    /// Rewrites the entries of this list of the answer (<c>items</c>, <c>devices</c>, <c>queue</c>); a dot goes deeper
    /// (<c>tracks.items</c>); null rewrites the answer itself.
    /// </summary>
    public string? List { get; init; }

    /// <summary>Only the entry with this id; null is all of them.</summary>
    public string? Entry { get; init; }

    /// <summary>What stands in these members instead; a dot goes deeper.</summary>
    public Dictionary<string, string> Members { get; init; } = [];

    /// <summary>What stands in place of the whole.</summary>
    public string? Whole { get; init; }

    /// <summary>The entry with this id, of the same list, stands there once more.</summary>
    public string? Copy { get; init; }

    /// <summary>
    /// In place of all that: so many of a hundred entries are broken in one of the ways of <see cref="BrokenEntry"/>, always the same ones
    /// for a seed.
    /// </summary>
    public int Share { get; init; }

    public int Seed { get; init; }
}
