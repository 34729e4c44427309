using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Traffic;

/// <summary>Finds the fault that hits a request; a rule that counts is worn down by it and disappears when spent.</summary>
internal static class Faults
{
    public static FaultRule? Strike(World world, Exchange exchange)
    {
        return Ruled(world, exchange) ?? Sporadic(world, exchange);
    }

    /// <summary>What players' calls meet without any rule.</summary>
    private static FaultRule? Sporadic(World world, Exchange exchange)
    {
        var habits = world.Conditions.Players;
        if (habits.Errors <= 0 || exchange.Person is not { } person || !exchange.Path.StartsWith("/v1/me/player", StringComparison.Ordinal))
            return null;
        lock (world.Gate)
            return !world.Dice.Hits(habits.Errors, habits.Seed, person.Id, "errors")
                ? null
                : new FaultRule
                {
                    Id = "sporadic",
                    Status = world.Dice.Hits(0.5, habits.Seed, person.Id, "which error") ? 500 : 502,
                    AfterEffect = world.Dice.Hits(0.5, habits.Seed, person.Id, "error after"),
                };
    }

    private static FaultRule? Ruled(World world, Exchange exchange)
    {
        var rules = world.Conditions.Faults;
        if (rules.Length == 0)
            return null;
        lock (world.Gate)
        {
            rules = world.Conditions.Faults;
            for (var i = 0; i < rules.Length; i++)
            {
                var rule = rules[i];
                if (!PathPattern.Matches(rule.Method, rule.Path, rule.Person, exchange))
                    continue;
                if (rule.Skip > 0)
                {
                    Replace(world, i, rule with { Skip = rule.Skip - 1 });
                    continue;
                }

                if (rule.Probability < 1 && Random.Shared.NextDouble() >= rule.Probability)
                    continue;
                if (rule.Count is { } count)
                    Replace(world, i, count > 1 ? rule with { Count = count - 1 } : null);
                return rule;
            }
        }

        return null;
    }

    private static void Replace(World world, int index, FaultRule? rule)
    {
        var rules = world.Conditions.Faults.ToList();
        rules.RemoveAt(index);
        if (rule is not null)
            rules.Insert(index, rule);
        world.Save(world.Conditions with { Faults = [.. rules] });
    }
}
