using Tonearm.Guard;

namespace Tonearm.Tests.Guard;

/// <summary>Waiting as an open page does, and what Spotify was sent.</summary>
internal static class Watching
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Returns the playlist once it is as expected; it is read again whenever an open page would be told of a change.</summary>
    public static async Task<PlaylistInfo> Until(this Person person, string id, Func<PlaylistInfo, bool> expected)
    {
        PlaylistInfo? last = null;
        await person.Until(async () => expected(last = await person.Playlist(id)), () => $"{last}");
        return last!;
    }

    /// <param name="node">Where the page is open; at the usual node otherwise.</param>
    public static Task Until(this Person person, Func<Task<bool>> expected, TonearmApp? node = null) =>
        person.Until(expected, () => "", node);

    private static async Task Until(this Person person, Func<Task<bool>> expected, Func<string> last, TonearmApp? node = null)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await foreach (var _ in person.Live(patience.Token, node))
                if (await expected())
                    return;
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            // Said below.
        }

        Assert.Fail($"It did not come about. {last()}");
    }

    /// <summary>
    /// What the application wrote to a playlist, oldest first: <c>details</c> with what was sent, <c>cover</c> with its hash.
    /// </summary>
    public static async Task<IReadOnlyList<Deed>> Writes(this SandboxProcess sandbox, string playlist) =>
        [.. (await sandbox.Truth(playlist)).History.Where(deed => deed.By == "tonearm-demo")];

    /// <summary>The windows asked of a person's list since the last <see cref="SandboxProcess.ForgetCalls"/>.</summary>
    public static async Task<IReadOnlyList<string>> Windows(this SandboxProcess sandbox, string? person = null) =>
        [.. (await sandbox.Calls("/v1/me/playlists", person)).Recent.Select(call => call.Query).Order(StringComparer.Ordinal)];
}
