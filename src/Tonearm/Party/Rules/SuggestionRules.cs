namespace Tonearm.Party.Rules;

/// <summary>
/// What can be asked for, and if not, why: one rule for the lists that guests choose from, and for the moment in which they do.
/// </summary>
internal static class SuggestionRules
{
    /// <summary>So many wait in one party at most; the last of them has hours to go.</summary>
    public const int MostInLine = 200;

    public static Hindrance? Of(SongToAsk song, SuggestionMoment moment) => OfGuest(moment) ?? OfSong(song, moment);

    /// <summary>What keeps this guest from asking for anything.</summary>
    public static Hindrance? OfGuest(SuggestionMoment moment) =>
        moment switch
        {
            { Settings.Suggest: null } => new(WhyNot.Off),
            { Settings.Suggest: { } rules } when moment.Mine >= rules.Each => new(WhyNot.OwnLimit, rules.Each),
            { Waiting: >= MostInLine } => new(WhyNot.LineFull),
            _ => null,
        };

    /// <summary>What keeps anybody from asking for this song.</summary>
    public static Hindrance? OfSong(SongToAsk song, SuggestionMoment moment)
    {
        var rules = moment.Settings.Suggest ?? new();
        var same = moment.Known.Where(known => known.Recording.IsSame(song.Recording)).ToArray();
        if (same.Select(known => OfState(known.State)).OfType<WhyNot>().Order().Cast<WhyNot?>().FirstOrDefault() is { } state)
            return new(state);
        if (moment.DoNotPlay.Any(entry => entry.Bars(song.Recording, song.Artists)))
            return new(WhyNot.DoNotPlay);
        if (!song.Playable)
            return new(WhyNot.NotPlayable);
        if (song.Explicit && !moment.Settings.Explicit)
            return new(WhyNot.Explicit);
        if (song.Recording.Length.TotalMinutes > rules.LongestMinutes)
            return new(WhyNot.TooLong, rules.LongestMinutes.Value);
        if (same.Max(known => known.PlayedAt) is { } at && (moment.Now - at).TotalMinutes < rules.RestMinutes)
            return new(WhyNot.PlayedLately, (int)(moment.Now - at).TotalMinutes);
        return OfArtist(song, moment, rules.ArtistEvery);
    }

    private static Hindrance? OfArtist(SongToAsk song, SuggestionMoment moment, int every)
    {
        if (every == 0)
            return null;
        var ago = moment
            .Known.Where(known => known.PlayedAt is not null)
            .OrderByDescending(known => known.PlayedAt)
            .Take(every)
            .Index()
            .Where(played => Artists.Share(played.Item.Artists, song.Artists))
            .Select(played => (int?)played.Index)
            .FirstOrDefault();
        return ago is { } songs ? new(WhyNot.ArtistLately, songs) : null;
    }

    private static WhyNot? OfState(SongState state) =>
        state switch
        {
            SongState.Plays => WhyNot.Plays,
            SongState.Next => WhyNot.Next,
            SongState.Up => WhyNot.Up,
            SongState.Line => WhyNot.InLine,
            SongState.Asked => WhyNot.Asked,
            SongState.Declined => WhyNot.Declined,
            SongState.Off => WhyNot.TakenOff,
            _ => null,
        };
}

/// <summary>Why a song cannot be asked for. What is said first, when more than one is true, stands first.</summary>
internal enum WhyNot
{
    Plays,
    Next,
    Up,
    InLine,
    Asked,

    /// <summary>The host has said no to it.</summary>
    Declined,

    /// <summary>The host has taken it off the ballot for good, or Spotify did not play it.</summary>
    TakenOff,

    /// <summary>The host's do-not-play list has it.</summary>
    DoNotPlay,

    /// <summary>Spotify does not play it in the host's country.</summary>
    NotPlayable,
    Explicit,

    /// <summary>Longer than so many minutes.</summary>
    TooLong,

    /// <summary>It played so many minutes ago.</summary>
    PlayedLately,

    /// <summary>An artist of it played so many songs ago.</summary>
    ArtistLately,

    /// <summary>So many of this guest's wait already.</summary>
    OwnLimit,
    LineFull,

    /// <summary>The host takes no suggestions.</summary>
    Off,
}

/// <param name="Number">Of minutes, songs or suggestions, as the reason has it.</param>
internal sealed record Hindrance(WhyNot Why, int Number = 0);

/// <summary>A song that somebody may want to hear.</summary>
/// <param name="Artists">Their names in one line.</param>
internal sealed record SongToAsk(Recording Recording, string Artists, bool Explicit, bool Playable = true);

/// <summary>What a party has to do with a song already.</summary>
internal enum SongState
{
    /// <summary>It has played, and that is all.</summary>
    Played,
    Plays,
    Next,
    Up,
    Line,
    Asked,
    Declined,
    Off,
}

internal sealed record KnownSong(Recording Recording, string Artists, SongState State, DateTimeOffset? PlayedAt);

/// <summary>A party at the moment in which a guest asks.</summary>
/// <param name="Known">The songs that it has to do with already.</param>
/// <param name="Mine">Suggestions of this guest whose turn is to come.</param>
/// <param name="Waiting">Those of all guests.</param>
/// <param name="DoNotPlay">What the host never wants to hear.</param>
internal sealed record SuggestionMoment(
    PartySettings Settings,
    IReadOnlyList<KnownSong> Known,
    int Mine,
    int Waiting,
    DateTimeOffset Now,
    IReadOnlyList<DoNotPlay> DoNotPlay
);

/// <summary>Artists by their names in one line, as a party keeps them.</summary>
internal static class Artists
{
    /// <summary>Both songs are by one of them.</summary>
    public static bool Share(string line, string other)
    {
        var names = other.Split(", ", StringSplitOptions.RemoveEmptyEntries);
        return line.Split(", ", StringSplitOptions.RemoveEmptyEntries).Any(name => names.Contains(name, StringComparer.OrdinalIgnoreCase));
    }
}
