using Microsoft.Extensions.Options;
using Tonearm.Guard.Pictures;
using Tonearm.Guard.Rules;

namespace Tonearm.Guard.Sweep;

/// <summary>
/// Assesses what a sweep has found, each playlist by itself: learns what its cover is, decides, and keeps the picture of a cover that
/// should not be there.
/// </summary>
internal sealed class Assessor(CoverReader covers, IOptions<GuardOptions> options, TimeProvider time)
{
    public async Task Assess(
        SweepResult result,
        IEnumerable<(ProtectedPlaylist Playlist, ObservedPlaylist Shown)> found,
        CancellationToken cancellation
    )
    {
        var (now, settle) = (time.GetUtcNow(), options.Value.Settle);
        var pending = new List<Task>();
        foreach (var (playlist, shown) in found)
        {
            if (CoverReader.IsUnknown(playlist, shown))
            {
                pending.Add(Learn(playlist, shown));
                continue;
            }

            // Nearly all playlists show what they showed before: those are assessed right here, without a task each.
            var assessment = Assessment.Of(playlist, shown, learnt: null, settle, now);
            Add(assessment);
            if (assessment.ShowsNewCover)
                pending.Add(Keep(shown));
        }

        await Task.WhenAll(pending);

        async Task Learn(ProtectedPlaylist playlist, ObservedPlaylist shown)
        {
            var (learnt, bytes) = await covers.Identify(playlist, shown, now, cancellation);
            var assessment = Assessment.Of(playlist, shown, learnt, settle, now);
            Add(assessment);
            if (assessment.ShowsNewCover)
                AddPicture(shown, bytes);
        }

        async Task Keep(ObservedPlaylist shown) => AddPicture(shown, await covers.Fetch(shown, cancellation));

        void Add(Assessment assessment)
        {
            lock (result)
                result.Assessments.Add(assessment);
        }

        void AddPicture(ObservedPlaylist shown, byte[]? bytes)
        {
            if (bytes is null || Picture.Of(bytes) is not { } picture)
                return;
            lock (result)
                result.Pictures[shown.Observed.Image.Id] = picture;
        }
    }
}
