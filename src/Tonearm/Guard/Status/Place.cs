using System.Globalization;

namespace Tonearm.Guard.Status;

/// <summary>
/// Where a playlist stands in an order: by rank, then by name, and no two at the same place. It says where a page begins, so what comes or
/// goes meanwhile moves no other: a playlist that stays where it is stands on one page, and on no second.
/// </summary>
internal sealed record Place(long Rank, string Name, string Id) : IComparable<Place>
{
    /// <summary>So much of a name is heeded: a place stands in addresses.</summary>
    private const int NameLength = 100;

    public static Place Of(long rank, string name, string id) =>
        new(
            rank,
            name.Length <= NameLength ? name : name[..(char.IsHighSurrogate(name[NameLength - 1]) ? NameLength - 1 : NameLength)],
            id
        );

    /// <summary>As <see cref="ToString"/> writes it; null for anything else.</summary>
    public static Place? Read(string? text) =>
        text?.Split('~', 3) is [var rank, var id, var name]
        && long.TryParse(rank, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? new(number, name, id)
            : null;

    public int CompareTo(Place? other)
    {
        if (other is null)
            return 1;
        var order = Rank.CompareTo(other.Rank);
        if (order == 0)
            order = string.Compare(Name, other.Name, StringComparison.OrdinalIgnoreCase);
        return order == 0 ? string.CompareOrdinal(Id, other.Id) : order;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rank}~{Id}~{Name}");
}

/// <summary>A page of a list that is too long to be shown at once.</summary>
/// <param name="Skipped">How many stand before it.</param>
/// <param name="All">How many the whole list has.</param>
internal sealed record Part<T>(IReadOnlyList<T> Items, int Skipped, int All)
{
    public bool IsFirst => Skipped == 0;

    public bool IsLast => Skipped + Items.Count == All;

    /// <summary>The page that begins behind one place, or ends before another; the first one without either.</summary>
    public static Part<T> Of(IEnumerable<T> list, Func<T, Place> place, int size, Place? after = null, Place? before = null)
    {
        var all = list.Select(item => (Place: place(item), Item: item)).ToArray();
        var from =
            after is not null ? all.Count(each => each.Place.CompareTo(after) <= 0)
            : before is not null ? Math.Max(0, all.Count(each => each.Place.CompareTo(before) < 0) - size)
            : 0;
        // In one expression, which sorts no more than the page.
        return new([.. all.OrderBy(each => each.Place).Skip(from).Take(size).Select(each => each.Item)], from, all.Length);
    }
}
