using System.ComponentModel.DataAnnotations;

namespace Tonearm.Spotify;

/// <summary>The configuration section <c>Spotify</c>: which app we are, and where Spotify is.</summary>
internal sealed class SpotifyOptions : IValidatableObject
{
    public const string Section = "Spotify";

    /// <summary>Where covers, mosaics, album covers and people's pictures come from.</summary>
    private static readonly string[] SpotifysOwn = ["*.scdn.co", "*.spotifycdn.com"];

    public string ClientId { get; set; } = "";

    /// <summary>Optional: without it the code flow is protected by PKCE alone.</summary>
    public string? ClientSecret { get; set; }

    public Uri AccountsUrl { get; set; } = new("https://accounts.spotify.com/");

    /// <summary>Without the version, which every path here names itself.</summary>
    public Uri ApiUrl { get; set; } = new("https://api.spotify.com/");

    /// <summary>Calls of one endpoint family in 24 hours: <c>auto</c>, which learns it, a number, or <c>unlimited</c>.</summary>
    public string DailyBudget { get; set; } = "auto";

    /// <summary>Hosts of pictures in place of Spotify's own, see <see cref="PictureHost"/>.</summary>
    public string[] ImageHosts { get; set; } = [];

    /// <summary>How long a person waits for an answer before being told that there is none. Work that nobody waits for has more.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>All hosts whose pictures may be fetched and shown.</summary>
    public IEnumerable<PictureHost> PictureHosts =>
        (ImageHosts is { Length: > 0 } ? ImageHosts : SpotifysOwn).Select(PictureHost.Parse).OfType<PictureHost>();

    public static SpotifyOptions From(IConfiguration configuration)
    {
        var options = new SpotifyOptions();
        options.Read(configuration);
        return options;
    }

    public void Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        section.Bind(this);
        // A list in one line, as an environment variable gives it.
        if (section[nameof(ImageHosts)] is { Length: > 0 } line)
            ImageHosts = line.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Governor.DailyBudget.Read(DailyBudget) is null)
            yield return new($"Spotify:DailyBudget is '{DailyBudget}'. {Governor.DailyBudget.Forms}");
        foreach (var host in ImageHosts.Where(host => PictureHost.Parse(host) is null))
            yield return new(
                $"Spotify:ImageHosts has '{host}', which is no name of a host: write i.scdn.co, or *.scdn.co for all below it."
            );
    }
}
