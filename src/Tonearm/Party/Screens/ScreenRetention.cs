using Tonearm.Data;

namespace Tonearm.Party.Screens;

/// <summary>How long a television is remembered that is not there any more.</summary>
internal static class ScreenRetention
{
    public static readonly RetentionRule Rule = new("screens", TimeSpan.FromDays(30), "old.seen_at < @before");
}
