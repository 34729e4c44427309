namespace Tonearm.Party.Rules;

/// <summary>
/// A device of a party as a host knows it and nobody need say a name: an animal in a colour, which is a shape, too. It follows from the
/// party and the guest's number, so it stays what it is; no two of a party are alike.
/// </summary>
/// <param name="Again">From 2 on where there are more guests than pairs of animal and colour; 1 for all before.</param>
public sealed record Figure(string Animal, string Colour, int Again)
{
    /// <summary>Each with a shape of its own, so that nobody has to tell colours apart.</summary>
    public static readonly IReadOnlyList<string> Colours = ["red", "blue", "green", "golden", "violet", "pink", "teal", "brown"];

    public static readonly IReadOnlyList<string> Animals =
    [
        "fox",
        "bear",
        "rabbit",
        "owl",
        "frog",
        "fish",
        "duck",
        "snail",
        "turtle",
        "whale",
        "elephant",
        "penguin",
        "butterfly",
        "crab",
        "deer",
        "octopus",
    ];

    /// <summary>So many guests have each a pair of their own.</summary>
    public static readonly int Reach = Animals.Count * Colours.Count;

    /// <summary>No divisor of the reach: one after the other comes to every pair, and neighbours share neither animal nor colour.</summary>
    private const int Step = 37;

    /// <summary>"green fox", as it is shown and heard.</summary>
    public string Words => Again == 1 ? $"{Colour} {Animal}" : $"{Colour} {Animal} {Again}";

    /// <param name="number">Of the guest at this party, from 1.</param>
    public static Figure Of(Guid party, int number)
    {
        // Parties begin at different places, so that a host is not the same animal at each.
        var pair = (party.ToByteArray()[^1] + (number - 1) % Reach * Step) % Reach;
        return new(Animals[pair % Animals.Count], Colours[pair / Animals.Count], 1 + (number - 1) / Reach);
    }
}
