using System.ComponentModel.DataAnnotations;
using Tonearm.Web;

namespace Tonearm.Party.Suggestions;

/// <param name="TrackId">Spotify's id of the track.</param>
public sealed record SuggestionRequest([property: MaxLength(TextLimits.Id)] string? TrackId);

/// <summary>What can be asked for.</summary>
/// <param name="Limit">Why this guest can ask for nothing just now, as a sentence; null when they can.</param>
/// <param name="Playlist">Songs of the party that match.</param>
/// <param name="Spotify">Other songs that match; null where Spotify was not asked.</param>
/// <param name="Note">Why Spotify was not asked, or has not answered, as a sentence.</param>
public sealed record SearchAnswer(
    string? Limit,
    IReadOnlyList<FoundSong> Playlist,
    IReadOnlyList<FoundSong>? Spotify = null,
    string? Note = null
);

/// <param name="Why">Why it cannot be asked for, as a sentence; null when it can.</param>
public sealed record FoundSong(TrackView Track, string? Why);

/// <summary>What is asked for at a party.</summary>
/// <param name="Limit">Why this guest can ask for nothing just now, as a sentence.</param>
/// <param name="Mine">What this guest has asked for and what has come of it, the newest last.</param>
/// <param name="Line">The songs in line, in the order of their turns; nobody is told whose they are.</param>
/// <param name="Asked">What waits for the host's yes; only hosts are told.</param>
/// <param name="Declined">What the host has said no to, which can still be approved; only hosts are told.</param>
public sealed record SuggestionsView(
    string? Limit,
    IReadOnlyList<SuggestionView> Mine,
    IReadOnlyList<TrackView> Line,
    IReadOnlyList<TrackView>? Asked,
    IReadOnlyList<TrackView>? Declined
);

/// <param name="State"><c>asked</c>, <c>line</c>, <c>up</c> or <c>declined</c>.</param>
/// <param name="Turn">Its place in the line, from 1.</param>
/// <param name="Words">The same as a sentence.</param>
public sealed record SuggestionView(TrackView Track, string State, int? Turn, string Words);

/// <summary>What became of asking.</summary>
public sealed record SuggestionAnswer(string State, int? Turn, string Words);
