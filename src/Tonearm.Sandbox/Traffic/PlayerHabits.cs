using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tonearm.Sandbox.Traffic;

/// <summary>
/// How players, and what the Web API shows of them, behave. A share is the part of the cases that are hit, from 0 to 1 (or false and true);
/// which ones they are follows from the seed alone, so that the same questions in the same order meet the same evening.
/// </summary>
internal sealed record PlayerHabits
{
    /// <summary>How long readers go on seeing what a player did before.</summary>
    public double StaleSeconds { get; init; }

    /// <summary>How long they go on seeing what was before a program's command, where that is longer.</summary>
    public double CommandStaleSeconds { get; init; }

    /// <summary>The share of commands that are shown so late.</summary>
    [JsonConverter(typeof(ShareConverter))]
    public double CommandStaleShare { get; init; } = 1;

    /// <summary>
    /// The share of looks that show once more what was before a change, though it was seen already: readers meet different caches.
    /// </summary>
    [JsonConverter(typeof(ShareConverter))]
    public double BackAndForth { get; init; }

    /// <summary>The share of looks without item and progress, whatever plays.</summary>
    [JsonConverter(typeof(ShareConverter))]
    public double NullItem { get; init; }

    /// <summary>What such a look says is playing.</summary>
    public NamelessType NullItemType { get; init; } = NamelessType.Unknown;

    /// <summary>The share of looks that are answered 204 though a device is active, as while the phone's own app is in front.</summary>
    [JsonConverter(typeof(ShareConverter))]
    public double Hidden { get; init; }

    /// <summary>
    /// The share of a player's calls that end with 500 or 502: half of them before, half of them after they had their effect.
    /// </summary>
    [JsonConverter(typeof(ShareConverter))]
    public double Errors { get; init; }

    /// <summary>The share of songs that a program queues with a 204 and that nobody ever hears.</summary>
    [JsonConverter(typeof(ShareConverter))]
    public double DeafQueue { get; init; }

    /// <summary>The share of a program's commands to play, pause or seek that are answered 204 and that no device hears.</summary>
    [JsonConverter(typeof(ShareConverter))]
    public double DeafCommands { get; init; }

    /// <summary>Whose devices those are; null for everybody's.</summary>
    public string? DeafPerson { get; init; }

    /// <summary>So many seconds before a song's end the next one begins.</summary>
    public double Crossfade { get; init; }

    /// <summary>Whether a device that was closed has another id when it is opened again.</summary>
    public bool NewDeviceIds { get; init; }

    /// <summary>
    /// The share of songs during which the owner presses something by hand: queues a song of their own, or lets this one repeat.
    /// </summary>
    [JsonConverter(typeof(ShareConverter))]
    public double OwnerPresses { get; init; }

    /// <summary>Whether recommended tracks follow when all that was asked for has been played.</summary>
    public bool Autoplay { get; init; } = true;

    public Relinking Relinked { get; init; } = Relinking.None;

    /// <summary>After so long a pause a device is no longer the active one; null is never.</summary>
    public double? IdleMinutes { get; init; }

    public int Seed { get; init; }

    /// <summary>An evening in the world: all of it, as often as people met it on a bad day.</summary>
    public static PlayerHabits Rude(int seed) =>
        new()
        {
            StaleSeconds = 1.5,
            CommandStaleSeconds = 12 + seed % 3 * 6,
            CommandStaleShare = 0.3,
            BackAndForth = 0.1,
            NullItem = 0.05,
            Hidden = 0.03,
            Errors = 0.01,
            DeafQueue = 0.04,
            Crossfade = seed % 2 * 6,
            NewDeviceIds = true,
            OwnerPresses = 0.06,
            Relinked = Relinking.Some,
            IdleMinutes = 10,
            Seed = seed,
        };
}

/// <summary>What plays when nobody says what.</summary>
internal enum NamelessType
{
    Unknown,
    Ad,
    Track,
    Episode,
}

/// <summary>Which tracks are played from another release than the one asked for, under its id.</summary>
internal enum Relinking
{
    None,

    /// <summary>About one in thirteen, always the same ones.</summary>
    Some,

    All,
}

/// <summary>A share may be said as false and true, too.</summary>
internal sealed class ShareConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.True => 1,
            JsonTokenType.False => 0,
            JsonTokenType.Number when reader.GetDouble() is >= 0 and <= 1 and var share => share,
            _ => throw new JsonException("A share is a number from 0 to 1, or true or false."),
        };

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
