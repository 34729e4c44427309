using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Tonearm;

/// <summary>
/// One section of the configuration and the class that holds it: its properties are the settings there are, their types and
/// <see cref="RangeAttribute"/>s what may stand in them, their defaults the example of a right value. What one property cannot say alone,
/// the class says as <see cref="IValidatableObject"/>.
/// </summary>
/// <param name="Read">How the class is made of the configuration, where that is more than binding.</param>
/// <param name="Also">A further setting of the section, which is no property.</param>
internal sealed record SettingsSection(string Name, Type Options, Func<IConfiguration, object>? Read = null, string? Also = null)
{
    /// <summary>A sentence for each thing that is wrong: the setting, its value, and a right one.</summary>
    public IReadOnlyList<string> Problems(IConfiguration configuration)
    {
        var (section, usual) = (configuration.GetSection(Name), Activator.CreateInstance(Options)!);
        string[] wrong =
        [
            .. from given in section.GetChildren()
            let property = Property(given.Key)
            let problem = property is null ? Unknown(given.Key)
            : given.Value is null ? null
            : Wrong(given.Value, property, property.GetValue(usual))
            where problem is not null
            select problem,
        ];
        if (wrong.Length > 0)
            return wrong;
        return Bound(configuration, section) is IValidatableObject whole
            ? [.. whole.Validate(new(whole)).Select(problem => problem.ErrorMessage!)]
            : [];
    }

    private object Bound(IConfiguration configuration, IConfigurationSection section) =>
        Read?.Invoke(configuration) ?? section.Get(Options) ?? Activator.CreateInstance(Options)!;

    private PropertyInfo? Property(string key) =>
        Options
            .GetProperties()
            .FirstOrDefault(property => property.CanWrite && property.Name.Equals(key, StringComparison.OrdinalIgnoreCase));

    private string? Unknown(string key)
    {
        if (key.Equals(Also, StringComparison.OrdinalIgnoreCase))
            return null;
        var known = Options
            .GetProperties()
            .Where(property => property.CanWrite)
            .Select(property => $"{Name}:{property.Name}")
            .Order(StringComparer.Ordinal);
        return $"{Name}:{key} is no setting of Tonearm. There are {string.Join(", ", known)}.";
    }

    private string? Wrong(string value, PropertyInfo property, object? usual)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var kind =
            type == typeof(bool) ? "true or false"
            : type == typeof(int) ? "a whole number"
            : type == typeof(double) ? "a number"
            : type == typeof(TimeSpan) ? "a time, as hours:minutes:seconds"
            : type == typeof(DateTimeOffset) ? "a date and time, such as 2026-11-02T08:00:00Z"
            : type == typeof(Uri) ? "an address that begins with https:// or http://"
            : null;
        if (kind is null)
            return null;
        var range = property.GetCustomAttribute<RangeAttribute>();
        if (Converted(type, value) is { } converted && IsWithin(converted, range))
            return null;
        var from = range is null ? "" : $" from {range.Minimum} to {range.Maximum}";
        var example =
            type == typeof(bool) ? ""
            : type == typeof(Uri) ? $", such as {usual ?? $"https://{value.Trim('/', ' ')}"}"
            : usual is null ? ""
            : $", such as {Convert.ToString(usual, CultureInfo.InvariantCulture)}";
        return $"{Name}:{property.Name} is '{value}', and has to be {kind}{from}{example}.";
    }

    private static object? Converted(Type type, string value)
    {
        if (type == typeof(Uri))
            return Uri.TryCreate(value, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", Host.Length: > 0 }
                ? address
                : null;
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException or NotSupportedException)
        {
            return null;
        }
    }

    private static bool IsWithin(object value, RangeAttribute? range) =>
        range is null
        || (
            ((IComparable)value).CompareTo(Bound(range.Minimum, value)) >= 0
            && ((IComparable)value).CompareTo(Bound(range.Maximum, value)) <= 0
        );

    private static object Bound(object limit, object value) =>
        limit is string written ? TypeDescriptor.GetConverter(value.GetType()).ConvertFromInvariantString(written)! : limit;
}
