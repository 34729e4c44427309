using Microsoft.Extensions.Options;
using Tonearm.Spotify;

namespace Tonearm.Guard.Sweep;

/// <summary>
/// Looks at the playlists a sweep has found, and fetches the pictures that takes: unknown covers, to say whose they are, and the ones that stand in
/// place of a wanted cover, as evidence.
/// </summary>
internal sealed class CoverEvidence(Covers covers, SweepGate gate, IOptions<GuardOptions> options, TimeProvider time)
{
    public async Task Look(Haul haul, IEnumerable<(ProtectedPlaylist Playlist, Sighting Sighting)> found, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var pending = new List<Task>();
        foreach (var (playlist, sighting) in found)
        {
            // Nearly all playlists show what they showed before: those are thought through right here, without a task each.
            if (sighting.Observed.Image.MayBeChosen && Comparison.Of(Field.Cover, playlist.Wanted[Field.Cover], sighting.Observed, playlist.Renditions) == Standing.Unknown)
                pending.Add(Recognise(haul, playlist, sighting, now, cancellation));
            else
                Add(Sweep.Look.At(playlist, sighting, playlist.Renditions, [], options.Value.Settle, now));
        }

        await Task.WhenAll(pending);

        void Add(Look look)
        {
            lock (haul) haul.Looks.Add(look);
            if (look.ShowsNewCover) pending.Add(Keep(haul, sighting: look.Sighting, cancellation));
        }
    }

    private async Task Recognise(Haul haul, ProtectedPlaylist playlist, Sighting sighting, DateTimeOffset now, CancellationToken cancellation)
    {
        var image = sighting.Observed.Image;
        var known = playlist.Renditions;
        var bytes = await Fetch(sighting, cancellation);
        // First what the picture is like, then when it appeared: another's upload in the same minute must not pass for ours.
        var learnt = bytes is null ? null : known.Recognise(image.Id, Picture.ContentOf(bytes));
        if (learnt?.CoverHash is null && known.Learn(image, playlist.History, now) is { } ours)
            learnt = ours with { ContentHash = learnt?.ContentHash };
        if (learnt is not null) known = known.With(learnt);

        var look = Sweep.Look.At(playlist, sighting, known, learnt is null ? [] : [learnt], options.Value.Settle, now);
        lock (haul)
        {
            haul.Looks.Add(look);
            if (look.ShowsNewCover && bytes is not null && Picture.Of(bytes) is { } picture) haul.Pictures[image.Id] = picture;
        }
    }

    private async Task Keep(Haul haul, Sighting sighting, CancellationToken cancellation)
    {
        if (await Fetch(sighting, cancellation) is not { } bytes || Picture.Of(bytes) is not { } picture) return;
        lock (haul) haul.Pictures[sighting.Observed.Image.Id] = picture;
    }

    private async Task<byte[]?> Fetch(Sighting sighting, CancellationToken cancellation)
    {
        if (sighting.ImageUrl is null) return null;
        using var pass = await gate.WaitAsync(cancellation);
        return (await covers.Fetch(sighting.ImageUrl, cancellation)).Value;
    }
}
