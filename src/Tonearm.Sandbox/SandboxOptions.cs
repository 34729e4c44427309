namespace Tonearm.Sandbox;

/// <summary>Where a Sandbox listens, keeps its world, and which time it has. Read from <c>Sandbox:…</c> and <c>DataFolder</c>.</summary>
public sealed class SandboxOptions
{
    /// <summary>Port 0 takes a free one; <see cref="SandboxHost.Url"/> says which.</summary>
    public string Url { get; set; } = "http://127.0.0.1:5081";

    /// <summary>The world is kept in <c>sandbox</c> below it; without one it lives in memory.</summary>
    public string? DataFolder { get; set; }

    /// <summary>A real instant from which time runs at <see cref="ClockSpeed"/>; processes that share both share the clock.</summary>
    public DateTimeOffset? ClockOrigin { get; set; }

    /// <summary>At 0 its time stands still, but for what somebody advances it by.</summary>
    public double ClockSpeed { get; set; } = 1;

    /// <summary><c>demo</c>: delays and limits as a visitor should meet them. <c>calm</c>: none, for tests that set their own.</summary>
    public string Conditions { get; set; } = "demo";

    /// <summary>The addresses registered for the app; none registered means every address of an allowed form is.</summary>
    public string[] RedirectUris { get; set; } = [];

    /// <summary>The app's secret; without one every secret is right.</summary>
    public string? ClientSecret { get; set; }

    public static SandboxOptions From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var options = configuration.GetSection("Sandbox").Get<SandboxOptions>() ?? new SandboxOptions();
        options.DataFolder ??= configuration["DataFolder"];
        return options;
    }
}
