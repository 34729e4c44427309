using Tonearm.Guard.Pictures;
using Tonearm.Guard.Rules;
using Tonearm.Spotify;

namespace Tonearm.Guard.Sweep;

/// <summary>
/// Fetches the pictures that a sweep needs: unknown covers, to say whose they are, and those that stand in place of a wanted one, as
/// evidence.
/// </summary>
internal sealed class CoverReader(Covers covers, SweepGate gate)
{
    /// <summary>Whether nobody can say of what is shown whether it is the wanted cover before its picture has been fetched.</summary>
    public static bool IsUnknown(ProtectedPlaylist playlist, ObservedPlaylist shown) =>
        shown.Observed.Image.MayBeChosen
        && Comparison.Of(Field.Cover, playlist.Wanted[Field.Cover], shown.Observed, playlist.Renditions) == FieldComparison.Unknown;

    /// <returns>What the unknown picture turned out to be, and its bytes, if they could be had.</returns>
    public async Task<(Rendition? Learnt, byte[]? Bytes)> Identify(
        ProtectedPlaylist playlist,
        ObservedPlaylist shown,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var bytes = await Fetch(shown, cancellation);
        return (
            playlist.Renditions.Identify(shown.Observed.Image, bytes is null ? null : Picture.ContentOf(bytes), playlist.History, now),
            bytes
        );
    }

    public async Task<byte[]?> Fetch(ObservedPlaylist shown, CancellationToken cancellation)
    {
        if (shown.ImageUrl is null)
            return null;
        using var pass = await gate.WaitAsync(cancellation);
        return (await covers.Fetch(shown.ImageUrl, cancellation)).Value;
    }
}
