using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Tonearm.Party.Joining;
using Tonearm.Party.Likes;
using Tonearm.Party.Room;
using Tonearm.Party.Skips;

namespace Tonearm.Party;

/// <summary>What phones send and hear, written without reflection.</summary>
[JsonSerializable(typeof(Snapshot)), JsonSerializable(typeof(PhonePart)), JsonSerializable(typeof(CountsFrame))]
[
    JsonSerializable(typeof(JoinRequest)),
    JsonSerializable(typeof(JoinAnswer)),
    JsonSerializable(typeof(LikeRequest)),
    JsonSerializable(typeof(LikeAnswer)),
    JsonSerializable(typeof(SkipAnswer))
]
internal sealed partial class PartyJson : JsonSerializerContext
{
    /// <summary>As the web has it, and every script as it is: titles come in all of them.</summary>
    public static readonly PartyJson Web = new(
        new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) }
    );

    /// <summary>The same, of a snapshot only what all phones are told alike.</summary>
    public static readonly JsonSerializerOptions Shared = new(Web.Options)
    {
        TypeInfoResolver = new PartyJson().WithAddedModifier(type =>
        {
            if (type.Type != typeof(Snapshot))
                return;
            foreach (var own in Web.PhonePart.Properties)
                type.Properties.Remove(type.Properties.Single(member => member.Name == own.Name));
        }),
    };
}
