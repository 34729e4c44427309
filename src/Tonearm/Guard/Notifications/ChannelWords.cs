namespace Tonearm.Guard.Notifications;

/// <summary>How a channel is doing.</summary>
internal enum ChannelState
{
    Works,

    /// <summary>Something went wrong and is tried again by itself.</summary>
    Waits,

    /// <summary>Nothing is sent until somebody mends it.</summary>
    Stopped,
    Paused,
}

/// <summary>The same in words.</summary>
internal static class ChannelWords
{
    public static readonly string TooMany = $"There are {ChannelStore.Most} channels already, and more are not taken. Delete one first.";

    public static string Word(this ChannelState state) =>
        state switch
        {
            ChannelState.Works => "Works",
            ChannelState.Waits => "Trouble",
            ChannelState.Stopped => "Stopped",
            _ => "Paused",
        };
}
