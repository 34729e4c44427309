using Tonearm.Party.Rules;
using Tonearm.Web;

namespace Tonearm.Party.Played;

/// <summary>How far the saving of a playlist has come, in words.</summary>
/// <param name="State"><c>under-way</c>, <c>waits</c>, <c>saved</c> or <c>refused</c>.</param>
/// <param name="Sentence">What is known; moments in it are marked, as <c>MarkedText</c> reads them.</param>
/// <param name="Url">The playlist in Spotify, once it is whole.</param>
/// <param name="SignIn">Where to go, when it waits for a sign-in or a permission.</param>
public sealed record SaveView(string State, string Sentence, string? Url = null, string? SignIn = null)
{
    public const string UnderWay = "under-way";
    public const string Waits = "waits";
    public const string Saved = "saved";
    public const string Refused = "refused";

    internal static SaveView Of(PartySave save)
    {
        ArgumentNullException.ThrowIfNull(save);
        var url = save.PlaylistId is { } id ? $"https://open.spotify.com/playlist/{id}" : null;
        return save.State switch
        {
            SaveState.Saved => new(Saved, $"Saved in Spotify as a private playlist, “{Bidi.Plain(save.Title)}”.", url),
            SaveState.Refused => new(Refused, WhyNot(save)),
            _ => save.Problem switch
            {
                SaveProblems.Consent => new(
                    Waits,
                    "To make a playlist, Tonearm needs one more permission. Spotify asks for it on one page, and then it is saved by itself.",
                    SignIn: SignInAt(save)
                ),
                SaveProblems.SignIn => new(
                    Waits,
                    "Spotify wants you to sign in again. Then it is saved by itself.",
                    SignIn: SignInAt(save)
                ),
                SaveProblems.Quota => new(
                    Waits,
                    save.DueAt is { } until
                        ? $"Spotify takes no more calls for that until {TimestampMarkup.Mark(until)}. Then it goes on by itself."
                        : "Spotify takes no more calls for that just now. It goes on by itself."
                ),
                SaveProblems.Unreachable => new(
                    UnderWay,
                    "Spotify gave no answer, so it is looked at first what has become of it. This may take a minute or two."
                ),
                _ => new(UnderWay, "It is being saved in Spotify."),
            },
        };
    }

    private static string SignInAt(PartySave save) =>
        $"/accounts/link?for=party&more=keep&account={save.Account}&returnUrl={Uri.EscapeDataString($"/party/{save.Party}/played")}";

    private static string WhyNot(PartySave save) =>
        save.Problem switch
        {
            SaveProblems.Changed =>
                "Somebody changed the new playlist in Spotify before all songs were in it, so Tonearm left it as it is. Trying again makes another one.",
            SaveProblems.Gone => "The new playlist was deleted in Spotify before all songs were in it. Trying again makes another one.",
            SaveProblems.Unreachable =>
                "Spotify gave no usable answer again and again. There may be an unfinished playlist of this name in your Spotify. Try again later.",
            SaveProblems.Locked =>
                "Spotify does not let this account or this installation in. The page of your accounts says what helps; then try again.",
            _ => "Spotify did not take the playlist or one of its songs. You can still keep the songs as a spreadsheet.",
        };
}
