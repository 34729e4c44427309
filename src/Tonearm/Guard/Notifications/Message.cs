using Tonearm.Guard.Rules;

namespace Tonearm.Guard.Notifications;

/// <summary>What a message says of one playlist: each field as it is by the last news of it.</summary>
internal sealed record MessagePlaylist(string Id, string Title, string Account, IReadOnlyList<FieldNews> Fields)
{
    public bool NeedsYou => Fields.Any(each => each.Outcome == FieldOutcome.NeedsYou);

    public bool IsUnderWay => Fields.Any(each => each.IsUnderWay);

    public bool HasEnded => Fields.All(each => each.HasEnded);
}

/// <summary>A week in figures.</summary>
internal sealed record Week(int Changes, int Playlists, int PutBack, int Open, int Protected);

/// <summary>What somebody is told: the one type that every channel gets and sends in its own form.</summary>
/// <param name="Id">The same for all revisions of a message that grows.</param>
/// <param name="At">When this revision was made.</param>
/// <param name="Playlists">In the order in which something happened to them first.</param>
/// <param name="Accounts">What has happened to whole accounts, in a sentence each.</param>
/// <param name="Link">Where to read on; null where nobody has said what our public address is.</param>
internal sealed record Message(
    Guid Id,
    int Revision,
    Stage Stage,
    DateTimeOffset BeganAt,
    DateTimeOffset At,
    IReadOnlyList<MessagePlaylist> Playlists,
    IReadOnlyList<string> Accounts,
    Uri? Link = null,
    Week? Week = null
)
{
    /// <summary>Of this very revision: who gets it twice knows it by this.</summary>
    public string DeliveryId => $"{Id}.{Revision}";

    public bool IsUnderWay => Playlists.Any(playlist => playlist.IsUnderWay);

    public bool NeedsYou => Accounts.Count > 0 || Playlists.Any(playlist => playlist.NeedsYou);

    public static Message Of(
        Guid id,
        int revision,
        Stage stage,
        DateTimeOffset beganAt,
        DateTimeOffset at,
        IEnumerable<ChannelNews> news,
        Uri? link
    )
    {
        ChannelNews[] told = [.. news.Where(each => each.Revision <= revision).OrderBy(each => each.Id)];
        return new(
            id,
            revision,
            stage,
            beganAt,
            at,
            [
                .. from each in told
                where each.PlaylistId is not null
                group each by each.PlaylistId into playlist
                let last = playlist.Last()
                select new MessagePlaylist(playlist.Key, last.Details.Title ?? "", last.Account, Fields(playlist)),
            ],
            [.. from each in told where each.Details.Sentence is not null select each.Details.Sentence],
            link
        );
    }

    private static FieldNews[] Fields(IEnumerable<ChannelNews> news)
    {
        var fields = new SortedDictionary<Field, FieldNews>();
        foreach (var field in news.SelectMany(each => each.Details.Fields))
            fields[field.Field] = field with { Kind = field.Kind ?? fields.GetValueOrDefault(field.Field)?.Kind };
        return [.. fields.Values];
    }
}
