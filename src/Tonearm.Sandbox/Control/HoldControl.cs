using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Control;

/// <summary>Stopping the world between two calls of a program.</summary>
internal static class HoldControl
{
    public static IResult Add(HoldRequest asked, Holds holds) => ControlJson.Ok(Shown(holds.Add(asked)));

    public static IResult All(Holds holds) => ControlJson.Ok(holds.All.Select(Shown));

    /// <param name="waiting">Answers only when so many requests are held; 0 waits until none is.</param>
    public static async Task<IResult> Get(string id, int? waiting, Holds holds, CancellationToken gone)
    {
        if (holds.Find(id) is not { } hold) return Results.NotFound();
        if (waiting is { } count) await hold.Until(count, gone);
        return ControlJson.Ok(Shown(hold));
    }

    public static IResult Release(string id, Holds holds) => holds.Release(id) ? Results.NoContent() : Results.NotFound();

    private static object Shown(Hold hold) => new { hold.Id, hold.Asked, waiting = hold.Waiting() };
}
