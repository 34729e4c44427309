using System.Text.Json;
using System.Text.Json.Nodes;
using Tonearm.Sandbox.State;
using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Control;

/// <summary>Conditions are changed in part: members sent are merged into what holds, null sets one back to calm.</summary>
internal static class ConditionsControl
{
    public static IResult Get(World world) => ControlJson.Ok(world.Conditions);

    public static IResult AddFault(JsonObject sent, World world)
    {
        FaultRule rule;
        try { rule = Named(sent.Deserialize<FaultRule>(ControlJson.Options)!); }
        catch (JsonException wrong) { return ControlJson.Wrong(wrong.Message); }
        lock (world.Gate) world.Save(world.Conditions with { Faults = [.. world.Conditions.Faults, rule] });
        return ControlJson.Ok(rule);
    }

    /// <param name="id">Null takes all of them away.</param>
    public static IResult RemoveFaults(string? id, World world)
    {
        lock (world.Gate) world.Save(world.Conditions with { Faults = [.. world.Conditions.Faults.Where(rule => id is not null && rule.Id != id)] });
        return Results.NoContent();
    }

    public static IResult Change(JsonObject sent, World world)
    {
        lock (world.Gate)
        {
            try
            {
                var merged = JsonSerializer.SerializeToNode(world.Conditions, ControlJson.Options)!.AsObject();
                Merge(merged, sent);
                var conditions = merged.Deserialize<Conditions>(ControlJson.Options)!;
                world.Save(conditions with { Faults = [.. conditions.Faults.Select(Named)] });
            }
            catch (JsonException wrong)
            {
                return ControlJson.Wrong(wrong.Message);
            }

            return ControlJson.Ok(world.Conditions);
        }
    }

    public static FaultRule Named(FaultRule rule) => rule.Id is null ? rule with { Id = SpotifyId.New(8) } : rule;

    private static void Merge(JsonObject into, JsonObject sent)
    {
        foreach (var (name, value) in sent)
        {
            if (value is null) into.Remove(name);
            else if (value is JsonObject part && into[name] is JsonObject whole) Merge(whole, part);
            else into[name] = value.DeepClone();
        }
    }
}
