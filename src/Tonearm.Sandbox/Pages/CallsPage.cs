using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Pages;

/// <summary>What apps asked: counts, and the last requests.</summary>
internal static class CallsPage
{
    public static IResult Show(Calls calls)
    {
        var report = calls.Report(null, null, null, null, 100, 0);
        return Page.Of(
            "Calls",
            $"""
            <h1>{HomePage.Count(report.Total, "call")}</h1>
            <p class="muted">At most {report.MostInFlight} at once.</p>
            {Html.When(report.Total > 0, $"""
            <form method="post" action="/calls/clear" class="buttons"><button class="quiet">Count anew</button></form>
            <div class="scroll" tabindex="0" role="region" aria-label="Calls by endpoint"><table>
            <thead><tr><th>Endpoint</th><th>Person</th><th class="number">Calls</th><th>Answers</th></tr></thead>
            <tbody>{report.Counts.Select(Line)}</tbody>
            </table></div>
            <h2>The last of them</h2>
            <div class="scroll" tabindex="0" role="region" aria-label="The last calls"><table>
            <thead><tr><th>When</th><th>Request</th><th>Person</th><th>Answer</th><th class="number">ms</th><th>Sent</th></tr></thead>
            <tbody>{report.Recent.Reverse().Select(Line)}</tbody>
            </table></div>
            """)}
            """
        );
    }

    public static IResult Clear(Calls calls)
    {
        calls.Clear();
        return Results.LocalRedirect("/calls");
    }

    private static Html Line(CallCount count) =>
        $"""
            <tr><td><code>{count.Endpoint}</code></td><td>{count.Person}</td><td class="number">{count.Count:N0}</td><td>{string.Join(
                ", ",
                count.Status.OrderBy(entry => entry.Key).Select(entry => $"{entry.Value:N0} × {Word(entry.Key)}")
            )}</td></tr>
            """;

    private static Html Line(Call call) =>
        $"""
            <tr><td>{call.At:HH:mm:ss}</td><td><code>{call.Method} {call.Path}{call.Query}</code></td><td>{call.Person}</td><td>{Word(
                call.Status
            )}{Html.When(call.Fault is not null, $" (fault)")}</td><td class="number">{call.Milliseconds:N0}</td><td dir="auto">{(
                call.Sent is { } sent ? sent.Text ?? $"{sent.Bytes:N0} bytes" : ""
            )}</td></tr>
            """;

    private static string Word(int status) => status == 0 ? "no answer" : $"{status}";
}
