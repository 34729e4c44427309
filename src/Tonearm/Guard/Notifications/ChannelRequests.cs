using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Tonearm.Web;

namespace Tonearm.Guard.Notifications;

/// <summary>A channel as somebody wants it: its kind, what that kind has to know, and what is told when.</summary>
/// <param name="Kind"><c>webhook</c>, <c>ntfy</c>, <c>discord</c>, <c>slack</c>, <c>apprise</c> or <c>mail</c>; it stays.</param>
/// <param name="Url">Of a webhook, of Discord's or Slack's.</param>
/// <param name="Secret">Of a webhook's signature.</param>
/// <param name="Server">Of ntfy or Apprise API.</param>
/// <param name="Tells">Any of <c>changed</c>, <c>put-back</c>, <c>needs-you</c>, <c>sign-in</c>, <c>not-looking</c>; else all.</param>
/// <param name="QuietFrom">As <c>22:00</c>; with <c>quietTo</c> the hours in which only what needs a person is sent.</param>
/// <param name="Zone">Whose clocks those are, as <c>Europe/Berlin</c>; UTC without it.</param>
/// <param name="Weekly">Whether the week is told on Monday.</param>
public sealed record ChannelChange(
    [property: MaxLength(TextLimits.Id)] string? Kind = null,
    [property: MaxLength(TextLimits.Text)] string? Url = null,
    [property: MaxLength(TextLimits.Text)] string? Secret = null,
    [property: MaxLength(TextLimits.Text)] string? Server = null,
    [property: MaxLength(TextLimits.Text)] string? Topic = null,
    [property: MaxLength(TextLimits.Text)] string? Token = null,
    [property: MaxLength(TextLimits.Text)] string? Key = null,
    [property: MaxLength(TextLimits.Text)] string? Urls = null,
    [property: MaxLength(TextLimits.Text)] string? Host = null,
    [property: MaxLength(TextLimits.Text)] string? Port = null,
    [property: MaxLength(TextLimits.Text)] string? Security = null,
    [property: MaxLength(TextLimits.Text)] string? User = null,
    [property: MaxLength(TextLimits.Text)] string? Password = null,
    [property: MaxLength(TextLimits.Text)] string? From = null,
    [property: MaxLength(TextLimits.Text)] string? To = null,
    [property: MaxLength(TextLimits.Id)] string[]? Tells = null,
    [property: MaxLength(TextLimits.Id)] string? QuietFrom = null,
    [property: MaxLength(TextLimits.Id)] string? QuietTo = null,
    [property: MaxLength(TextLimits.Id)] string? Zone = null,
    bool? Weekly = null,
    bool? Paused = null
)
{
    /// <summary>What is said of one field of the kind; null where nothing is.</summary>
    internal string? this[string name] =>
        name switch
        {
            "url" => Url,
            "secret" => Secret,
            "server" => Server,
            "topic" => Topic,
            "token" => Token,
            "key" => Key,
            "urls" => Urls,
            "host" => Host,
            "port" => Port,
            "security" => Security,
            "user" => User,
            "password" => Password,
            "from" => From,
            "to" => To,
            _ => null,
        };
}

/// <summary>A channel as its owner may see it: no secret is in it.</summary>
/// <param name="Where">Where it leads, as far as that is no secret.</param>
/// <param name="State"><c>works</c>, <c>waits</c> (something went wrong and is tried again), <c>stopped</c> or <c>paused</c>.</param>
/// <param name="Problem">What went wrong last.</param>
/// <param name="Secrets">Which secrets it has.</param>
public sealed record ChannelInfo(
    Guid Id,
    string Kind,
    string Where,
    IReadOnlyDictionary<string, string> Settings,
    IReadOnlyList<string> Secrets,
    IReadOnlyList<string> Tells,
    string? QuietFrom,
    string? QuietTo,
    string Zone,
    bool Weekly,
    bool Paused,
    string State,
    string? Problem,
    DateTimeOffset? SentAt,
    DateTimeOffset? StoppedAt
)
{
    internal static ChannelInfo Of(Channel channel) =>
        new(
            channel.Id,
            channel.Kind.Slug,
            channel.Where,
            channel
                .Kind.Fields.Where(field => !field.IsSecret && channel.Settings is not null)
                .ToDictionary(field => field.Name, field => channel.Settings![field.Name]),
            [.. from field in channel.Kind.Fields where field.IsSecret && channel.Settings?[field.Name].Length > 0 select field.Name],
            [.. NewsWords.Slugs(channel.Tells)],
            channel.Quiet?.From.ToString("HH:mm", CultureInfo.InvariantCulture),
            channel.Quiet?.To.ToString("HH:mm", CultureInfo.InvariantCulture),
            channel.Zone.Id,
            channel.Weekly,
            channel.Paused,
            channel.State.ToString().ToLowerInvariant(),
            channel.Problem,
            channel.SentAt,
            channel.StoppedAt
        );
}

/// <summary>What came back of a test.</summary>
public sealed record ChannelTestInfo(bool Taken, string Sentence);
