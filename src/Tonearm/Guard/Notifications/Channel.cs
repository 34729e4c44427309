namespace Tonearm.Guard.Notifications;

/// <summary>Where an owner is told something, and when.</summary>
/// <param name="Settings">Null when they were encrypted with keys we do not have.</param>
/// <param name="StoppedAt">Since then nothing is sent, because of the problem.</param>
/// <param name="Problem">What went wrong last; null since something was taken.</param>
/// <param name="SentAt">When the service last took something.</param>
internal sealed record Channel(
    Guid Id,
    IChannelKind Kind,
    ChannelSettings? Settings,
    NewsKinds Tells,
    QuietHours? Quiet,
    TimeZoneInfo Zone,
    bool Weekly,
    bool Paused,
    DateTimeOffset? SentAt = null,
    DateTimeOffset? StoppedAt = null,
    string? Problem = null,
    DateTimeOffset? ProblemAt = null,
    DateTimeOffset? RestUntil = null
)
{
    public ChannelState State =>
        Paused ? ChannelState.Paused
        : StoppedAt is not null ? ChannelState.Stopped
        : Problem is not null ? ChannelState.Waits
        : ChannelState.Works;

    public string Where => Settings is null ? "" : Kind.Where(Settings);

    /// <summary>Sends it, and keeps from the answer what is a secret.</summary>
    public async Task<Delivery> Send(Message message, int shortened, CancellationToken cancellation)
    {
        if (Settings is null)
            return new(
                DeliveryResult.Closed,
                "Its settings cannot be read any more, because the key they were encrypted with is gone. Enter them anew."
            );
        var delivery = await Kind.Send(Settings, message, shortened, cancellation);
        return delivery.Without(Kind.Fields.Where(field => field.IsSecret).Select(field => Settings[field.Name]));
    }
}
