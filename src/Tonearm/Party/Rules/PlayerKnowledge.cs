namespace Tonearm.Party.Rules;

/// <summary>What is known of a party's player beyond what plays.</summary>
internal sealed record PlayerKnowledge
{
    public static readonly PlayerKnowledge None = new();

    /// <summary>The last change from one song to another; null before the first.</summary>
    public SongChange? Change { get; init; }

    /// <summary>What was last said about standing still or going on.</summary>
    public TransportCommand? Transport { get; init; }

    /// <summary>When the change comes instead, as songs that the host has queued by hand play first.</summary>
    public DateTimeOffset? PostponedTo { get; init; }

    /// <summary>Changes in a row that came as they were expected.</summary>
    public int Calm { get; init; }

    /// <summary>So much before a song's end the next one begins, as far as has been seen; 0 when it begins at the end.</summary>
    public int CrossfadeMs { get; init; }

    public int Crossfades { get; init; }

    /// <summary>How often the queue said yes and added nothing.</summary>
    public int DeafQueues { get; init; }

    /// <summary>Whether a winner has come through the queue.</summary>
    public bool QueueHears { get; init; }

    /// <summary>
    /// Whether the winner was listed before it was queued, as Spotify would have recommended it; null when nobody looked.
    /// </summary>
    public bool? ListedBefore { get; init; }

    /// <summary>How often the player was found set to repeat one song.</summary>
    public int Repeats { get; init; }

    /// <summary>What was learned last, as a code of <see cref="PlayerHabit"/>, and when: the host is told once.</summary>
    public string? Habit { get; init; }

    public DateTimeOffset? HabitAt { get; init; }

    /// <summary>What the device is, as <c>Speaker</c>: with its name it is known again under another id.</summary>
    public string? DeviceKind { get; init; }

    /// <summary>From which device the music was moved by us, and when: for a while states still show it there.</summary>
    public string? MovedFrom { get; init; }

    public DateTimeOffset? MovedAt { get; init; }

    /// <summary>Where the host wants the music, as long as it is not there.</summary>
    public DeviceMove? Moving { get; init; }

    /// <summary>Since when there is no player, and how often it was started again since.</summary>
    public DateTimeOffset? GoneAt { get; init; }

    public int Revivals { get; init; }

    /// <summary>Another device that the host may want, when the party's own is not there.</summary>
    public OfferedDevice? Offer { get; init; }

    /// <summary>When the player was asked last.</summary>
    public DateTimeOffset? LookedAt { get; init; }

    /// <summary>Looks in a row, while somebody watched, that said nothing.</summary>
    public int Silent { get; init; }

    /// <summary>Where a single look has seen the song's beginning, later than it was known: a seek back, or an old answer.</summary>
    public DateTimeOffset? DoubtedSeek { get; init; }

    /// <summary>The last winner that Spotify did not take.</summary>
    public UnplayedSong? Unplayed { get; init; }

    /// <summary>After the second time the winner is told to play at the end, without the queue.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool PlaysWithoutQueue => DeafQueues >= 2;

    public PlayerKnowledge Surprised() => this with { Calm = 0 };

    /// <summary>The second time is no accident: the host is told, once for each habit.</summary>
    public PlayerKnowledge Learned(string habit, int times, DateTimeOffset now) =>
        times == 2 ? Surprised() with { Habit = habit, HabitAt = now } : Surprised();
}

/// <summary>A change from one song to another, by our command or by itself.</summary>
/// <param name="At">When it was commanded, or when it is believed to have happened.</param>
/// <param name="Before">What played before: a state that shows it may be from before the change.</param>
/// <param name="Times">How often it was commanded: 0 when it came by itself, 2 at most.</param>
/// <param name="Seen">Whether a state has shown it.</param>
internal sealed record SongChange(DateTimeOffset At, IReadOnlyList<Recording> Before, int Times, bool Seen)
{
    public bool IsBefore(Recording item) => Before.Any(former => former.IsSame(item));
}

internal sealed record TransportCommand(DateTimeOffset At, bool Playing);

/// <param name="Tries">How often it was looked for.</param>
/// <param name="NextAt">When it is tried again; null once that is given up.</param>
internal sealed record DeviceMove(string Id, string? Name, int Tries, DateTimeOffset? NextAt);

/// <param name="Round">In which it won.</param>
internal sealed record UnplayedSong(string Title, int Round);

internal sealed record OfferedDevice(string Id, string Name);

/// <summary>What a player does again and again; the pages have the words.</summary>
internal static class PlayerHabit
{
    public const string Crossfade = "crossfade";
    public const string DeafQueue = "deaf-queue";
    public const string RepeatOne = "repeat-one";
}
