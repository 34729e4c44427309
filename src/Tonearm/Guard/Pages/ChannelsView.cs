using Tonearm.Guard.Notifications;

namespace Tonearm.Guard.Pages;

/// <summary>Where Guard tells its owner something.</summary>
public sealed record ChannelsView(IReadOnlyList<ChannelCard> Channels, IReadOnlyList<ChannelChoice> Kinds, DateTimeOffset Now);

/// <param name="State">As the API says it.</param>
/// <param name="Word">The same for a person.</param>
/// <param name="Tells">What is told on it and when, in a sentence.</param>
public sealed record ChannelCard(
    Guid Id,
    string Name,
    string Where,
    string State,
    string Word,
    string Tells,
    string? Problem,
    DateTimeOffset? ProblemAt,
    DateTimeOffset? SentAt,
    bool Paused
)
{
    internal static ChannelCard Of(Channel channel) =>
        new(
            channel.Id,
            channel.Kind.Name,
            channel.Where,
            channel.State.ToString().ToLowerInvariant(),
            channel.State.Word(),
            Sentence(channel),
            channel.Problem,
            channel.ProblemAt,
            channel.SentAt,
            channel.Paused
        );

    private static string Sentence(Channel channel)
    {
        var names = NewsWords.All.Where(each => channel.Tells.HasFlag(each.Kind)).Select(each => Within(each.Name)).ToArray();
        var what =
            names.Length == NewsWords.All.Count ? "Told all there is"
            : names.Length == 0 ? "Told nothing at once"
            : $"Told when {string.Join(", ", names)}";
        var quiet = channel.Quiet is { } hours ? $", quiet from {hours.From:HH\\:mm} to {hours.To:HH\\:mm} ({channel.Zone.Id})" : "";
        return $"{what}{quiet}{(channel.Weekly ? ", and the week on Monday" : "")}.";
    }

    /// <summary>As it stands within a sentence, where Guard keeps its name.</summary>
    private static string Within(string name) =>
        name.StartsWith("Guard", StringComparison.Ordinal) ? name : char.ToLowerInvariant(name[0]) + name[1..];
}

/// <summary>A kind of channel that can be added.</summary>
public sealed record ChannelChoice(string Slug, string Name, string About);

/// <summary>The form of one channel, with what was typed and what is wrong with it.</summary>
/// <param name="Id">Null for a new one.</param>
public sealed record ChannelView(
    Guid? Id,
    ChannelChoice Kind,
    IReadOnlyList<ChannelFieldView> Fields,
    IReadOnlyList<ChannelTellView> Tells,
    string QuietFrom,
    string QuietTo,
    string Zone,
    bool Weekly,
    IReadOnlyDictionary<string, string> Errors,
    IReadOnlyList<string> Zones
)
{
    public string Address => Id is { } id ? $"/guard/notifications/{id}" : $"/guard/notifications/new/{Kind.Slug}";

    internal static ChannelView Of(
        IChannelKind kind,
        Channel? channel,
        ChannelChange? typed = null,
        IDictionary<string, string[]>? problems = null
    )
    {
        var tells = typed is null ? channel?.Tells ?? NewsKinds.All : NewsWords.Read(typed.Tells ?? []) ?? NewsKinds.None;
        return new(
            channel?.Id,
            new(kind.Slug, kind.Name, kind.About),
            [
                .. kind.Fields.Select(field => new ChannelFieldView(
                    field.Name,
                    field.Label,
                    field.Hint,
                    field.IsSecret,
                    field.IsOptional,
                    field.Most,
                    // A secret that was typed and is not kept yet has to be typed again: it is never sent back.
                    field.IsSecret
                        ? ""
                        : typed?[field.Name] ?? channel?.Settings?[field.Name] ?? field.Usual,
                    channel?.Settings?[field.Name].Length > 0,
                    [.. (field.Choices ?? []).Select(choice => new ChannelOption(choice.Value, choice.Words))]
                )),
            ],
            [.. NewsWords.All.Select(each => new ChannelTellView(each.Slug, each.Name, each.Hint, tells.HasFlag(each.Kind)))],
            typed?.QuietFrom ?? channel?.Quiet?.From.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture) ?? "",
            typed?.QuietTo ?? channel?.Quiet?.To.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture) ?? "",
            typed?.Zone ?? channel?.Zone.Id ?? "",
            typed?.Weekly ?? channel?.Weekly ?? false,
            (problems ?? new Dictionary<string, string[]>()).ToDictionary(each => each.Key, each => each.Value[0]),
            [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Order(StringComparer.Ordinal)]
        );
    }
}

/// <param name="HasValue">A secret is kept that is not shown.</param>
public sealed record ChannelFieldView(
    string Name,
    string Label,
    string Hint,
    bool IsSecret,
    bool IsOptional,
    int Most,
    string Value,
    bool HasValue,
    IReadOnlyList<ChannelOption> Options
);

/// <summary>What can be chosen in a field.</summary>
public sealed record ChannelOption(string Value, string Words);

/// <summary>A kind of news that a channel may tell.</summary>
public sealed record ChannelTellView(string Slug, string Name, string Hint, bool Wanted);
