using Tonearm.Sandbox.Demo;
using Tonearm.Sandbox.State;
using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Players;

/// <summary>What an owner presses by hand without anybody's asking: at most once in a song, in its middle.</summary>
internal static class OwnerPress
{
    public static (Playback Next, DateTimeOffset At)? Due(World world, string person, Playback playback, DateTimeOffset now)
    {
        var habits = world.Conditions.Players;
        if (habits.OwnerPresses <= 0 || playback is not { IsPlaying: true, Song: { } song } || playback.PressedIn == song.Number)
            return null;
        if (Dice.Of(habits.Seed, person, "press", song.Number) >= habits.OwnerPresses)
            return null;
        var at = playback.Since - playback.Progress + song.Length * (0.2 + 0.6 * Dice.Of(habits.Seed, person, "when", song.Number));
        if (at > now || at < playback.Since)
            return null;
        var pressed = playback.At(at) with { PressedIn = song.Number };
        return (
            Dice.Of(habits.Seed, person, "what", song.Number) < 0.5
                ? pressed with
                {
                    Repeat = RepeatMode.Track,
                }
                : pressed with
                {
                    Queue = [.. pressed.Queue, Catalogue.After(Catalogue.Find(song.Uri), "").Uri],
                },
            at
        );
    }
}
