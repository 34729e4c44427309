namespace Tonearm.Guard.Rules;

public enum Mode
{
    /// <summary>Not protected.</summary>
    Off,

    /// <summary>Tell the owner, do not write.</summary>
    Watch,

    /// <summary>Put back what drifts.</summary>
    Restore,
}

/// <summary>What the owner allows Guard to do for one playlist.</summary>
/// <param name="Mode">Off, watch or restore.</param>
/// <param name="Fields">The fields it is for; others may drift as they like.</param>
internal sealed record Policy(Mode Mode, Fields Fields = Fields.All)
{
    public bool Guards(Field field) => Mode != Mode.Off && Fields.Has(field);
}

/// <summary>Modes by their names, as they come in from outside: a number, or two names at once, is none.</summary>
internal static class Modes
{
    public static Mode? Read(string? name) => Named.TryGetValue(name ?? "", out var mode) ? mode : null;

    private static readonly Dictionary<string, Mode> Named = Enum.GetValues<Mode>()
        .ToDictionary(mode => mode.ToString(), StringComparer.OrdinalIgnoreCase);
}
