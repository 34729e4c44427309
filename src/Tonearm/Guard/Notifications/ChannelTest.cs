namespace Tonearm.Guard.Notifications;

/// <summary>Sends a true message to a channel because somebody wants to see whether it comes.</summary>
internal sealed class ChannelTest(ChannelStore channels, TimeProvider time)
{
    /// <returns>What came back; null when the owner has no such channel.</returns>
    public async Task<Delivery?> Run(Guid owner, Guid id, CancellationToken cancellation)
    {
        if (await channels.Find(owner, id, cancellation) is not { } channel)
            return null;
        var now = time.GetUtcNow();
        var delivery = await channel.Send(new(Guid.CreateVersion7(now), 1, Stage.Test, now, now, [], []), 0, cancellation);
        await channels.Tested(owner, id, delivery, CancellationToken.None);
        return delivery;
    }
}
