using Tonearm.Sandbox.State;
using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Control;

/// <summary>What was asked, what time it is, and starting over.</summary>
internal static class WorldControl
{
    public static IResult Calls(Calls calls, string? person, string? endpoint, string? path, string? method, int? take, long? after) =>
        ControlJson.Ok(calls.Report(person, endpoint, path, method, take ?? 100, after ?? 0));

    public static IResult ForgetCalls(Calls calls)
    {
        calls.Clear();
        return Results.NoContent();
    }

    public static IResult Quota(World world)
    {
        lock (world.Gate)
            return ControlJson.Ok(
                world.Quota.Families.ToDictionary(
                    family => family,
                    family => new
                    {
                        used = world.Quota.Used(family),
                        limit = world.Conditions.Quota.Hides(family) ? null : world.Conditions.Quota.Of(family),
                        refused = world.Quota.Refused(family),
                    }
                )
            );
    }

    public static IResult Clock(World world) =>
        ControlJson.Ok(new { now = world.Now, advancedSeconds = world.Clock.Advanced.TotalSeconds });

    public static IResult Advance(AdvanceRequest asked, World world)
    {
        if (asked.Seconds < 0)
            return ControlJson.Wrong("Time goes forward only.");
        lock (world.Gate)
            world.Advance(TimeSpan.FromSeconds(asked.Seconds));
        return Clock(world);
    }

    public static IResult Reset(World world, Calls calls, Breakpoints breakpoints, RollingLimit limit, bool? keepConsents)
    {
        lock (world.Gate)
        {
            world.Reset(keepConsents ?? false);
            limit.Clear();
        }

        breakpoints.ReleaseAll();
        calls.Clear();
        return Results.NoContent();
    }

    internal sealed record AdvanceRequest(double Seconds);
}
