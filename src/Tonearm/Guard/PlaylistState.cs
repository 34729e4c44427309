namespace Tonearm.Guard;

/// <summary>How a playlist stands, in the one word its row shows.</summary>
public enum PlaylistState
{
    NotProtected,
    Watching,
    AsWanted,

    /// <summary>Spotify did not tell at the last look, in a field that is guarded.</summary>
    NotKnown,
    Changed,
    PuttingBack,
    Waiting,

    /// <summary>No look has shown it in the time in which one was promised: what it showed before may be true no longer.</summary>
    NotWatched,
    OnHold,
}

internal static class PlaylistStates
{
    /// <summary>The most urgent thing any field says. Nothing is as its owner wants it that was not seen so in its time.</summary>
    /// <param name="isWatched">Whether the last look that showed it is as recent as was promised.</param>
    public static PlaylistState Of(Policy policy, IReadOnlyList<Decision> decisions, History history, bool isWatched)
    {
        if (policy.Mode == Mode.Off)
            return PlaylistState.NotProtected;

        var calm = policy.Mode == Mode.Watch ? PlaylistState.Watching : PlaylistState.AsWanted;
        return decisions.Select(decision => Of(decision, history)).Append(isWatched ? calm : PlaylistState.NotWatched).Max();
    }

    public static string Word(this PlaylistState state) => state switch
    {
        PlaylistState.AsWanted => "As you want it",
        PlaylistState.NotKnown => "Not known",
        PlaylistState.NotWatched => "Not watched",
        PlaylistState.Changed => "Changed",
        PlaylistState.PuttingBack => "Putting back",
        PlaylistState.Waiting => "Waiting for Spotify",
        PlaylistState.OnHold => "On hold",
        PlaylistState.Watching => "Watching only",
        _ => "Not protected",
    };

    /// <summary>The state in an address: <c>as-you-want-it</c>.</summary>
    public static string Slug(this PlaylistState state) => state.Word().ToLowerInvariant().Replace(' ', '-');

    private static PlaylistState Of(Decision decision, History history) => (decision.Step, decision.Reason) switch
    {
        (Step.Hold, _) => PlaylistState.OnHold,
        (Step.Restore, _) => PlaylistState.PuttingBack,
        (Step.Wait, Reason.NotTold or Reason.CoverNotSeen) => PlaylistState.NotKnown,
        (Step.Wait, Reason.NotYetShown) when history.Last(decision.Field)?.Outcome == Outcome.Unknown => PlaylistState.PuttingBack,
        (Step.Wait, _) => PlaylistState.Waiting,
        (_, Reason.AsWanted or Reason.NotGuarded) => PlaylistState.NotProtected,
        _ => PlaylistState.Changed,
    };
}
