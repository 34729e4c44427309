namespace Tonearm.Party.Rules;

/// <summary>A track of the shuffled playlist, as far as it matters for what comes next.</summary>
/// <param name="Place">Its place in the order.</param>
/// <param name="Resting">It has played, and waits until all others have.</param>
/// <param name="Removed">It never comes again.</param>
/// <param name="Ballot">Its place on the ballot, from 0; null when it is not up for vote.</param>
/// <param name="Reached">When its count last changed, counted in changes of the party.</param>
/// <param name="Turn">Its place in the line of what guests have asked for; null when it is not in line.</param>
/// <param name="Suggested">It is on the ballot because its turn had come.</param>
/// <param name="Fallback">It is of the second playlist, and comes when the first is played out.</param>
internal sealed record PoolTrack(
    int Place,
    bool Resting = false,
    bool Removed = false,
    bool Explicit = false,
    int? Ballot = null,
    int Likes = 0,
    long Reached = 0,
    int? Turn = null,
    bool Suggested = false,
    bool Fallback = false
)
{
    public bool MayPlay(PartySettings settings) => !Removed && (settings.Explicit || !Explicit);
}
