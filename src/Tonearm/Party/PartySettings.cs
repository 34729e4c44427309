using System.Text.Json.Serialization;

namespace Tonearm.Party;

/// <summary>What a host may set; the defaults are good for most.</summary>
/// <param name="BallotSize">Tracks up for vote, 2 to 20.</param>
/// <param name="VoteSeconds">How long voting is open, 15 to 600; null: until shortly before the song ends.</param>
/// <param name="ManyLikes">Each guest may like as many tracks as they wish, instead of one that moves.</param>
/// <param name="LosersStay">What did not win stays on the ballot with its likes, instead of a fresh ballot.</param>
/// <param name="Explicit">Tracks marked as explicit may play.</param>
/// <param name="SkipVotes">More than half of those who are here may have a song skipped.</param>
/// <param name="Along">Guests far away may have their own Spotify play what plays here.</param>
/// <param name="Suggest">What guests may ask for; null while they may not.</param>
public sealed record PartySettings(
    int BallotSize = 4,
    int? VoteSeconds = null,
    bool ManyLikes = false,
    bool LosersStay = false,
    bool Explicit = true,
    bool SkipVotes = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SuggestionSettings? Suggest = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Along = false
);

/// <summary>What guests may ask for.</summary>
/// <param name="Approval">The host says yes to each before it gets in line.</param>
/// <param name="Each">How many of one guest may wait at a time, 1 to 20.</param>
/// <param name="LongestMinutes">No song is longer, 1 to 60; null for any length.</param>
/// <param name="RestMinutes">What has played is not asked for again for so long, up to 1,440.</param>
/// <param name="ArtistEvery">An artist who is among the last so many songs has to wait, up to 20; 0: never.</param>
public sealed record SuggestionSettings(
    bool Approval = true,
    int Each = 3,
    int? LongestMinutes = 10,
    int RestMinutes = 60,
    int ArtistEvery = 0
);
