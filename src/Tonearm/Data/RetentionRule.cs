namespace Tonearm.Data;

/// <summary>
/// How long the rows of a table that grows are kept. Whoever owns the table registers one, and <see cref="Retention"/> keeps it.
/// </summary>
/// <param name="Kept">How long at least.</param>
/// <param name="IsOver">Which rows <c>old</c> of the table are no longer kept, in SQL; <c>@before</c> is the moment until which rows are
/// that old.</param>
internal sealed record RetentionRule(string Table, TimeSpan Kept, string IsOver);
