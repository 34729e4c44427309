using System.ComponentModel.DataAnnotations;

namespace Tonearm.Guard.Notifications;

/// <summary>The configuration section <c>Notify</c>.</summary>
internal sealed class NotifyOptions
{
    /// <summary>Whether messages may go to addresses of this machine and of private networks, and without encryption.</summary>
    public bool AllowPrivate { get; set; }

    /// <summary>How long a service may take to answer.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(15);
}
