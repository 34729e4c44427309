namespace Tonearm.Guard.Rules;

/// <summary>What Guard keeps of a playlist.</summary>
public enum Field
{
    Title,
    Description,
    Cover,
}

/// <summary>A set of fields.</summary>
[Flags]
public enum Fields
{
    None = 0,
    Title = 1 << Field.Title,
    Description = 1 << Field.Description,
    Cover = 1 << Field.Cover,
    All = Title | Description | Cover,
}

internal static class FieldSets
{
    public static readonly Field[] Each = [Field.Title, Field.Description, Field.Cover];

    /// <summary>Fields by their names, as they come in from outside; null when one of them is none.</summary>
    public static Fields? Read(IEnumerable<string?> names)
    {
        var read = Fields.None;
        foreach (var name in names)
        {
            var index = Array.FindIndex(Each, each => each.ToString().Equals(name, StringComparison.OrdinalIgnoreCase));
            if (index < 0)
                return null;
            read |= (Fields)(1 << (int)Each[index]);
        }

        return read;
    }

    public static bool Has(this Fields fields, Field field) => (fields & (Fields)(1 << (int)field)) != Fields.None;

    public static Fields ToSet(this IEnumerable<Field> fields) =>
        fields.Aggregate(Fields.None, (set, field) => set | (Fields)(1 << (int)field));
}
