using Tonearm.Guard.Rules;
using Tonearm.Spotify;

namespace Tonearm.Guard.Sweep;

/// <summary>
/// Reads an account's playlists, many calls at once but never more than the gate lets through. It stops asking at the first answer that all
/// further ones would share, such as a missing sign-in. A page that Spotify does not answer is asked for in smaller ones.
/// </summary>
internal sealed class LibraryReader(Playlists playlists, SweepGate gate)
{
    /// <summary>What a page that fails is cut into.</summary>
    private const int SmallSize = 10;

    /// <summary>More failing pages than these are an outage, and asking more would not help.</summary>
    private const int MostCut = 3;

    /// <param name="each">Called with each page as it arrives; not at the same time as another.</param>
    public async Task<Reading> Read(Caller caller, IReadOnlyList<Window> windows, Func<Page, Task>? each, CancellationToken cancellation)
    {
        var reading = await Ask(caller, windows, each, cancellation);
        if (reading.Failed.Count == 0 || reading.Failure is not null)
            return reading;
        var (failed, rest) = (reading.Failed[0], new Queue<Window>(reading.Failed.Take(MostCut).SelectMany(Cut)));
        // Where nothing was answered at all, two small ones tell an outage from a page that cannot be had.
        for (var probes = 0; reading.Pages.Count == 0; probes++)
        {
            if (probes == 2)
            {
                reading.Failure = reading.Unanswered;
                return reading;
            }

            reading.Add(await Ask(caller, [probes == 0 ? rest.Dequeue() : rest.Last()], each, cancellation));
            if (reading.Failure is not null)
                return reading;
        }

        if (rest.Count == 0)
            return reading;
        reading.Failed.RemoveAll(window => window.Limit > SmallSize && rest.Any(small => window.Covers(small.Offset)));
        reading.Add(
            await Ask(caller, [.. rest.Where(small => reading.Pages.TrueForAll(page => page.Window != small))], each, cancellation)
        );
        return reading;
    }

    /// <summary>One playlist by itself, for those that the list does not show.</summary>
    public Task<Answer<SpotifyPlaylist>> Get(Caller caller, string id, CancellationToken cancellation) =>
        Call(_ => playlists.Get(caller, id, cancellation), cancellation);

    private static IEnumerable<Window> Cut(Window window)
    {
        for (var offset = window.Offset; offset < window.End; offset += SmallSize)
            yield return new(offset, Math.Min(SmallSize, window.End - offset));
    }

    private async Task<Reading> Ask(Caller caller, IReadOnlyList<Window> windows, Func<Page, Task>? each, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = new Reading();
        using var oneByOne = new SemaphoreSlim(1);
        await Task.WhenAll(
            windows.Select(async window =>
            {
                try
                {
                    var answer = await Call(
                        arrived => playlists.List(caller, window.Offset, window.Limit, enough.Token, arrived),
                        enough.Token
                    );
                    await oneByOne.WaitAsync(cancellation);
                    try
                    {
                        reading.Calls++;
                        if (answer is not { IsOk: true, Value.Items: { } items })
                        {
                            if (answer.Kind is AnswerKind.Ok or AnswerKind.Unreachable)
                            {
                                reading.Failed.Add(window);
                                reading.Unanswered ??= answer.IsOk
                                    ? new(AnswerKind.Unreachable, Message: "Spotify answered without a list")
                                    : answer;
                                return;
                            }

                            reading.Failure ??= answer;
                            await enough.CancelAsync();
                            return;
                        }

                        var page = new Page(window, answer.Value.Total, [.. Shown(answer.Value, window)], items.Unreadable);
                        reading.Pages.Add(page);
                        if (each is not null)
                            await each(page);
                    }
                    finally
                    {
                        oneByOne.Release();
                    }
                }
                catch (OperationCanceledException) when (!cancellation.IsCancellationRequested && reading.Failure is not null)
                {
                    // Another window has learnt that asking is no use.
                }
            })
        );
        return reading;
    }

    private async Task<Answer<T>> Call<T>(Func<Action, Task<Answer<T>>> call, CancellationToken cancellation)
    {
        using var pass = await gate.WaitAsync(cancellation);
        // The next call sets out before this answer is read: reading a page costs about as much as sending a request.
        var answer = await call(pass.Dispose);
        if (answer.Throttled)
            pass.Throttled();
        return answer;
    }

    // The page's own offset counts, not the one asked for; entries that are null or cannot be read keep their place.
    private static IEnumerable<ObservedPlaylist> Shown(PlaylistPage page, Window window) =>
        page.Items!.Places.Select(
                (playlist, index) => playlist is null ? null : ObservedPlaylist.Of(playlist, (page.Offset ?? window.Offset) + index)
            )
            .OfType<ObservedPlaylist>();

    /// <param name="Unreadable">Entries that are null or could not be read.</param>
    internal sealed record Page(Window Window, int? Total, IReadOnlyList<ObservedPlaylist> Playlists, int Unreadable)
    {
        /// <summary>It holds what no page should.</summary>
        public bool IsOdd =>
            Unreadable > 0 || Playlists.Any(each => each.OwnerId is null || each.Items is null || each.Observed.Unknown != Fields.None);
    }

    internal sealed class Reading
    {
        public List<Page> Pages { get; } = [];

        /// <summary>What could not be had at all.</summary>
        public List<Window> Failed { get; } = [];

        /// <summary>Why nothing more was asked.</summary>
        public Answer<PlaylistPage>? Failure { get; set; }

        /// <summary>The first of the answers that were none.</summary>
        public Answer<PlaylistPage>? Unanswered { get; set; }

        public int Calls { get; set; }
        public int? Total => Pages.LastOrDefault(page => page.Total is not null)?.Total;

        public void Add(Reading more)
        {
            Pages.AddRange(more.Pages);
            Failed.AddRange(more.Failed);
            Failure ??= more.Failure;
            Unanswered ??= more.Unanswered;
            Calls += more.Calls;
        }
    }
}
