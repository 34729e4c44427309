using Tonearm.Sandbox.State;
using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Control;

/// <summary>/sandbox: for whoever tests against this Spotify. No token, no quota, no delay.</summary>
internal static class ControlEndpoints
{
    public static void MapControl(this IEndpointRouteBuilder routes)
    {
        var control = routes.MapGroup("/sandbox");
        control.MapGet("/conditions", (World world) => ControlJson.Ok(world.Conditions));
        control.MapPut("/conditions", ConditionsControl.Change);

        control.MapGet("/playlists/{id}", PlaylistControl.Get);
        control.MapPatch("/playlists/{id}", PlaylistControl.Edit);
        control.MapPost("/playlists/{id}/takedown", PlaylistControl.TakeDown);

        control.MapGet("/calls", (Calls calls, string? person, string? endpoint, string? path, string? method, int? take, long? after) =>
            ControlJson.Ok(calls.Report(person, endpoint, path, method, take ?? 100, after ?? 0)));
        control.MapDelete("/calls", (Calls calls) =>
        {
            calls.Clear();
            return Results.NoContent();
        });

        control.MapGet("/clock", (World world) => ControlJson.Ok(new { now = world.Now, advancedSeconds = world.Clock.Advanced.TotalSeconds }));
        control.MapPost("/clock/advance", (World world, AdvanceRequest asked) =>
        {
            lock (world.Gate) world.Advance(TimeSpan.FromSeconds(asked.Seconds));
            return ControlJson.Ok(new { now = world.Now });
        });

        control.MapPost("/reset", (World world, Calls calls, Holds holds, RollingLimit limit, bool? keepConsents) =>
        {
            lock (world.Gate)
            {
                world.Reset(keepConsents ?? false);
                limit.Clear();
            }

            holds.ReleaseAll();
            calls.Clear();
            return Results.NoContent();
        });
    }

    internal sealed record AdvanceRequest(double Seconds);
}
