using System.Text.Json;
using System.Text.Json.Nodes;
using Tonearm.Sandbox.Quirks;
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
        try
        {
            rule = Named(sent.Deserialize<FaultRule>(ControlJson.Options)!);
        }
        catch (JsonException wrong)
        {
            return ControlJson.Wrong(wrong.Message);
        }
        lock (world.Gate)
            world.Save(world.Conditions with { Faults = [.. world.Conditions.Faults, rule] });
        return ControlJson.Ok(rule);
    }

    /// <param name="id">Null takes all of them away.</param>
    public static IResult RemoveFaults(string? id, World world)
    {
        lock (world.Gate)
            world.Save(world.Conditions with { Faults = [.. world.Conditions.Faults.Where(rule => id is not null && rule.Id != id)] });
        return Results.NoContent();
    }

    public static IResult Change(JsonObject sent, World world)
    {
        var isProfile = sent.ContainsKey("profile");
        lock (world.Gate)
        {
            try
            {
                var merged = JsonSerializer.SerializeToNode(Profiled(world.Conditions, sent), ControlJson.Options)!.AsObject();
                Merge(merged, sent);
                var conditions = merged.Deserialize<Conditions>(ControlJson.Options)!;
                MustBeKnown(conditions.Habits);
                if (conditions.Players.Seed != world.Conditions.Players.Seed || isProfile)
                    world.Dice.Forget();
                world.Save(
                    conditions with
                    {
                        Faults = [.. conditions.Faults.Select(Named)],
                        Rewrites = [.. conditions.Rewrites.Select(Named)],
                    }
                );
            }
            catch (JsonException wrong)
            {
                return ControlJson.Wrong(wrong.Message);
            }

            return ControlJson.Ok(world.Conditions);
        }
    }

    /// <summary>A profile replaces all of the players' habits at once; what else is sent is merged into it.</summary>
    private static Conditions Profiled(Conditions conditions, JsonObject sent)
    {
        if (!sent.ContainsKey("profile"))
            return conditions;
        var (profile, sown) = (sent["profile"], sent["seed"]);
        sent.Remove("profile");
        sent.Remove("seed");
        var seed = sown is null ? 1 : sown.Deserialize<int>(ControlJson.Options);
        return conditions with
        {
            Players = profile?.Deserialize<string>(ControlJson.Options) switch
            {
                "rude" => PlayerHabits.Rude(seed),
                "polite" or null => new PlayerHabits { Seed = seed },
                var other => throw new JsonException($"The profile '{other}' is not known; there are rude and polite."),
            },
        };
    }

    public static IResult AddRewrite(JsonObject sent, World world)
    {
        RewriteRule rule;
        try
        {
            rule = Named(sent.Deserialize<RewriteRule>(ControlJson.Options)!);
        }
        catch (JsonException wrong)
        {
            return ControlJson.Wrong(wrong.Message);
        }
        lock (world.Gate)
            world.Save(world.Conditions with { Rewrites = [.. world.Conditions.Rewrites, rule] });
        return ControlJson.Ok(rule);
    }

    /// <param name="id">Null takes all of them away.</param>
    public static IResult RemoveRewrites(string? id, World world)
    {
        lock (world.Gate)
            world.Save(world.Conditions with { Rewrites = [.. world.Conditions.Rewrites.Where(rule => id is not null && rule.Id != id)] });
        return Results.NoContent();
    }

    public static RewriteRule Named(RewriteRule rule) => rule.Id is null ? rule with { Id = SpotifyId.New(8) } : rule;

    public static FaultRule Named(FaultRule rule) => rule.Id is null ? rule with { Id = SpotifyId.New(8) } : rule;

    /// <summary>All that is no other habit is taken for a quirk.</summary>
    private static void MustBeKnown(Habits habits)
    {
        foreach (var (name, value) in habits.Quirks)
            if (
                value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)
                || Array.TrueForAll(Quirk.All, quirk => quirk.Name != name)
            )
                throw new JsonException($"The habit '{name}' is not known, or is none of true and false.");
    }

    private static void Merge(JsonObject into, JsonObject sent)
    {
        foreach (var (name, value) in sent)
        {
            if (value is null)
                into.Remove(name);
            else if (value is JsonObject part && into[name] is JsonObject whole)
                Merge(whole, part);
            else
                into[name] = value.DeepClone();
        }
    }
}
