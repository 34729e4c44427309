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
            world.Save(
                now with
                {
                    Latency = now.Latency with { Ms = Whole(form, "latency") ?? 0, JitterMs = Whole(form, "jitter") ?? 0 },
                    Lag = now.Lag with
                    {
                        CoverSeconds = Read(form, "coverSeconds") ?? 0,
                        DetailsSeconds = Read(form, "detailsSeconds") ?? 0,
                        ListSeconds = Read(form, "listSeconds") ?? 0,
                    },
                    RateLimit = now.RateLimit with { Calls = Whole(form, "rateLimit") },
                    Quota = now.Quota with
                    {
                        Calls = Whole(form, "quota"),
                        Hidden = Whole(form, "hiddenQuota") is { } seed
                            ? (now.Quota.Hidden ?? new HiddenQuota()) with
                            {
                                Seed = seed,
                            }
                            : null,
                        TellsWait = form.ContainsKey("quotaWait"),
                    },
                    Tokens = now.Tokens with
                    {
                        AccessSeconds = Whole(form, "accessSeconds") ?? 3600,
                        Renewal = Enum.TryParse<Renewal>(form["renewal"], out var renewal) ? renewal : now.Tokens.Renewal,
                        Scope = Enum.TryParse<ScopeShown>(form["scope"], out var scope) ? scope : now.Tokens.Scope,
                    },
                    Habits = now.Habits with
                    {
                        Quirks = Habits.Having(quirk => form.ContainsKey(quirk.Name)),
                        OtherAutomaticPictures = form.ContainsKey("otherPictures"),
                        CustomPictureStatus = form.ContainsKey("noPictures") ? now.Habits.CustomPictureStatus ?? 403 : null,
                    },
                    AppOwnerHasPremium = form.ContainsKey("premium"),
                }
            );
        }

        return Back();
    }

    public static async Task<IResult> ChangePlayers(HttpRequest request, World world, CancellationToken gone)
    {
        var form = await request.ReadFormAsync(gone);
        lock (world.Gate)
        {
            var now = world.Conditions;
            var seed = Whole(form, "seed") ?? 0;
            world.Dice.Forget();
            world.Save(
                now with
                {
                    Players = form["profile"].ToString() switch
                    {
                        "rude" => PlayerHabits.Rude(seed),
                        "polite" => new PlayerHabits { Seed = seed },
                        _ => now.Players with
                        {
                            StaleSeconds = Read(form, "staleSeconds") ?? 0,
                            CommandStaleSeconds = Read(form, "commandStaleSeconds") ?? 0,
                            BackAndForth = Share(form, "backAndForth"),
                            NullItem = Share(form, "nullItem"),
                            Hidden = Share(form, "hidden"),
                            Errors = Share(form, "errors"),
                            DeafQueue = Share(form, "deafQueue"),
                            DeafCommands = Share(form, "deafCommands"),
                            Crossfade = Read(form, "crossfade") ?? 0,
                            OwnerPresses = Share(form, "ownerPresses"),
                            NewDeviceIds = form.ContainsKey("newDeviceIds"),
                            Seed = seed,
                        },
                    },
                }
            );
        }

        return Back();
    }

    public static async Task<IResult> AddFault(HttpRequest request, World world, CancellationToken gone)
    {
        var form = await request.ReadFormAsync(gone);
        if (FaultPresets.All.TryGetValue(form["preset"].ToString(), out var preset))
            lock (world.Gate)
                world.Save(world.Conditions with { Faults = [.. world.Conditions.Faults, ConditionsControl.Named(preset.Rule)] });
        if (FaultPresets.Rewrites.TryGetValue(form["preset"].ToString(), out var rewrite))
            lock (world.Gate)
                world.Save(world.Conditions with { Rewrites = [.. world.Conditions.Rewrites, ConditionsControl.Named(rewrite.Rule)] });
        return Back();
    }

    public static IResult ClearFaults(World world)
    {
        ConditionsControl.RemoveFaults(null, world);
        ConditionsControl.RemoveRewrites(null, world);
        return Back();
    }

    public static async Task<IResult> Advance(HttpRequest request, World world, CancellationToken gone)
    {
        var form = await request.ReadFormAsync(gone);
        if (Read(form, "seconds") is { } seconds)
            WorldControl.Advance(new WorldControl.AdvanceRequest(seconds), world);
        return Back();
    }

    public static IResult Reset(World world, Calls calls, Breakpoints breakpoints, RollingLimit limit)
    {
        WorldControl.Reset(world, calls, breakpoints, limit, keepConsents: false);
        return Back();
    }

    private static double? Read(IFormCollection form, string name) =>
        double.TryParse(form[name], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and < 1e9
            ? value
            : null;

    private static double Share(IFormCollection form, string name) => Math.Min(Read(form, name) ?? 0, 1);

    private static int? Whole(IFormCollection form, string name) => (int?)Read(form, name);

    private static IResult Back() => Results.LocalRedirect("/conditions");
}
