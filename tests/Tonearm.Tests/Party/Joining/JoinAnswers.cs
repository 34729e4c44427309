using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Tonearm.Tests.Party.Joining;

internal static class JoinAnswers
{
    /// <summary>Why somebody is not let in, who is told so in a sentence.</summary>
    public static async Task<(HttpStatusCode Status, string? Reason)> Told(this HttpResponseMessage answer)
    {
        var problem = await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken);
        Assert.EndsWith(".", (string)problem!["detail"]!, StringComparison.Ordinal);
        return (answer.StatusCode, (string?)problem["reason"]);
    }
}
