using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tonearm.Party;
using Tonearm.Party.Suggestions;

namespace Tonearm.Tests.Party.Suggestions;

/// <summary>A party at which guests may ask for songs.</summary>
public abstract class SuggestionSlice(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    internal static readonly PartySettings OpenToAll = new(Suggest: new(Approval: false));
    internal static readonly PartySettings WithApproval = new(Suggest: new());

    private static Uri Path(Guid party, string rest) => new($"/api/parties/{party}/{rest}", UriKind.Relative);

    private protected static async Task<SearchAnswer> Search(Guest guest, Guid party, string words = "")
    {
        using var answer = await guest.Send(HttpMethod.Get, Path(party, $"search?q={Uri.EscapeDataString(words)}").OriginalString);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
        return (await answer.Content.ReadFromJsonAsync<SearchAnswer>(Cancel))!;
    }

    private protected static Task<HttpResponseMessage> TryAsk(Guest guest, Guid party, string track) =>
        guest.Send(HttpMethod.Post, Path(party, "suggestions").OriginalString, JsonContent.Create(new SuggestionRequest(track)));

    private protected static async Task<SuggestionAnswer> Ask(Guest guest, Guid party, string track)
    {
        using var answer = await TryAsk(guest, party, track);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Cancel));
        return (await answer.Content.ReadFromJsonAsync<SuggestionAnswer>(Cancel))!;
    }

    /// <returns>The code of the reason for which it cannot be asked for.</returns>
    private protected static async Task<string> AskInVain(Guest guest, Guid party, string track)
    {
        using var answer = await TryAsk(guest, party, track);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>(Cancel))!["why"]!;
    }

    private protected static Task<HttpResponseMessage> TryTakeBack(Guest guest, Guid party, string track) =>
        guest.Send(HttpMethod.Delete, Path(party, $"suggestions/{track}").OriginalString);

    private protected static async Task<SuggestionsView> Line(Guest guest, Guid party)
    {
        using var answer = await guest.Send(HttpMethod.Get, Path(party, "suggestions").OriginalString);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
        return (await answer.Content.ReadFromJsonAsync<SuggestionsView>(Cancel))!;
    }

    private protected static async Task<SuggestionsView> Line(Person host, Guid party) =>
        (await host.Http.GetFromJsonAsync<SuggestionsView>(Path(party, "suggestions"), Cancel))!;

    private protected static async Task Say(Person host, Guid party, string track, bool yes)
    {
        using var answer = await host.Send(
            yes ? HttpMethod.Post : HttpMethod.Delete,
            $"/api/parties/{party}/suggestions/{track}{(yes ? "/approve" : "")}"
        );
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private protected static async Task Set(Person host, Guid party, PartySettings settings)
    {
        using var answer = await host.Send(HttpMethod.Put, $"/api/parties/{party}/settings", settings);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>Songs of the playlist that anybody could ask for.</summary>
    private protected static async Task<string[]> Free(Guest guest, Guid party) =>
        [.. (await Search(guest, party)).Playlist.Where(song => song.Why is null).Select(song => song.Track.Id)];

    private protected async Task<Guest> GuestAt(Guid party) => await Guest.In(App, await Rows(party));
}
