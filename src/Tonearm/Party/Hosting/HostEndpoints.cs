using Microsoft.AspNetCore.Http.HttpResults;
using Tonearm.Party.Conductor;
using Tonearm.Party.Joining;
using Tonearm.Party.Rules;
using Tonearm.Party.Starts;
using Tonearm.Web;

namespace Tonearm.Party.Hosting;

/// <summary>
/// What only a host may do at a party. What it asks of the player is the conductor's to do: the answer says that it was heard.
/// </summary>
internal static class HostEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var party = ForHosts(routes);
        party.MapPost("start", Start).WithSummary("Music");
        party
            .MapPost("pause", (Guid id, HostStore store, CancellationToken cancellation) => Ask(id, Wish.Pause, null, store, cancellation))
            .WithSummary("The song stands still");
        party
            .MapPost(
                "resume",
                (Guid id, HostStore store, CancellationToken cancellation) => Ask(id, Wish.Resume, null, store, cancellation)
            )
            .WithSummary("The song goes on, and the party's music where something else played");
        party
            .MapPost(
                "next",
                (Guid id, HostStore store, CancellationToken cancellation, int? round = null) =>
                    Ask(id, Wish.Next, round, store, cancellation)
            )
            .WithSummary("The leader plays now; with the round that was seen, tapping twice skips one song");
        party
            .MapPost("look", (Guid id, HostStore store, CancellationToken cancellation) => Ask(id, Wish.Look, null, store, cancellation))
            .WithSummary("This is not what I hear");
        party
            .MapGet(
                "devices",
                async (Guid id, HostStore store, HostDevices devices, CancellationToken cancellation) =>
                    TypedResults.Ok(await devices.Of(await store.AccountOf(id, cancellation), cancellation))
            )
            .WithSummary("Where its music can play, and what plays now");
        party.MapPut("device", SetDevice).WithSummary("Where the music plays");
        party.MapPut("settings", SetSettings).WithSummary("Change what can be set");
        party.MapPost("playlist", ReadPlaylist).WithSummary("The playlist has changed in Spotify: read it again");
        party.MapDelete("ballot/{track}", TakeOff).WithSummary("Take a track off the ballot, for good");
        party.MapPost("end", End).WithSummary("The party is over");
        party.MapPost("leave", Leave).WithSummary("The page of the host is being closed");
        party.MapPost("keys", Issue).WithSummary("A link that makes one more device a host's, once");
        routes.MapPost("/api/party/key", Redeem).WithTags("Party").WithSummary("Spend such a key on this device");
    }

    /// <summary>What stands below a party and is its hosts' alone.</summary>
    public static RouteGroupBuilder ForHosts(IEndpointRouteBuilder routes) =>
        routes.MapGroup("/api/parties/{id:guid}").WithTags("Party").AddEndpointFilter(HostsOnly);

    /// <summary>The filter of whatever only a host of the party may ask.</summary>
    public static async ValueTask<object?> HostsOnly(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var party = Guid.Parse((string)http.GetRouteValue("id")!);
        return await http.RequestServices.GetRequiredService<HostCheck>().IsHost(http, party, http.RequestAborted) switch
        {
            null => TypedResults.NotFound(),
            false => Problem("Only the host of this party may do that.", StatusCodes.Status403Forbidden),
            true => await next(context),
        };
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> Ask(
        Guid id,
        Wish wish,
        int? round,
        HostStore store,
        CancellationToken cancellation
    ) =>
        await store.Ask(id, wish, round, cancellation)
            ? TypedResults.Accepted($"/api/parties/{id}")
            : Problem(round is null ? "This party is over." : "That song is over already.", StatusCodes.Status409Conflict);

    private static async Task<Results<Accepted, ProblemHttpResult>> Start(
        Guid id,
        HostStore store,
        StartStore starts,
        CancellationToken cancellation
    ) =>
        await starts.OtherIsOn(id, cancellation)
            ? Problem(StartEndpoints.OtherIsOn, StatusCodes.Status409Conflict)
            : await Ask(id, Wish.Start, null, store, cancellation);

    private static async Task<Results<Accepted, ProblemHttpResult>> SetDevice(
        Guid id,
        DeviceChoice choice,
        HostStore store,
        CancellationToken cancellation
    )
    {
        if (choice.DeviceId is not { Length: > 0 and <= 200 } device)
            return Problem("Choose a device.", StatusCodes.Status400BadRequest);
        return await store.SetDevice(id, device, DeviceName.Of(choice.Name), cancellation)
            ? TypedResults.Accepted($"/api/parties/{id}")
            : Over();
    }

    private static async Task<Results<NoContent, Ok<SettingsSaved>, ValidationProblem, ProblemHttpResult>> SetSettings(
        Guid id,
        PartySettings settings,
        HostStore store,
        CancellationToken cancellation
    )
    {
        if (SettingsRules.Problems(settings) is { Count: > 0 } problems)
            return TypedResults.ValidationProblem(problems, problems.First().Value[0]);
        return await store.SetSettings(id, settings, cancellation) switch
        {
            null => Over(),
            { Note: null } => TypedResults.NoContent(),
            var saved => TypedResults.Ok(saved),
        };
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> ReadPlaylist(
        Guid id,
        PlaylistReadingStore store,
        TimeProvider time,
        CancellationToken cancellation
    ) => await store.Ask(id, time.GetUtcNow(), cancellation) ? TypedResults.Accepted($"/api/parties/{id}") : Over();

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeOff(
        Guid id,
        string track,
        HostStore store,
        CancellationToken cancellation
    ) =>
        await store.TakeOff(id, track, cancellation) switch
        {
            TakenOff.Off => TypedResults.NoContent(),
            TakenOff.InQueue => Problem(
                "It waits in Spotify's queue already, where nobody can take it out. You can play the next song once it has begun.",
                StatusCodes.Status409Conflict
            ),
            _ => Problem("That track is not up for vote any more.", StatusCodes.Status409Conflict),
        };

    private static async Task<NoContent> End(Guid id, HostStore store, CancellationToken cancellation)
    {
        await store.End(id, cancellation);
        return TypedResults.NoContent();
    }

    /// <summary>A beacon: a browser sends it while it lets go of the page, with whatever body, and reads no answer.</summary>
    private static async Task<NoContent> Leave(Guid id, HttpContext context, GuestCookie cookie, HostStore store)
    {
        // The browser often closes the connection before the answer: the goodbye counts all the same.
        await store.SayGoodbye(id, cookie.Read(context), CancellationToken.None);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<HostKeyLink>> Issue(
        Guid id,
        HttpRequest request,
        HostKeys keys,
        PublicAddress address,
        CancellationToken cancellation
    )
    {
        var (secret, expiresAt) = await keys.Issue(id, cancellation);
        return TypedResults.Ok(new HostKeyLink(address.Of(request, $"/party/key/{secret}"), expiresAt));
    }

    private static async Task<Results<Ok<JoinAnswer>, ProblemHttpResult>> Redeem(
        HostKey key,
        HttpContext context,
        HostKeys keys,
        GuestCookie cookie,
        CancellationToken cancellation
    ) =>
        key.Secret is { Length: > 0 and < 100 } secret && await keys.Redeem(secret, cookie.ReadOrIssue(context), cancellation) is { } party
            ? TypedResults.Ok(new JoinAnswer(party))
            : Problem(
                "This link has been used already, or it is older than ten minutes. The host can show a new one.",
                StatusCodes.Status404NotFound
            );

    private static ProblemHttpResult Over() => Problem("This party is over.", StatusCodes.Status409Conflict);

    private static ProblemHttpResult Problem(string sentence, int status) => TypedResults.Problem(sentence, statusCode: status);
}
