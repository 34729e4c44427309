using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Control;

/// <summary>Stopping the world between two calls of a program.</summary>
internal static class BreakpointControl
{
    public static IResult Add(BreakpointRequest asked, Breakpoints breakpoints) => ControlJson.Ok(Shown(breakpoints.Add(asked)));

    public static IResult All(Breakpoints breakpoints) => ControlJson.Ok(breakpoints.All.Select(Shown));

    /// <param name="waiting">Answers only when so many requests are held; 0 waits until none is.</param>
    public static async Task<IResult> Get(string id, int? waiting, Breakpoints breakpoints, CancellationToken gone)
    {
        if (breakpoints.Find(id) is not { } breakpoint)
            return Results.NotFound();
        if (waiting is { } count)
            await breakpoint.Until(count, gone);
        return ControlJson.Ok(Shown(breakpoint));
    }

    public static IResult Release(string id, Breakpoints breakpoints) => breakpoints.Release(id) ? Results.NoContent() : Results.NotFound();

    private static object Shown(Breakpoint breakpoint) =>
        new
        {
            breakpoint.Id,
            breakpoint.Asked,
            waiting = breakpoint.Waiting(),
        };
}
