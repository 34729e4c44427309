using Tonearm.Sandbox.State;
using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Pages;

/// <summary>The weather: delays, limits, faults and the clock.</summary>
internal static class ConditionsPage
{
    public static IResult Show(World world)
    {
        var conditions = world.Conditions;
        return Page.Of("Conditions", $"""
            <h1>Conditions</h1>
            <p class="muted">Everything here, and more, is also <code>PUT /sandbox/conditions</code>.</p>
            <form method="post" action="/conditions">
            <div class="fields">
            {Number("latency", "Milliseconds before each answer", conditions.Latency.Ms)}
            {Number("jitter", "and up to so many more", conditions.Latency.JitterMs)}
            {Number("coverSeconds", "Seconds until a new cover is seen", conditions.Lag.CoverSeconds)}
            {Number("detailsSeconds", "Seconds until new texts are seen", conditions.Lag.DetailsSeconds)}
            {Number("listSeconds", "Seconds listings run behind", conditions.Lag.ListSeconds)}
            {Number("rateLimit", "Calls in 30 seconds (empty: no limit)", conditions.RateLimit.Calls)}
            {Number("quota", "Calls of a family in a day (empty: no limit)", conditions.Quota.Calls)}
            {Number("accessSeconds", "Seconds an access token lasts", conditions.Tokens.AccessSeconds)}
            <label><span>A refresh answers</span><select name="renewal">{Enum.GetValues<Renewal>().Select(renewal => Choice(renewal, conditions.Tokens.Renewal))}</select></label>
            </div>
            <label class="line"><input type="checkbox" name="premium" {Html.When(conditions.AppOwnerHasPremium, $"checked")}><span>The owner of the app has Premium</span></label>
            <p class="buttons"><button>Save</button></p>
            </form>

            <h2>Faults</h2>
            {(conditions.Faults.Length == 0 ? $"<p>None.</p>" : (Html)$"<ul>{conditions.Faults.Select(Describe)}</ul>")}
            <div class="buttons">
            {FaultPresets.All.Select(preset => (Html)$"""<form method="post" action="/conditions/fault"><button class="quiet" name="preset" value="{preset.Key}">{preset.Value.Words}</button></form>""")}
            {Html.When(conditions.Faults.Length > 0, $"""<form method="post" action="/conditions/faults/clear"><button>Take all faults away</button></form>""")}
            </div>

            <h2>Clock</h2>
            <p>It is {world.Now:yyyy-MM-dd HH:mm:ss} UTC{Html.When(world.Clock.Advanced > TimeSpan.Zero, $", {world.Clock.Advanced:d\\.hh\\:mm\\:ss} ahead")}.</p>
            <form method="post" action="/conditions/clock" class="buttons">
            <button class="quiet" name="seconds" value="60">A minute on</button>
            <button class="quiet" name="seconds" value="3600">An hour on</button>
            <button class="quiet" name="seconds" value="86400">A day on</button>
            </form>

            <h2>Start over</h2>
            <p>Brings back the people, playlists and conditions of the start, and forgets every consent.</p>
            <form method="post" action="/conditions/reset" class="buttons"><button class="harm">Reset everything</button></form>
            """);
    }

    private static Html Number(string name, string words, double? value) =>
        $"""<label><span>{words}</span><input type="number" min="0" step="any" name="{name}" value="{value}"></label>""";

    private static Html Choice(Renewal renewal, Renewal chosen) => $"""
        <option value="{renewal}" {Html.When(renewal == chosen, $"selected")}>{renewal switch
        {
            Renewal.Never => "no refresh token: the old one goes on",
            Renewal.Same => "the same refresh token again",
            _ => "a new refresh token: the old one is dead",
        }}</option>
        """;

    private static Html Describe(FaultRule rule) => $"""
        <li><code>{rule.Method ?? "any"} {rule.Path ?? "**"}</code>{Html.When(rule.Person is not null, $" of {rule.Person}")}: {rule.Kind}
        {Html.When(rule.Kind is FaultKind.Status or FaultKind.Text or FaultKind.Html or FaultKind.Empty, $" {rule.Status}")}{Html.When(rule.Count is not null, $", {rule.Count} times")}{Html.When(rule.Probability < 1, $", {rule.Probability:P0}")}</li>
        """;
}
