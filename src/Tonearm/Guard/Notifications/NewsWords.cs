namespace Tonearm.Guard.Notifications;

/// <summary>What the kinds of news are called: by scripts and on the page.</summary>
internal static class NewsWords
{
    public static readonly IReadOnlyList<(NewsKinds Kind, string Slug, string Name, string Hint)> All =
    [
        (NewsKinds.Changed, "changed", "Something was changed", "A title, a description or a cover is not as you want it."),
        (NewsKinds.PutBack, "put-back", "It is right again", "What was put back, once all is over."),
        (NewsKinds.NeedsYou, "needs-you", "Guard needs you", "It is on hold, or cannot be written. Told in quiet hours, too."),
        (NewsKinds.SignIn, "sign-in", "A sign-in ends", "30, 7 and 1 days before, and when it has. Told in quiet hours, too."),
        (NewsKinds.NotLooking, "not-looking", "Guard cannot look", "An account could not be looked at for an hour more than it should."),
    ];

    public static IEnumerable<string> Slugs(NewsKinds kinds) => from each in All where kinds.HasFlag(each.Kind) select each.Slug;

    /// <summary>Null when one of them is none.</summary>
    public static NewsKinds? Read(IEnumerable<string> slugs)
    {
        var read = NewsKinds.None;
        foreach (var slug in slugs)
        {
            if (All.FirstOrDefault(each => each.Slug == slug) is not { Kind: not NewsKinds.None } known)
                return null;
            read |= known.Kind;
        }

        return read;
    }
}
