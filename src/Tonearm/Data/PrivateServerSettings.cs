namespace Tonearm.Data;

/// <summary>The private server's settings, given anew at each start; its own files stay as initdb made them.</summary>
internal static class PrivateServerSettings
{
    /// <summary>One line for <c>pg_ctl -o</c>, which hands it to a shell.</summary>
    public static string For(string socket, PrivateServerOptions options)
    {
        var settings = new Dictionary<string, string>
        {
            ["listen_addresses"] = "",
            ["port"] = "5432",
            ["unix_socket_directories"] = socket,
            ["unix_socket_permissions"] = "0700",
            ["max_connections"] = "120",
            ["jit"] = "off",
            ["cluster_name"] = "tonearm",
            // Leaves out the values of a failing statement: a log holds nobody's name.
            ["log_error_verbosity"] = "terse",
        };
        foreach (var (name, value) in options.Settings)
            settings[name] = value;
        return string.Join(' ', settings.Select(setting => "-c " + Quote($"{setting.Key}={setting.Value}")));
    }

    private static string Quote(string word) => $"'{word.Replace("'", @"'\''")}'";
}
