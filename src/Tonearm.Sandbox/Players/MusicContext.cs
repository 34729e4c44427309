using Tonearm.Sandbox.Demo;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Players;

/// <summary>What is played one after the other: a playlist, an album, an artist, or addresses that were sent.</summary>
/// <param name="Uri">Null for addresses that were sent.</param>
/// <param name="Seed">Of the shuffled order; null for the natural one.</param>
/// <param name="First">Which one begins the shuffled order.</param>
internal sealed record MusicContext(string? Uri, string[]? Sent, int? Seed = null, int First = 0)
{
    public MusicContext Shuffled(int first) => this with { Seed = Random.Shared.Next(), First = first };

    public MusicContext InOrder() => this with { Seed = null, First = 0 };

    /// <summary>Its addresses in their natural order; null when there is no such thing.</summary>
    public string?[]? Items(World world) =>
        Sent
        ?? Uri?.Split(':') switch
        {
            ["spotify", "playlist", var id] => world.Playlists.TryGetValue(id, out var playlist) ? Contents.All(playlist).ToArray() : null,
            ["spotify", "album", var id] => Of(track => track.Album.Id == id),
            ["spotify", "artist", var id] => Of(track => track.Artists.Any(artist => artist.Id == id)),
            _ => null,
        };

    /// <summary>Which place of the natural order is played at each position.</summary>
    public int[] Order(int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        if (Seed is not { } seed || First >= count)
            return order;
        (order[0], order[First]) = (order[First], order[0]);
        new Random(seed).Shuffle(order.AsSpan(1));
        return order;
    }

    private static string?[]? Of(Func<Track, bool> mine) =>
        Catalogue.Tracks.Where(mine).Select(track => track.Uri).ToArray() is { Length: > 0 } found ? found : null;
}
