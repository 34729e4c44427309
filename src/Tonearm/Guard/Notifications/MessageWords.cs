using System.Globalization;
using System.Text;
using Tonearm.Guard.Rules;
using Tonearm.Web;

namespace Tonearm.Guard.Notifications;

/// <summary>A message in words, as a phone or a mailbox shows it.</summary>
internal static class MessageWords
{
    /// <summary>With so many playlists or fewer, both texts of each change are told.</summary>
    private const int InFull = 3;

    public static string Title(this Message message) =>
        message.Stage switch
        {
            Stage.Test => "A test from Tonearm",
            Stage.Digest => "Your week with Guard",
            _ when message.Playlists.Count == 0 => message.Accounts.Count == 1 ? "An account needs you" : "Accounts need you",
            _ => $"{Subject(message.Playlists)}: {State(message)}",
        };

    /// <summary>The whole text, as far as it fits; what does not fit is counted.</summary>
    public static string Text(this Message message, int most)
    {
        var lines = Lines(message).ToArray();
        var foot = message.Link is null ? "" : $"\n{message.Link}";
        var text = new StringBuilder();
        for (var i = 0; i < lines.Length; i++)
        {
            var rest = i < lines.Length - 1 ? $"\nAnd {Count(lines.Length - i - 1, "more line")}." : "";
            if (text.Length + lines[i].Length + 1 + rest.Length + foot.Length > most)
            {
                text.Append(CultureInfo.InvariantCulture, $"{(i > 0 ? "\n" : "")}And {Count(lines.Length - i, "more line")}.");
                break;
            }

            text.Append(i > 0 ? "\n" : "").Append(lines[i]);
        }

        return Cut(text.ToString(), most - foot.Length) + foot;
    }

    /// <summary>Not longer than that, and no half of a character at its end.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var length = Math.Max(0, most - 1);
        return (length > 0 && char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length]) + "…";
    }

    public static string Playlists(int count) => Count(count, "playlist");

    /// <summary>What was done to a playlist: "title and cover removed".</summary>
    public static string Changes(this MessagePlaylist playlist) =>
        string.Join(
            ", ",
            from field in playlist.Fields
            group field.Field by field.Kind into kind
            select $"{DecisionWords.Names(kind)} {Verb(kind.Key)}"
        );

    /// <summary>What Guard has done about it, and what a person has to do.</summary>
    public static IEnumerable<string> Answers(this MessagePlaylist playlist) =>
        (
            from field in playlist.Fields
            group field by field.Outcome into outcome
            from sentence in outcome.Key == FieldOutcome.NeedsYou
                ? outcome.Select(field => field.Sentence ?? "It needs you.")
                : [Answer(outcome.Key, outcome.Max(field => field.Seconds))]
            select sentence
        ).Distinct();

    private static IEnumerable<string> Lines(Message message)
    {
        if (message.Stage == Stage.Test)
            return ["This channel works. Guard tells you here what happens to your playlists."];
        if (message.Week is { } week)
            return WeekLines(week);
        return Sum(message)
            .Concat(message.Accounts)
            .Concat(message.Playlists.SelectMany(playlist => Lines(playlist, message.Playlists.Count <= InFull)));
    }

    private static IEnumerable<string> Lines(MessagePlaylist playlist, bool inFull)
    {
        yield return $"{Name(playlist)} ({Bidi.Plain(playlist.Account)}): {playlist.Changes()}. {string.Join(' ', playlist.Answers())}";
        if (!inFull)
            yield break;
        foreach (var field in playlist.Fields.Where(field => field.Before is not null))
            yield return $"{field.Field.Name()}: you want “{OneLine(field.Before!)}”, Spotify showed {Quoted(field.After)}.";
    }

    /// <summary>Where there are several, how many of which.</summary>
    private static IEnumerable<string> Sum(Message message)
    {
        if (message.Playlists.Count < 2)
            yield break;
        var (all, back, needs) = Counts(message.Playlists);
        var words = new List<string> { $"{Playlists(all)} changed" };
        if (back > 0)
            words.Add($"{back:N0} right again");
        if (message.Playlists.Count(playlist => playlist.IsUnderWay) is > 0 and var waiting)
            words.Add($"{waiting:N0} on the way back");
        if (needs > 0)
            words.Add($"{needs:N0} {(needs == 1 ? "needs" : "need")} you");
        yield return $"{string.Join(", ", words)}.";
    }

    private static IEnumerable<string> WeekLines(Week week)
    {
        yield return $"{Playlists(week.Protected)} protected.";
        yield return week.Changes == 0
            ? "Nothing was changed on them in the last seven days."
            : $"{Count(week.Changes, "change")} on {Playlists(week.Playlists)} in the last seven days, {week.PutBack:N0} put back by Guard.";
        if (week.Open > 0)
            yield return $"{Count(week.Open, "change")} still open.";
    }

    private static string Subject(IReadOnlyList<MessagePlaylist> playlists) =>
        playlists is [var one] ? Name(one) : Playlists(playlists.Count);

    private static string State(Message message)
    {
        var (all, back, needs) = Counts(message.Playlists);
        var what = message.Playlists is [var one] ? one.Changes() : "changed";
        return back == all ? $"{what}, and right again"
            : needs > 0 && all == 1 ? $"{what}, and needs you"
            : needs > 0 ? $"{what}, {needs:N0} {(needs == 1 ? "needs" : "need")} you"
            : back > 0 ? $"{what}, {back:N0} right again"
            : what;
    }

    private static (int All, int Back, int NeedsYou) Counts(IReadOnlyList<MessagePlaylist> playlists) =>
        (playlists.Count, playlists.Count(playlist => playlist.HasEnded), playlists.Count(playlist => playlist.NeedsYou));

    private static string Answer(FieldOutcome outcome, double? seconds) =>
        outcome switch
        {
            FieldOutcome.PuttingBack => "Guard is putting it back.",
            FieldOutcome.Later => "Guard puts it back as soon as it can.",
            FieldOutcome.Watching => "You asked only to watch, so nothing was written.",
            FieldOutcome.Kept => "You have kept it.",
            FieldOutcome.RightAgain => "It is right again, without Guard.",
            _ when seconds is >= 1.5 and var length => $"Guard put it back after {Times.Length(TimeSpan.FromSeconds(length))}.",
            _ => "Guard put it back at once.",
        };

    private static string Verb(DriftKind? kind) =>
        kind switch
        {
            DriftKind.Blanked => "removed",
            DriftKind.Edited => "changed",
            _ => "not as you want it",
        };

    private static string Name(MessagePlaylist playlist) => Bidi.Plain(Cut(OneLine(playlist.Title), 80));

    private static string Quoted(string? text) => string.IsNullOrWhiteSpace(text) ? "nothing" : $"“{OneLine(text)}”";

    private static string OneLine(string text) => Cut(string.Join(' ', text.Split('\n', '\r')), 300);

    private static string Count(int count, string unit) => count == 1 ? $"1 {unit}" : $"{count:N0} {unit}s";
}
