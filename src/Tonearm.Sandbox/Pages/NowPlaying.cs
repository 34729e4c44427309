using Tonearm.Sandbox.Demo;
using Tonearm.Sandbox.Players;

namespace Tonearm.Sandbox.Pages;

/// <summary>The song a player has, how far it is, and where it sounds.</summary>
internal static class NowPlaying
{
    public static Html Of(Player player, DateTimeOffset now)
    {
        var state = player.Now;
        if (state.Song is not { } song || Catalogue.Find(song.Uri) is not { } piece)
            return $"""<p class="muted">Nothing has been played yet.</p>""";
        var progress = state.ProgressAt(now);
        return $"""
            <div class="on">
            <img src="/sandbox/covers/{piece.Picture}?side=300" alt="" width="96" height="96">
            <div>
            <strong dir="auto">{song.Name}</strong>
            <span class="muted">{song.By}</span>
            <progress value="{progress.TotalSeconds:0}" max="{song.Length.TotalSeconds:0}" aria-label="Progress of {song.Name}"></progress>
            <small>{Clock(progress)} of {Clock(song.Length)} · {Where(player)}{Html.When(state.Shuffle, $" · shuffled")}{Html.When(
                state.Repeat != RepeatMode.Off,
                $" · repeats"
            )}</small>
            </div>
            </div>
            """;
    }

    public static string Clock(TimeSpan time) => $"{(int)time.TotalMinutes}:{time.Seconds:00}";

    private static string Where(Player player) =>
        player.Active is { } device ? $"{(player.Now.IsPlaying ? "plays" : "paused")} on {device.Name}" : "no active device";
}
