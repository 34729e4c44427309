using Tonearm.Data;
using Tonearm.Guard;
using Tonearm.Guard.Notifications;
using Tonearm.Party;
using Tonearm.Sandbox;
using Tonearm.Spotify;
using Tonearm.Web;

namespace Tonearm;

/// <summary>
/// Every setting that is ours, looked at before anything starts, so that a person is told all that is wrong at once, and no database has
/// been made for a start that comes to nothing. What a section may hold stands in its options class.
/// </summary>
internal static class Settings
{
    public static readonly IReadOnlyList<SettingsSection> Sections =
    [
        new(SpotifyOptions.Section, typeof(SpotifyOptions), SpotifyOptions.From, Demo.StandInSetting),
        new(WebOptions.Section, typeof(WebOptions)),
        new("Guard", typeof(GuardOptions)),
        new("Notify", typeof(NotifyOptions)),
        new("Party", typeof(PartyOptions)),
        new("PrivateServer", typeof(PrivateServerOptions)),
        new("Sandbox", typeof(SandboxOptions), Also: "Enabled"),
        new("Secrets", typeof(SecretsOptions)),
    ];

    /// <exception cref="StartException">Something is wrong; a sentence for each.</exception>
    public static void MustBeRight(IConfiguration configuration)
    {
        string[] problems = [.. Problems(configuration)];
        if (problems.Length > 0)
            throw new StartException(string.Join('\n', problems));
    }

    public static IEnumerable<string> Problems(IConfiguration configuration) =>
        [
            .. Sections.SelectMany(section => section.Problems(configuration)),
            .. Addresses(configuration),
            .. DatabaseSetting.Problems(configuration),
        ];

    private static IEnumerable<string> Addresses(IConfiguration configuration) =>
        from address in (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        where !IsAddress(address)
        select $"urls has '{address}', which is no address to listen at: write http://127.0.0.1:5080, and more than one with ';' between them.";

    private static bool IsAddress(string address)
    {
        try
        {
            return BindingAddress.Parse(address) is { Scheme: "http" or "https", Port: >= 0 and <= 65535, PathBase: "" };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
