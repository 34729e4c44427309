using Tonearm.Spotify;

namespace Tonearm.Guard.Sweep;

/// <summary>
/// Reads an account's playlists, many calls at once but never more than the gate lets through. It stops asking at the first answer that all
/// further ones would share, such as a missing sign-in.
/// </summary>
internal sealed class LibraryReader(Playlists playlists, SweepGate gate)
{
    /// <param name="each">Called with each page as it arrives; not at the same time as another.</param>
    public async Task<Reading> Read(Guid account, IReadOnlyList<Window> windows, Func<Page, Task>? each, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = new Reading();
        using var oneByOne = new SemaphoreSlim(1);
        await Task.WhenAll(windows.Select(async window =>
        {
            try
            {
                var answer = await Call(arrived => playlists.List(account, window.Offset, window.Limit, enough.Token, arrived), enough.Token);
                await oneByOne.WaitAsync(cancellation);
                try
                {
                    reading.Calls++;
                    if (answer is not { IsOk: true, Value.Items: not null })
                    {
                        reading.Failure ??= answer.IsOk ? new(AnswerKind.Unreachable, Message: "Spotify answered without a list") : answer;
                        if (answer.Kind != AnswerKind.Unreachable) await enough.CancelAsync();
                        return;
                    }

                    var page = new Page(window, answer.Value.Total, [.. Sightings(answer.Value)]);
                    reading.Pages.Add(page);
                    if (each is not null) await each(page);
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
        }));
        return reading;
    }

    /// <summary>One playlist by itself, for those that the list does not show.</summary>
    public Task<Answer<SpotifyPlaylist>> Get(Guid account, string id, CancellationToken cancellation) =>
        Call(_ => playlists.Get(account, id, cancellation), cancellation);

    private async Task<Answer<T>> Call<T>(Func<Action, Task<Answer<T>>> call, CancellationToken cancellation)
    {
        using var pass = await gate.WaitAsync(cancellation);
        // The next call sets out before this answer is read: reading a page costs about as much as sending a request.
        var answer = await call(pass.Dispose);
        if (answer.Throttled) pass.Throttled();
        return answer;
    }

    // The page's own offset counts, not the one asked for; null entries keep their place.
    private static IEnumerable<Sighting> Sightings(PlaylistPage page) =>
        page.Items.Select((playlist, index) => playlist?.Id is null ? null : Sighting.Of(playlist, page.Offset + index)).OfType<Sighting>();

    internal sealed record Page(Window Window, int Total, IReadOnlyList<Sighting> Sightings);

    internal sealed class Reading
    {
        public List<Page> Pages { get; } = [];
        public Answer<PlaylistPage>? Failure { get; set; }
        public int Calls { get; set; }
        public int? Total => Pages.Count > 0 ? Pages[^1].Total : null;

        public void Add(Reading more)
        {
            Pages.AddRange(more.Pages);
            Failure ??= more.Failure;
            Calls += more.Calls;
        }
    }
}
