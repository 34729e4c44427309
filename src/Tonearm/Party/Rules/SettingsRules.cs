namespace Tonearm.Party.Rules;

/// <summary>What a host may set.</summary>
internal static class SettingsRules
{
    /// <returns>Sentences by member; empty when all is well.</returns>
    public static Dictionary<string, string[]> Problems(PartySettings settings)
    {
        var problems = new Dictionary<string, string[]>();
        if (settings.BallotSize is < 2 or > 20)
            problems["ballotSize"] = ["A ballot has 2 to 20 tracks."];
        if (settings.VoteSeconds is < 15 or > 600)
            problems["voteSeconds"] = ["Voting is open for 15 to 600 seconds, or until shortly before the song ends."];
        return problems;
    }
}
