namespace Tonearm.Sandbox.Traffic;

/// <summary>
/// Which requests a fault or a hold is meant for: a method, a path in which * is anything within a segment and ** anything, a person.
/// </summary>
internal static class PathPattern
{
    public static bool Matches(string? method, string? path, string? person, Exchange exchange) =>
        (method is null || method.Equals(exchange.Method, StringComparison.OrdinalIgnoreCase))
        && (person is null || person == exchange.Person?.Id)
        && (path is null || Matches(path, exchange.Path));

    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path)
    {
        while (!pattern.IsEmpty)
        {
            if (pattern[0] != '*')
            {
                if (path.IsEmpty || char.ToLowerInvariant(pattern[0]) != char.ToLowerInvariant(path[0]))
                    return false;
                pattern = pattern[1..];
                path = path[1..];
                continue;
            }

            var deep = pattern.Length > 1 && pattern[1] == '*';
            pattern = pattern[(deep ? 2 : 1)..];
            for (var taken = 0; taken <= path.Length; taken++)
            {
                if (Matches(pattern, path[taken..]))
                    return true;
                if (taken < path.Length && path[taken] == '/' && !deep)
                    return false;
            }

            return false;
        }

        return path.IsEmpty;
    }
}
