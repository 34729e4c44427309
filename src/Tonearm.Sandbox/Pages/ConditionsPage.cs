using Tonearm.Sandbox.Quirks;
using Tonearm.Sandbox.State;
using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Pages;

/// <summary>The weather: delays, limits, faults and the clock.</summary>
internal static class ConditionsPage
{
    public static IResult Show(World world)
    {
        var conditions = world.Conditions;
        return Page.Of(
            "Conditions",
            $"""
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
            {Number("hiddenQuota", "Seed of quotas that nobody is told (empty: none)", conditions.Quota.Hidden?.Seed)}
            {Number("accessSeconds", "Seconds an access token lasts", conditions.Tokens.AccessSeconds)}
            <label><span>A refresh answers</span><select name="renewal">{Enum.GetValues<Renewal>().Select(renewal =>
                Choice(renewal, conditions.Tokens.Renewal)
            )}</select></label>
            <label><span>A token answer tells its scopes</span><select name="scope">{Enum.GetValues<ScopeShown>().Select(shown =>
                Choice(shown, conditions.Tokens.Scope)
            )}</select></label>
            </div>
            {Flag("premium", "The owner of the app has Premium", conditions.AppOwnerHasPremium)}
            {Quirk.All.Select(quirk => Flag(quirk.Name, quirk.Words, conditions.Habits.Has(quirk)))}
            {Flag("otherPictures", "Automatic pictures have another form, and change each day", conditions.Habits.OtherAutomaticPictures)}
            {Flag("noPictures", "The image hosts refuse pictures that somebody chose", conditions.Habits.CustomPictureStatus is not null)}
            {Flag("quotaWait", "A gone quota says how long to wait", conditions.Quota.TellsWait)}
            <p class="buttons"><button>Save</button></p>
            </form>

            <h2>Players</h2>
            <form method="post" action="/conditions/players">
            <div class="fields">
            {Number("staleSeconds", "Seconds that readers see what was before", conditions.Players.StaleSeconds)}
            {Number("commandStaleSeconds", "after a program's command", conditions.Players.CommandStaleSeconds)}
            {Number("backAndForth", "Share of looks that show what was before once more (0 to 1)", conditions.Players.BackAndForth)}
            {Number("nullItem", "Share of looks without item and progress", conditions.Players.NullItem)}
            {Number("hidden", "Share of looks that find no player", conditions.Players.Hidden)}
            {Number("errors", "Share of calls that end with 500 or 502", conditions.Players.Errors)}
            {Number("deafQueue", "Share of queued songs that are never heard", conditions.Players.DeafQueue)}
            {Number("deafCommands", "Share of other commands that no device hears", conditions.Players.DeafCommands)}
            {Number("crossfade", "Seconds of crossfade", conditions.Players.Crossfade)}
            {Number("ownerPresses", "Share of songs in which the owner presses something", conditions.Players.OwnerPresses)}
            {Number("seed", "Seed of all these shares", conditions.Players.Seed)}
            </div>
            {Flag("newDeviceIds", "A device that was closed comes back with another id", conditions.Players.NewDeviceIds)}
            <p class="buttons"><button>Save players</button><button class="harm" name="profile" value="rude">As rude as the world</button><button class="quiet" name="profile" value="polite">Polite</button></p>
            </form>

            <h2>Faults</h2>
            {(
                conditions.Faults.Length + conditions.Rewrites.Length == 0
                    ? $"<p>None.</p>"
                    : (Html)$"<ul>{conditions.Faults.Select(Describe)}{conditions.Rewrites.Select(Describe)}</ul>"
            )}
            <div class="buttons">
            {FaultPresets.All.Select(preset =>
                (Html)
                    $"""<form method="post" action="/conditions/fault"><button class="quiet" name="preset" value="{preset.Key}">{preset.Value.Words}</button></form>"""
            )}
            {FaultPresets.Rewrites.Select(preset =>
                (Html)
                    $"""<form method="post" action="/conditions/fault"><button class="quiet" name="preset" value="{preset.Key}">{preset.Value.Words}</button></form>"""
            )}
            {Html.When(
                conditions.Faults.Length + conditions.Rewrites.Length > 0,
                $"""<form method="post" action="/conditions/faults/clear"><button>Take all faults away</button></form>"""
            )}
            </div>

            <h2>Clock</h2>
            <p>It is {world.Now:yyyy-MM-dd HH:mm:ss} UTC{Html.When(
                world.Clock.Advanced > TimeSpan.Zero,
                $", {world.Clock.Advanced:d\\.hh\\:mm\\:ss} ahead"
            )}.</p>
            <form method="post" action="/conditions/clock" class="buttons">
            <button class="quiet" name="seconds" value="60">A minute on</button>
            <button class="quiet" name="seconds" value="3600">An hour on</button>
            <button class="quiet" name="seconds" value="86400">A day on</button>
            </form>

            <h2>Start over</h2>
            <p>Brings back the people, playlists and conditions of the start, and forgets every consent.</p>
            <form method="post" action="/conditions/reset" class="buttons"><button class="harm">Reset everything</button></form>
            """
        );
    }

    private static Html Number(string name, string words, double? value) =>
        $"""<label><span>{words}</span><input type="number" min="0" step="any" name="{name}" value="{value}"></label>""";

    private static Html Choice(Renewal renewal, Renewal chosen) =>
        $"""
        <option value="{renewal}" {Html.When(renewal == chosen, $"selected")}>{renewal switch
        {
            Renewal.Never => "no refresh token: the old one goes on",
            Renewal.Same => "the same refresh token again",
            _ => "a new refresh token: the old one is dead",
        }}</option>
        """;

    private static Html Flag(string name, string words, bool isOn) =>
        $"""<label class="line"><input type="checkbox" name="{name}" {Html.When(isOn, $"checked")}><span>{words}</span></label>""";

    private static Html Describe(RewriteRule rule) =>
        $"""
            <li><code>{rule.Path ?? "**"}</code>{Html.When(rule.Person is not null, $" of {rule.Person}")}: {rule.List
                ?? "the answer"} {rule.Entry}
            {Html.When(rule.Share > 0, $"{rule.Share} of 100 broken, seed {rule.Seed}")}{Html.When(
                rule.Copy is not null,
                $"as {rule.Copy}"
            )}{rule.Whole}
            {rule.Members.Select(member => (Html)$"<code>{member.Key}: {member.Value}</code> ")}{Html.When(
                rule.Count is not null,
                $", {rule.Count} times"
            )}</li>
            """;

    private static Html Choice(ScopeShown shown, ScopeShown chosen) =>
        $"""
        <option value="{shown}" {Html.When(shown == chosen, $"selected")}>{shown switch
        {
            ScopeShown.Granted => "always",
            ScopeShown.Absent => "not at all",
            _ => "as an empty text",
        }}</option>
        """;

    private static Html Describe(FaultRule rule) =>
        $"""
            <li><code>{rule.Method ?? "any"} {rule.Path ?? "**"}</code>{Html.When(
                rule.Person is not null,
                $" of {rule.Person}"
            )}: {rule.Kind}
            {Html.When(
                rule.Kind is FaultKind.Status or FaultKind.Text or FaultKind.Html or FaultKind.Empty or FaultKind.Oauth,
                $" {rule.Status} {rule.Reason}"
            )}{Html.When(rule.Count is not null, $", {rule.Count} times")}{Html.When(rule.Probability < 1, $", {rule.Probability:P0}")}</li>
            """;
}
