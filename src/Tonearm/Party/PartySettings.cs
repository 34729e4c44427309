namespace Tonearm.Party;

/// <summary>What a host may set; the defaults are good for most.</summary>
/// <param name="BallotSize">Tracks up for vote, 2 to 20.</param>
/// <param name="VoteSeconds">How long voting is open, 15 to 600; null: until shortly before the song ends.</param>
/// <param name="ManyLikes">Each guest may like as many tracks as they wish, instead of one that moves.</param>
/// <param name="LosersStay">What did not win stays on the ballot with its likes, instead of a fresh ballot.</param>
/// <param name="Explicit">Tracks marked as explicit may play.</param>
/// <param name="SkipVotes">More than half of those who are here may have a song skipped.</param>
public sealed record PartySettings(
    int BallotSize = 4,
    int? VoteSeconds = null,
    bool ManyLikes = false,
    bool LosersStay = false,
    bool Explicit = true,
    bool SkipVotes = false
);
