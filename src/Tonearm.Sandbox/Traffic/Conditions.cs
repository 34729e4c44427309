using System.Text.Json;
using System.Text.Json.Serialization;
using Tonearm.Sandbox.Quirks;

namespace Tonearm.Sandbox.Traffic;

/// <summary>How this Spotify behaves just now: delays, limits, faults and habits. Everything about it is settable while it runs.</summary>
internal sealed record Conditions
{
    public Latency Latency { get; init; } = new();

    public FaultRule[] Faults { get; init; } = [];

    public RewriteRule[] Rewrites { get; init; } = [];

    public RateLimit RateLimit { get; init; } = new();

    public Quota Quota { get; init; } = new();

    public Lag Lag { get; init; } = new();

    public Tokens Tokens { get; init; } = new();

    public Habits Habits { get; init; } = new();

    public PlayerHabits Players { get; init; } = new();

    /// <summary>False: every call is refused because the owner of the app let Premium lapse.</summary>
    public bool AppOwnerHasPremium { get; init; } = true;

    /// <summary>Nothing in the way.</summary>
    public static readonly Conditions Calm = new();

    /// <summary>What a visitor of the demo should meet: a network, late covers, limits that only a careless client reaches.</summary>
    public static readonly Conditions Demo = new()
    {
        Latency = new Latency { Ms = 60, JitterMs = 40 },
        RateLimit = new RateLimit { Calls = 600, CoverCalls = 60 },
        Quota = new Quota { Calls = SandboxOptions.DemoQuota },
        Lag = new Lag
        {
            CoverSeconds = 8,
            DetailsSeconds = 1,
            SnapshotSeconds = 10,
        },
        Players = new PlayerHabits
        {
            StaleSeconds = 0.5,
            Relinked = Relinking.Some,
            IdleMinutes = 10,
        },
    };

    public static Conditions Named(string name) =>
        name.ToLowerInvariant() switch
        {
            "demo" => Demo,
            "calm" => Calm,
            "rude" => Demo with { Players = PlayerHabits.Rude(1) },
            _ => throw new ArgumentException($"Sandbox:Conditions is '{name}'; it may be demo, calm or rude.", nameof(name)),
        };
}

/// <summary>Real milliseconds before each answer, whatever the clock's speed; families may have their own.</summary>
internal sealed record Latency
{
    public int Ms { get; init; }

    public int JitterMs { get; init; }

    public Dictionary<string, int> Families { get; init; } = [];

    /// <summary>Before each picture from the image hosts.</summary>
    public int ImageMs { get; init; }
}

/// <summary>Calls of one app in a rolling window; null is no limit. Uploading covers has its own, lower one.</summary>
internal sealed record RateLimit
{
    public int? Calls { get; init; }

    public int? CoverCalls { get; init; }

    public int WindowSeconds { get; init; } = 30;

    /// <summary>Whether a refusal says how long to wait; Spotify's do so "normally".</summary>
    public bool TellsWait { get; init; } = true;
}

/// <summary>
/// Calls of one endpoint family in a rolling day, whatever account and app of the developer they are made for; null is no limit.
/// </summary>
internal sealed record Quota
{
    public int? Calls { get; init; }

    public Dictionary<string, int> Families { get; init; } = [];

    /// <summary>Numbers that nobody is told, for families that have none of their own.</summary>
    public HiddenQuota? Hidden { get; init; }

    public double LookBackHours { get; init; } = 24;

    /// <summary>Whether a refusal says how long to wait.</summary>
    public bool TellsWait { get; init; } = true;

    public TimeSpan LookBack => TimeSpan.FromHours(LookBackHours);

    public bool Hides(string family) => Hidden is not null && Calls is null && !Families.ContainsKey(family);

    public int? Of(string family) => Families.TryGetValue(family, out var calls) ? calls : Calls ?? Hidden?.Of(family);
}

/// <summary>A quota for each family, drawn from a seed between two numbers: Spotify tells nobody its own, and they differ.</summary>
internal sealed record HiddenQuota
{
    public int Seed { get; init; }

    public int Least { get; init; } = 400;

    public int Most { get; init; } = 3000;

    public int Of(string family)
    {
        var mixed = Seed;
        foreach (var letter in family)
            mixed = unchecked((mixed * 31) + letter);
        return new Random(mixed).Next(Least, Math.Max(Least, Most) + 1);
    }
}

/// <summary>How long what was written is not yet seen, in seconds of the Sandbox's clock.</summary>
internal sealed record Lag
{
    public double DetailsSeconds { get; init; }

    public double CoverSeconds { get; init; }

    public double SnapshotSeconds { get; init; }

    /// <summary>How long the Web API does not yet show what moderation, or the owner in the app, did.</summary>
    public double AppSeconds { get; init; }

    /// <summary>How far /me/playlists is behind GET of one playlist, for every kind of change.</summary>
    public double ListSeconds { get; init; }
}

internal sealed record Tokens
{
    public int AccessSeconds { get; init; } = 3600;

    public int RefreshDays { get; init; } = 182;

    public Renewal Renewal { get; init; } = Renewal.Never;

    public ScopeShown Scope { get; init; } = ScopeShown.Granted;
}

/// <summary>What a token answer says of its scopes; it may be silent when they are those that were asked for (RFC 6749, 5.1).</summary>
internal enum ScopeShown
{
    Granted,

    /// <summary>The member is left out.</summary>
    Absent,

    /// <summary>The member is there, and empty.</summary>
    Empty,
}

/// <summary>What a refresh answers besides the access token.</summary>
internal enum Renewal
{
    /// <summary>No refresh token: the old one goes on.</summary>
    Never,

    /// <summary>The same refresh token again.</summary>
    Same,

    /// <summary>A new refresh token; the old one is dead at once.</summary>
    Rotate,
}

internal sealed record Habits
{
    /// <summary>So many of a listing's page are null instead of a playlist.</summary>
    public int NullItems { get; init; }

    /// <summary>So many at the end of a listing's page repeat those at its beginning.</summary>
    public int DuplicateItems { get; init; }

    /// <summary>How long the address of a picture is good.</summary>
    public int ImageSeconds { get; init; } = 72_000;

    /// <summary>What the image hosts answer for pictures that somebody chose; null is the picture.</summary>
    public int? CustomPictureStatus { get; init; }

    /// <summary>
    /// Whether automatic pictures have addresses of a form that is neither a mosaic's nor an album's, another one each day.
    /// </summary>
    public bool OtherAutomaticPictures { get; init; }

    /// <summary>Whether an identical picture uploaded again keeps its image id.</summary>
    public bool SameCoverKeepsId { get; init; }

    /// <summary>Which of <see cref="Quirk.All"/> it has, each a member by its name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Quirks { get; init; } = Having(_ => false);

    public bool Has(Quirk quirk) => Quirks.TryGetValue(quirk.Name, out var has) && has.ValueKind == JsonValueKind.True;

    public static Dictionary<string, JsonElement> Having(Predicate<Quirk> quirks) =>
        Quirk.All.ToDictionary(quirk => quirk.Name, quirk => JsonSerializer.SerializeToElement(quirks(quirk)));
}

/// <summary>Something that goes wrong with the requests it matches.</summary>
internal sealed record FaultRule
{
    public string? Id { get; init; }

    public string? Method { get; init; }

    /// <summary>A path with * for anything within a segment and ** for anything at all; null matches every path.</summary>
    public string? Path { get; init; }

    public string? Person { get; init; }

    /// <summary>So many matching requests pass before the fault begins.</summary>
    public int Skip { get; init; }

    /// <summary>So many matching requests are hit; null is all of them.</summary>
    public int? Count { get; init; }

    public double Probability { get; init; } = 1;

    public FaultKind Kind { get; init; } = FaultKind.Status;

    /// <summary>Whether the request has its effect before its answer goes wrong.</summary>
    public bool AfterEffect { get; init; }

    public int Status { get; init; } = 500;

    public int? RetryAfter { get; init; }

    public string? Reason { get; init; }

    public string? Message { get; init; }

    /// <summary>How long a slow body takes, in real milliseconds.</summary>
    public int SlowMs { get; init; } = 2000;
}

internal enum FaultKind
{
    /// <summary>An error status with Spotify's JSON body.</summary>
    Status,

    /// <summary>The connection is closed without an answer.</summary>
    Drop,

    /// <summary>The connection is closed in the middle of the body.</summary>
    Half,

    /// <summary>An HTML page where JSON was expected.</summary>
    Html,

    /// <summary>An error status with a plain-text body.</summary>
    Text,

    /// <summary>A status with no body at all.</summary>
    Empty,

    /// <summary>The right answer, drop by drop.</summary>
    Slow,

    /// <summary>
    /// An error of the accounts service: <c>reason</c> and <c>message</c> as RFC 6749 has them, with a status of 400 unless another 4xx is
    /// given.
    /// </summary>
    Oauth,
}
