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
        if (settings.Suggest is { } suggest)
            AddProblems(suggest, problems);
        return problems;
    }

    private static void AddProblems(SuggestionSettings suggest, Dictionary<string, string[]> problems)
    {
        if (suggest.Each is < 1 or > 20)
            problems["suggest.each"] = ["1 to 20 suggestions of one guest may wait at a time."];
        if (suggest.LongestMinutes is < 1 or > 60)
            problems["suggest.longestMinutes"] = ["What is suggested is 1 to 60 minutes long at most, or as long as it likes."];
        if (suggest.RestMinutes is < 0 or > 1_440)
            problems["suggest.restMinutes"] = ["What has played rests for 1,440 minutes at most."];
        if (suggest.ArtistEvery is < 0 or > 20)
            problems["suggest.artistEvery"] = ["An artist waits for 20 songs at most."];
    }
}
