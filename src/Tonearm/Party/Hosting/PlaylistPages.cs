using System.Security.Cryptography;
using Tonearm.Spotify;

namespace Tonearm.Party.Hosting;

/// <summary>Fetches pages of a playlist, a few at a time: a list of thousands must not take all that Spotify grants at once.</summary>
internal sealed class PlaylistPages(PlaylistItems items)
{
    public const int InFlight = 4;

    /// <summary>
    /// The offsets of all pages, in any order: as long as some are missing, those that are here come from all over the list.
    /// </summary>
    public static int[] Offsets(int total)
    {
        var offsets = Enumerable
            .Range(0, (Math.Max(0, total) + PlaylistItems.PageSize - 1) / PlaylistItems.PageSize)
            .Select(page => page * PlaylistItems.PageSize)
            .ToArray();
        RandomNumberGenerator.Shuffle<int>(offsets);
        return offsets;
    }

    /// <summary>What came of these pages; a failure is the first of those that did not come.</summary>
    public async Task<FetchedPages> Fetch(Caller caller, string playlist, IEnumerable<int> offsets, CancellationToken cancellation)
    {
        var asked = offsets.Select(offset => (offset, Page: items.Page(caller, playlist, offset, cancellation))).ToArray();
        await Task.WhenAll(asked.Select(each => each.Page));
        var pages = new List<(int Offset, PlaylistItemPage Page)>();
        CallFailure? failure = null;
        foreach (var (offset, page) in asked)
        {
            var answer = await page;
            // A page without its list is none.
            if (answer is { IsOk: true, Value.Items: not null })
                pages.Add((offset, answer.Value));
            else
                failure ??= answer.Failure ?? new(AnswerKind.Unreachable);
        }

        return new(pages, failure);
    }
}

internal sealed record FetchedPages(IReadOnlyList<(int Offset, PlaylistItemPage Page)> Pages, CallFailure? Failure)
{
    public int[] Offsets => [.. Pages.Select(each => each.Offset)];

    public PoolTracks Tracks
    {
        get
        {
            var each = Pages.Select(page => PoolTracks.Of(page.Page)).ToArray();
            return new(PoolTracks.Distinct(each.SelectMany(page => page.Songs)), each.Sum(page => page.Skipped));
        }
    }
}
