using Tonearm.Web;

namespace Tonearm.Guard.Rules;

/// <summary>A decision in a sentence for the owner: what happened, what it means, what to do.</summary>
internal static class DecisionWords
{
    public static string Name(this Field field) =>
        field switch
        {
            Field.Title => "Title",
            Field.Description => "Description",
            _ => "Cover",
        };

    /// <summary>Some of them in a sentence: "title, description and cover".</summary>
    public static string Names(IEnumerable<Field> fields) =>
        fields.Distinct().Order().Select(field => field.Name().ToLowerInvariant()).ToArray() switch
        {
            [var one] => one,
            [.. var first, var last] => $"{string.Join(", ", first)} and {last}",
            _ => "",
        };

    /// <summary>Spotify's own words, for a person to read or to look up.</summary>
    public static string? SpotifySaid(Restore restore) =>
        restore.Message is { Length: > 0 } words ? $"Spotify said: “{words.TrimEnd('.')}”." : null;

    /// <summary>
    /// The decision as it may be told now: a person may have wished otherwise since. It may have a moment in it
    /// (<see cref="TimestampMarkup"/>).
    /// </summary>
    public static string Sentence(this Decision decision, FieldStatus said) =>
        said.State switch
        {
            PlaylistState.NotWritten =>
                $"You want the {said.Field.Name().ToLowerInvariant()} otherwise than Spotify shows it. Restore now writes it.",
            PlaylistState.Changed when said.NotBefore is { } then => decision.PostponedSentence(then),
            PlaylistState.PuttingBack when said.IsAsked => (decision with { Reason = Reason.Asked, Details = null }).Sentence(),
            _ => decision.Sentence(),
        };

    /// <summary>The same of what is to be written and cannot be yet.</summary>
    public static string PostponedSentence(this Decision decision, DateTimeOffset? until) =>
        until is { } then
            ? $"{decision.Field.Name()} has changed, and cannot be written before {TimestampMarkup.Mark(then)}. Guard puts it back then; restore it now if you cannot wait."
            : decision.Sentence();

    public static string Sentence(this Decision decision) =>
        decision.Details is { Length: > 0 } details ? $"{Words(decision)} {details}" : Words(decision);

    private static string Words(Decision decision)
    {
        var name = decision.Field.Name();
        return decision.Reason switch
        {
            Reason.AsWanted => $"{name} is as you want it.",
            Reason.NotGuarded => $"{name} is not protected.",
            Reason.WatchingOnly => $"{name} has changed. You asked only to watch; restore it now, or keep what Spotify shows.",
            Reason.Drifted => $"{name} has changed and is being put back.",
            Reason.Asked => $"{name} is being written, as you asked.",
            Reason.NotYetShown => $"{name} is written. Guard looks again until Spotify shows it.",
            Reason.CoverNotSeen =>
                "Spotify shows a cover we have not seen before and could not fetch yet. It is compared at the next look.",
            Reason.NotTold =>
                $"Spotify does not say just now what the {name.ToLowerInvariant()} is. It is asked again at the next look; nothing is written until it is known.",
            Reason.TooOften =>
                $"{name} has changed again. It was put back so often that Guard now leaves longer breaks; restore it now if you cannot wait.",
            Reason.NoAnswer =>
                $"{name} has changed. Spotify did not answer clearly when it was written, so Guard now leaves longer breaks; restore it now if you cannot wait.",
            Reason.Refused => $"{name} has changed, and Spotify refuses what you want of it. Guard tries again by itself, ever less often.",
            Reason.NotCovered =>
                $"{name} has changed, and this account's sign-in does not cover writing it. Sign in again and agree to all of it; Guard tries again by itself, too.",
            Reason.Forbidden =>
                $"{name} has changed, and Spotify does not let this account write it. Check in Spotify that the playlist can still be edited, "
                    + "then restore it now; Guard goes on once that works.",
            Reason.StoredDifferently =>
                $"{name} came back from Spotify differently from what we wrote, twice. Keep what Spotify shows, or write it another way.",
            Reason.DescriptionCannotBeEmptied =>
                "You want no description, and Spotify shows one. Other apps than its own cannot empty it: delete it in Spotify, or keep it.",
            _ =>
                "You want the automatic cover, and Spotify shows another. Other apps than its own cannot remove it: remove it in Spotify, or keep it.",
        };
    }
}
