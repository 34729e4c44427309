using System.Globalization;

namespace Tonearm.Spotify.Governor;

/// <summary>
/// The setting <c>Spotify:DailyBudget</c>: <c>auto</c> learns it, a number fixes it, <c>unlimited</c> is for an extended quota.
/// </summary>
/// <param name="Fixed">Calls of one family within 24 hours; null when it is learned or there is none.</param>
internal sealed record DailyBudget(bool IsLearned, int? Fixed)
{
    public const string Setting = "Spotify:DailyBudget";
    public static readonly DailyBudget Auto = new(true, null);
    public static readonly DailyBudget Unlimited = new(false, null);

    public const string Forms = $"{Setting} may be auto, a number of calls such as 600, or unlimited.";

    /// <returns>Null when it is none of the <see cref="Forms"/>.</returns>
    public static DailyBudget? Read(string? setting) =>
        setting?.Trim().ToLowerInvariant() switch
        {
            null or "" or "auto" => Auto,
            "unlimited" => Unlimited,
            { } number when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var calls) && calls > 0 => new(
                false,
                calls
            ),
            _ => null,
        };

    public int? Most(LearnedQuota learned) => IsLearned ? learned.Calls : Fixed;

    public override string ToString() => IsLearned ? "auto" : Fixed?.ToString(CultureInfo.InvariantCulture) ?? "unlimited";
}
