using Tonearm.Web;

namespace Tonearm.Guard.Notifications;

/// <summary>Makes a channel of what somebody has said of it, or says what is wrong, field by field.</summary>
internal static class ChannelForm
{
    /// <param name="before">The channel that is changed; what is not said of it stays, and so does a secret that is left empty.</param>
    public static (Channel? Channel, IDictionary<string, string[]> Problems) Read(
        Guid id,
        IChannelKind kind,
        ChannelChange change,
        Channel? before,
        bool allowsPrivate
    )
    {
        var problems = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in kind.Fields)
        {
            var value = (change[field.Name] ?? (before is null ? field.Usual : null))?.Trim();
            if (before is not null && (value is null || (field.IsSecret && value.Length == 0)))
                value = before.Settings?[field.Name] ?? "";
            values[field.Name] = value ?? "";
            if (Problem(field, value ?? "", allowsPrivate) is { } problem)
                problems[field.Name] = [problem];
        }

        var settings = new ChannelSettings(values);
        if (problems.Count == 0 && kind.Problem(settings) is { } wrong)
            problems[wrong.Field] = [wrong.Sentence];

        var tells = change.Tells is null ? before?.Tells ?? NewsKinds.All : NewsWords.Read(change.Tells);
        if (tells is null)
            problems["tells"] = [$"tells holds any of {string.Join(", ", NewsWords.Slugs(NewsKinds.All))}."];
        var zoneId = change.Zone is { Length: > 0 } said ? said : before?.Zone.Id ?? TimeZoneInfo.Utc.Id;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zoneId, out var zone))
            problems["zone"] = ["There is no time zone of that name. Write it as Europe/Berlin."];
        var quiet = Quiet(change, before, zone ?? TimeZoneInfo.Utc, problems);
        var weekly = change.Weekly ?? before?.Weekly ?? false;
        if (tells == NewsKinds.None && !weekly)
            problems["tells"] = ["Choose at least one thing to be told."];
        if (problems.Count > 0)
            return (null, problems);
        return (new(id, kind, settings, tells!.Value, quiet, zone!, weekly, change.Paused ?? before?.Paused ?? false), problems);
    }

    private static QuietHours? Quiet(ChannelChange change, Channel? before, TimeZoneInfo zone, Dictionary<string, string[]> problems)
    {
        if (change.QuietFrom is null && change.QuietTo is null)
            return before?.Quiet is { } kept ? kept with { Zone = zone } : null;
        if (string.IsNullOrWhiteSpace(change.QuietFrom) && string.IsNullOrWhiteSpace(change.QuietTo))
            return null;
        if (QuietHours.Read(change.QuietFrom) is { } from && QuietHours.Read(change.QuietTo) is { } to && from != to)
            return new(from, to, zone);
        problems["quietFrom"] = ["Quiet hours have two different times, as 22:00 and 07:00; leave both empty for none."];
        return null;
    }

    private static string? Problem(ChannelField field, string value, bool allowsPrivate)
    {
        if (value.Length == 0)
            return field.IsOptional ? null : $"{field.Label} is missing.";
        if (RequestText.Problem(field.Name, value, field.Most) is { } problem)
            return problem;
        if (value.Any(char.IsControl))
            return $"{field.Label} holds a line break or another sign that does not belong there.";
        if (field.Choices is { } choices && !choices.Any(choice => choice.Value == value))
            return $"{field.Label} is one of {string.Join(", ", choices.Select(choice => choice.Value))}.";
        if (!field.IsAddress)
            return null;
        if (!Uri.TryCreate(value, UriKind.Absolute, out var address) || address is not { Scheme: "https" or "http", Host.Length: > 0 })
            return "An address begins with https://.";
        if (address.UserInfo.Length > 0)
            return "An address with a name and a password in it is not taken.";
        return address.Scheme == "http" && !allowsPrivate
            ? "An address begins with https://, so that nobody on the way reads what is sent."
            : null;
    }
}
