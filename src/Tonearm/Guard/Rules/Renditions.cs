using Tonearm.Spotify;

namespace Tonearm.Guard.Rules;

/// <summary>A picture Spotify has shown for a playlist, and which of the owner's covers it is.</summary>
/// <param name="ImageId">The trailing id of its URL.</param>
/// <param name="ContentHash">The hash of the bytes Spotify serves for it: never those of the cover, Spotify encodes anew. Null until
/// fetched.</param>
/// <param name="CoverHash">The cover it shows; null when it is none of the owner's.</param>
internal sealed record Rendition(string ImageId, string? ContentHash, string? CoverHash);

/// <summary>All pictures of one playlist whose meaning we know.</summary>
internal sealed class Renditions(IEnumerable<Rendition> known)
{
    /// <summary>How late the look after settle may come and still tell which picture our upload became: one missed sweep.</summary>
    public static readonly TimeSpan LateLook = TimeSpan.FromMinutes(5);

    public static readonly Renditions None = new([]);

    private readonly Dictionary<string, Rendition> byId = known.ToDictionary(rendition => rendition.ImageId, StringComparer.Ordinal);

    public Renditions With(Rendition rendition) => new(byId.Values.Where(known => known.ImageId != rendition.ImageId).Append(rendition));

    public bool Knows(string imageId) => byId.ContainsKey(imageId);

    public string? CoverOf(string imageId) => byId.GetValueOrDefault(imageId)?.CoverHash;

    /// <summary>What an unknown picture is; null when nothing can be said of it yet.</summary>
    /// <param name="content">Stands for what it shows; null when it could not be fetched.</param>
    public Rendition? Identify(ImageRef shown, string? content, History history, DateTimeOffset now)
    {
        // First what the picture is like, then when it appeared: another's upload in the same minute must not pass for ours.
        var alike = content is null ? null : Recognise(shown.Id, content);
        return alike?.CoverHash is null && Learn(shown, history, now) is { } ours ? ours with { ContentHash = content } : alike;
    }

    /// <summary>
    /// The rendition an unknown picture is because of when it appeared: the first new custom cover seen within settle after an upload
    /// of ours that Spotify took, or answered in a way that leaves it open. Null when that cannot be said. Ask this of a picture that
    /// <see cref="Recognise"/> does not know: its content, too, is worth keeping, for it is how the next id of the same cover is
    /// recognised.
    /// </summary>
    public Rendition? Learn(ImageRef shown, History history, DateTimeOffset now)
    {
        if (!shown.MayBeChosen || Knows(shown.Id))
            return null;

        return
            history.Last(Field.Cover) is { MayBeWritten: true, AnsweredAt: not null, ConfirmedAt: null, ReadBack: null } upload
            && shown.Id != upload.Before
            && now <= upload.SettledAt + LateLook
            ? new(shown.Id, null, upload.Written)
            : null;
    }

    /// <summary>What a fetched picture is: the cover of a rendition with the same content, or none of the owner's.</summary>
    public Rendition Recognise(string imageId, string contentHash) =>
        new(
            imageId,
            contentHash,
            byId.Values.FirstOrDefault(known => known.ContentHash == contentHash && known.CoverHash is not null)?.CoverHash
        );
}
