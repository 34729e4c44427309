using Tonearm.Sandbox.Pages;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Accounts;

internal static class AuthorizePage
{
    public static IResult Problem(string problem) => Page.Of("Sign in", $"<h1>This app cannot sign you in</h1><p>{problem}</p>", 400);

    public static IResult Ask(AuthorizeRequest request, Person[] people, Person? remembered, IQueryCollection query) =>
        Page.Of(
            "Sign in",
            $"""
            <h1>Who are you?</h1>
            <p><code>{request.ClientId}</code> asks for access to an account.</p>
            <form method="post" action="/authorize">
            {query.Select(Hidden)}
            <fieldset><legend>Sign in as</legend>
            {people.Select((person, index) => Choice(person, remembered is null ? index == 0 : person == remembered))}
            </fieldset>
            <h2>It may</h2>
            <ul>{request.Scopes.DefaultIfEmpty("see who you are").Select(Scope)}</ul>
            <p class="buttons"><button name="decision" value="agree">Agree</button><button name="decision" value="cancel" class="quiet">Cancel</button></p>
            </form>
            """
        );

    private static Html Hidden(KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues> field) =>
        $"""<input type="hidden" name="{field.Key}" value="{field.Value}">""";

    private static Html Scope(string scope) => $"<li>{scope}</li>";

    private static Html Choice(Person person, bool chosen) =>
        $"""
            <label class="person"><input type="radio" name="person" value="{person.Id}" {Html.When(
                chosen,
                $"checked"
            )}><span><strong>{person.Name}</strong><small>{person.About} · {HomePage.Count(
                person.Library.Count,
                "playlist"
            )}</small></span></label>
            """;
}
