using Tonearm.Party.Rules;

namespace Tonearm.Party.Suggestions;

/// <summary>Why a song cannot be asked for, as guests read it.</summary>
internal static class HindranceWords
{
    public static string Sentence(this Hindrance hindrance) =>
        hindrance.Why switch
        {
            WhyNot.Plays => "It plays now.",
            WhyNot.Next => "It is next.",
            WhyNot.Up => "It is up for vote.",
            WhyNot.InLine => "It is in line already.",
            WhyNot.Asked => "It has been asked for. The host has yet to say yes.",
            WhyNot.Declined => "The host has said no to it.",
            WhyNot.TakenOff => "It was taken off this party.",
            WhyNot.DoNotPlay => "The host never plays it.",
            WhyNot.NotPlayable => "Spotify does not play it where the host is.",
            WhyNot.Explicit => "Nothing explicit at this party.",
            WhyNot.TooLong => $"Longer than {Count(hindrance.Number, "minute")}.",
            WhyNot.PlayedLately => hindrance.Number == 0 ? "It has just played." : $"It played {Count(hindrance.Number, "minute")} ago.",
            WhyNot.ArtistLately => hindrance.Number == 0
                ? "Its artist plays now. Something else first."
                : $"Its artist played {Count(hindrance.Number, "song")} ago. Something else first.",
            WhyNot.OwnLimit => $"{Count(hindrance.Number, "suggestion")} of yours {(hindrance.Number == 1 ? "waits" : "wait")} already. "
                + "Take one back, or wait for its turn.",
            WhyNot.LineFull => "The line is full. Try again when some songs have had their turn.",
            _ => "The host takes no suggestions just now.",
        };

    /// <summary>As scripts read it.</summary>
    public static string Code(this Hindrance hindrance) =>
        hindrance.Why switch
        {
            WhyNot.Plays => "plays",
            WhyNot.Next => "next",
            WhyNot.Up => "up",
            WhyNot.InLine => "line",
            WhyNot.Asked => "asked",
            WhyNot.Declined => "declined",
            WhyNot.TakenOff => "taken-off",
            WhyNot.DoNotPlay => "do-not-play",
            WhyNot.NotPlayable => "not-playable",
            WhyNot.Explicit => "explicit",
            WhyNot.TooLong => "too-long",
            WhyNot.PlayedLately => "played-lately",
            WhyNot.ArtistLately => "artist-lately",
            WhyNot.OwnLimit => "own-limit",
            WhyNot.LineFull => "line-full",
            _ => "off",
        };

    /// <summary>How a suggestion stands, for who has made it.</summary>
    public static string Words(this SuggestionState suggestion) =>
        suggestion switch
        {
            { State: "asked" } => "The host has yet to say yes.",
            { State: "declined" } => "The host has said no.",
            { State: "up" } => "It has had its turn.",
            { Turn: { } turn } => $"{Ordinal(turn)} in line.",
            _ => "It may not play as the host has it.",
        };

    private static string Ordinal(int turn)
    {
        string[] first = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"];
        return turn <= first.Length ? first[turn - 1] : $"Number {turn}";
    }

    private static string Count(int number, string unit) => number == 1 ? $"1 {unit}" : $"{number:N0} {unit}s";
}
