namespace Tonearm.Guard.Rules;

/// <summary>
/// How a field, or a playlist by its most urgent field, stands, in the one word its row shows. The later of two is the more urgent.
/// </summary>
public enum PlaylistState
{
    NotProtected,
    Watching,
    AsWanted,

    /// <summary>Spotify did not tell at the last look, in a field that is guarded.</summary>
    NotKnown,

    /// <summary>The owner wants it otherwise since, and nobody has asked that it be written.</summary>
    NotWritten,
    Changed,

    /// <summary>Spotify has taken it; no look has shown it yet.</summary>
    Confirming,
    PuttingBack,

    /// <summary>No look has shown it in the time in which one was promised: what it showed before may be true no longer.</summary>
    NotWatched,
    OnHold,
}

internal static class PlaylistStates
{
    public static string Word(this PlaylistState state) =>
        state switch
        {
            PlaylistState.AsWanted => "As you want it",
            PlaylistState.NotKnown => "Not known",
            PlaylistState.NotWatched => "Not watched",
            PlaylistState.NotWritten => "Not written yet",
            PlaylistState.Changed => "Changed",
            PlaylistState.PuttingBack => "Putting back",
            PlaylistState.Confirming => "Confirming",
            PlaylistState.OnHold => "On hold",
            PlaylistState.Watching => "Watching only",
            _ => "Not protected",
        };

    /// <summary>The state in an address: <c>as-you-want-it</c>.</summary>
    public static string Slug(this PlaylistState state) => state.Word().ToLowerInvariant().Replace(' ', '-');
}
