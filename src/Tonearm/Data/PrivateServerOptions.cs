namespace Tonearm.Data;

/// <summary>What may be said about the private server; bound from the section <c>PrivateServer</c>.</summary>
internal sealed record PrivateServerOptions
{
    /// <summary>The folder with <c>pg_ctl</c>, <c>initdb</c> and <c>postgres</c>; found by itself when empty.</summary>
    public string? Programs { get; init; }

    /// <summary>Settings of PostgreSQL by name, over ours.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];
}
