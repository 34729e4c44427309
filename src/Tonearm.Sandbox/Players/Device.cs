using System.Security.Cryptography;
using System.Text;

namespace Tonearm.Sandbox.Players;

/// <summary>Something that plays: listed while it is awake, commanded through the Web API unless it is restricted.</summary>
internal sealed class Device
{
    public required string Id { get; set; }

    public required string Name { get; set; }

    /// <summary>Computer, Smartphone or Speaker, as Spotify writes them.</summary>
    public required string Type { get; init; }

    public bool Awake { get; set; } = true;

    public bool Restricted { get; set; }

    public bool SupportsVolume { get; init; } = true;

    public int Volume { get; set; } = 60;

    /// <summary>What everybody has: a phone and a computer that are awake, and a speaker that sleeps.</summary>
    public static List<Device> For(string person) =>
        [
            new Device
            {
                Id = IdOf($"{person} phone"),
                Name = "Phone",
                Type = "Smartphone",
                SupportsVolume = false,
                Volume = 100,
            },
            new Device
            {
                Id = IdOf($"{person} computer"),
                Name = "Kitchen computer",
                Type = "Computer",
            },
            new Device
            {
                Id = IdOf($"{person} speaker"),
                Name = "Living room",
                Type = "Speaker",
                Awake = false,
                Volume = 35,
            },
        ];

    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    private static string IdOf(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..40];
}
