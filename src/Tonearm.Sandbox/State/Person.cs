namespace Tonearm.Sandbox.State;

/// <summary>Somebody with a Spotify account.</summary>
internal sealed class Person
{
    public required string Id { get; init; }

    public required string AccountId { get; init; }

    public required string Name { get; set; }

    /// <summary>Whom this person stands for, in the words of the sign-in page.</summary>
    public string About { get; set; } = "";

    public bool Premium { get; set; } = true;

    /// <summary>Whether the developer has entered this person among the users of the app.</summary>
    public bool OnAllowList { get; set; } = true;

    /// <summary>Own and followed playlists in the order of the library, as /me/playlists lists them.</summary>
    public List<string> Library { get; init; } = [];
}
