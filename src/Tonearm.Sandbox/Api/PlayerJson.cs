using System.Text.Json;
using Tonearm.Sandbox.Demo;
using Tonearm.Sandbox.Images;
using Tonearm.Sandbox.Players;
using Tonearm.Sandbox.State;
using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Api;

/// <summary>A player as the Web API shows it.</summary>
/// <param name="seen">What readers see of it, which may be late.</param>
/// <param name="episodes">Whether the reader knows episodes; for the others there is no item while one plays.</param>
internal sealed class PlayerJson(World world, Player player, Playback seen, ImageAddress address, DateTimeOffset now, bool episodes)
{
    private const int ShownAhead = 20;

    /// <summary>The active one; without it there is nothing to show.</summary>
    public Device? Device { get; } = player.Devices.Find(device => device.Id == seen.DeviceId && device.Awake);

    /// <summary>What is said to play when neither item nor progress are told; null when they are.</summary>
    public NamelessType? Nameless { get; init; }

    public void WriteState(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WritePropertyName("device");
        WriteDevice(json, Device!, isActive: true);
        json.WriteString(
            "repeat_state",
            seen.Repeat switch
            {
                RepeatMode.Track => "track",
                RepeatMode.Context => "context",
                _ => "off",
            }
        );
        json.WriteBoolean("shuffle_state", seen.Shuffle);
        json.WriteBoolean("smart_shuffle", false);
        WriteMembers(json);
        json.WriteEndObject();
    }

    public void WriteCurrentlyPlaying(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteMembers(json);
        json.WriteEndObject();
    }

    /// <summary>The queue, then what the context and the recommendations would bring: nothing tells which is which.</summary>
    public void WriteQueue(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WritePropertyName("currently_playing");
        TrackJson.Write(json, Device is null ? null : Catalogue.Find(seen.Song?.ShownUri), address);
        json.WriteStartArray("queue");
        if (Device is not null && seen.Song is not null)
            foreach (var uri in Transport.Upcoming(world, seen, ShownAhead))
                TrackJson.Write(json, Catalogue.Find(uri), address);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteDevices(Utf8JsonWriter json, Player player)
    {
        json.WriteStartObject();
        json.WriteStartArray("devices");
        foreach (var device in player.Devices.Where(device => device.Awake))
            WriteDevice(json, device, device == player.Active);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDevice(Utf8JsonWriter json, Device device, bool isActive)
    {
        json.WriteStartObject();
        json.WriteString("id", device.Id);
        json.WriteBoolean("is_active", isActive);
        json.WriteBoolean("is_private_session", false);
        json.WriteBoolean("is_restricted", device.Restricted);
        json.WriteString("name", device.Name);
        json.WriteBoolean("supports_volume", device.SupportsVolume);
        json.WriteString("type", device.Type);
        json.WriteNumber("volume_percent", device.Volume);
        json.WriteEndObject();
    }

    private void WriteMembers(Utf8JsonWriter json)
    {
        var piece = Catalogue.Find(seen.Song?.ShownUri);
        json.WriteNumber("timestamp", seen.Since.ToUnixTimeMilliseconds());
        WriteContext(json, seen.Context?.Uri);
        if (Nameless is null)
            json.WriteNumber("progress_ms", (long)seen.ProgressAt(now).TotalMilliseconds);
        else
            json.WriteNull("progress_ms");
        json.WritePropertyName("item");
        TrackJson.Write(json, Nameless is not null || (piece is Episode && !episodes) ? null : piece, address);
        json.WriteString(
            "currently_playing_type",
            Nameless?.ToString().ToLowerInvariant()
                ?? piece switch
                {
                    Track => "track",
                    Episode => "episode",
                    _ => "unknown",
                }
        );
        json.WriteStartObject("actions");
        json.WriteStartObject("disallows");
        json.WriteBoolean(seen.IsPlaying ? "resuming" : "pausing", true);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteBoolean("is_playing", seen.IsPlaying);
    }

    private void WriteContext(Utf8JsonWriter json, string? uri)
    {
        if (uri?.Split(':') is not [_, var type, var id])
        {
            json.WriteNull("context");
            return;
        }

        json.WriteStartObject("context");
        PlaylistJson.WriteUrls(json, $"{address.Origin}/{type}/{id}");
        json.WriteString("href", $"{address.Origin}/v1/{type}s/{id}");
        json.WriteString("type", type);
        json.WriteString("uri", uri);
        json.WriteEndObject();
    }
}
