using Tonearm.Party.Rules;

namespace Tonearm.Party.Pages;

/// <summary>What has been learned of a player, and what is done about it, in words for the host.</summary>
internal sealed record HabitWords(string Code, string ToHost)
{
    public static readonly HabitWords[] All =
    [
        new(PlayerHabit.Crossfade, "Your Spotify fades one song into the next, so voting closes a little earlier."),
        new(
            PlayerHabit.DeafQueue,
            "Spotify's queue did not take the winners, so each is started when the song before it ends. There may be a short gap."
        ),
        new(PlayerHabit.RepeatOne, "Spotify was set to repeat one song, so repeat is switched off before each change."),
    ];
}
