namespace Tonearm.Guard;

/// <summary>How a playlist stands, in the one word its row shows.</summary>
public enum PlaylistState
{
    NotProtected,
    Watching,
    AsWanted,
    Changed,
    PuttingBack,
    Waiting,
    OnHold,
}

internal static class PlaylistStates
{
    /// <summary>The most urgent thing any field says.</summary>
    public static PlaylistState Of(Policy policy, IReadOnlyList<Decision> decisions, History history)
    {
        if (policy.Mode == Mode.Off)
            return PlaylistState.NotProtected;

        var calm = policy.Mode == Mode.Watch ? PlaylistState.Watching : PlaylistState.AsWanted;
        return decisions.Select(decision => Of(decision, history)).Append(calm).Max();
    }

    public static string Word(this PlaylistState state) => state switch
    {
        PlaylistState.AsWanted => "As you want it",
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
        (Step.Wait, Reason.NotYetShown) when history.Last(decision.Field)?.Outcome == Outcome.Unknown => PlaylistState.PuttingBack,
        (Step.Wait, _) => PlaylistState.Waiting,
        (_, Reason.AsWanted or Reason.NotGuarded) => PlaylistState.NotProtected,
        _ => PlaylistState.Changed,
    };
}
