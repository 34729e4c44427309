using Npgsql;

namespace Tonearm.Data;

/// <summary>The setting <c>ConnectionStrings:Tonearm</c>, as far as it can be judged without asking a server.</summary>
internal static class DatabaseSetting
{
    private const string Example = "write Host=localhost;Username=tonearm;Password=…;Database=tonearm.";

    /// <summary>A sentence for what is wrong. The value itself is not in it: a password may be.</summary>
    public static IEnumerable<string> Problems(IConfiguration configuration)
    {
        if (configuration.GetConnectionString("Tonearm") is not { } written || string.IsNullOrWhiteSpace(written))
            yield break;
        string? problem = null;
        try
        {
            if (new NpgsqlConnectionStringBuilder(written) is { Host: null or "" })
                problem = "names no Host";
        }
        catch (ArgumentException exception)
        {
            problem = $"cannot be read ({exception.Message})";
        }

        if (problem is not null)
            yield return $"ConnectionStrings:Tonearm {problem}: {Example}";
    }
}
