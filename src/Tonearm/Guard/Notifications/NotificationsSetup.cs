using Tonearm.Guard.Notifications.Channels;

namespace Tonearm.Guard.Notifications;

/// <summary>Guard tells its owners what happens. A new kind of channel is a class and a line here.</summary>
internal static class NotificationsSetup
{
    public static void AddNotifications(this IServiceCollection services)
    {
        services.AddOptions<NotifyOptions>().BindConfiguration("Notify");
        services.AddSingleton<PublicConnections>().AddSingleton<Post>();
        services
            .AddSingleton<IChannelKind, Ntfy>()
            .AddSingleton<IChannelKind, Discord>()
            .AddSingleton<IChannelKind, Slack>()
            .AddSingleton<IChannelKind, Mail>()
            .AddSingleton<IChannelKind, Webhook>()
            .AddSingleton<IChannelKind, Apprise>();
        services.AddSingleton<ChannelStore>().AddSingleton<MessageStore>().AddSingleton<ChannelTest>();
        services.AddHostedService<MessageSender>().AddHostedService<AccountNews>();
    }
}
