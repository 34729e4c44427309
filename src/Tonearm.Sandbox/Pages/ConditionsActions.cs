using System.Globalization;
using Tonearm.Sandbox.Control;
using Tonearm.Sandbox.State;
using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Pages;

/// <summary>The buttons of the page on conditions.</summary>
internal static class ConditionsActions
{
    public static async Task<IResult> Change(HttpRequest request, World world, CancellationToken gone)
    {
        var form = await request.ReadFormAsync(gone);
        lock (world.Gate)
        {
            var now = world.Conditions;
            world.Save(now with
            {
                Latency = now.Latency with { Ms = Whole(form, "latency") ?? 0, JitterMs = Whole(form, "jitter") ?? 0 },
                Lag = now.Lag with
                {
                    CoverSeconds = Read(form, "coverSeconds") ?? 0,
                    DetailsSeconds = Read(form, "detailsSeconds") ?? 0,
                    ListSeconds = Read(form, "listSeconds") ?? 0,
                },
                RateLimit = now.RateLimit with { Calls = Whole(form, "rateLimit") },
                Quota = now.Quota with { Calls = Whole(form, "quota") },
                Tokens = now.Tokens with
                {
                    AccessSeconds = Whole(form, "accessSeconds") ?? 3600,
                    Renewal = Enum.TryParse<Renewal>(form["renewal"], out var renewal) ? renewal : now.Tokens.Renewal,
                },
                AppOwnerHasPremium = form.ContainsKey("premium"),
            });
        }

        return Back();
    }

    public static async Task<IResult> AddFault(HttpRequest request, World world, CancellationToken gone)
    {
        var form = await request.ReadFormAsync(gone);
        if (FaultPresets.All.TryGetValue(form["preset"].ToString(), out var preset))
            lock (world.Gate) world.Save(world.Conditions with { Faults = [.. world.Conditions.Faults, ConditionsControl.Named(preset.Rule)] });
        return Back();
    }

    public static IResult ClearFaults(World world)
    {
        ConditionsControl.RemoveFaults(null, world);
        return Back();
    }

    public static async Task<IResult> Advance(HttpRequest request, World world, CancellationToken gone)
    {
        var form = await request.ReadFormAsync(gone);
        if (Read(form, "seconds") is { } seconds) WorldControl.Advance(new WorldControl.AdvanceRequest(seconds), world);
        return Back();
    }

    public static IResult Reset(World world, Calls calls, Holds holds, RollingLimit limit)
    {
        WorldControl.Reset(world, calls, holds, limit, keepConsents: false);
        return Back();
    }

    private static double? Read(IFormCollection form, string name) =>
        double.TryParse(form[name], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and < 1e9 ? value : null;

    private static int? Whole(IFormCollection form, string name) => (int?)Read(form, name);

    private static IResult Back() => Results.LocalRedirect("/conditions");
}
