using Tonearm.Party.Guests;

namespace Tonearm.Party.Pages;

/// <summary>Why a party is over, or over for one device, as a word in the address of the start page and as a sentence on it.</summary>
/// <param name="ForAll">It is over, so that what was played can be read.</param>
internal sealed record Farewell(string Reason, string Sentence, bool ForAll = true)
{
    private static readonly Farewell Over = new("over", "This party is over. It was good to have you.");

    private static readonly Farewell[] All =
    [
        new("host", PartyEnd.ByHost),
        new("left", PartyEnd.HostLeft),
        new("silent", PartyEnd.HostSilent),
        new("you", "You have ended the party."),
        new("you-left", "You had left, so the party is over."),
        new("removed", GuestWords.Removed, ForAll: false),
        new("blocked", GuestWords.Blocked, ForAll: false),
        Over,
    ];

    /// <summary>The start page that says why.</summary>
    public string Address => $"/?ended={Reason}";

    /// <param name="why">The sentence that was stored with the party; null when the party itself is gone.</param>
    /// <param name="host">Of whom others are told in the third person.</param>
    public static Farewell Of(string? why, bool host = false) =>
        (host ? why : null) switch
        {
            PartyEnd.ByHost => Named("you")!,
            PartyEnd.HostLeft => Named("you-left")!,
            _ => All.FirstOrDefault(each => each.Sentence == why) ?? Over,
        };

    /// <summary>Only words of ours are said; any other means nothing.</summary>
    public static Farewell? Named(string? reason) => All.FirstOrDefault(each => each.Reason == reason);
}
