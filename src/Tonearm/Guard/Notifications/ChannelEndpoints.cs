using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Tonearm.Accounts;

namespace Tonearm.Guard.Notifications;

/// <summary>The channels for scripts: whatever their page does, with the owner's cookie.</summary>
internal static class ChannelEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/notifications/channels").RequireAuthorization().WithTags("Notifications");
        api.MapGet("", List).WithSummary("Where Guard tells you something; without the secrets");
        api.MapPost("", Add).WithSummary("Add a channel");
        api.MapPut("{id:guid}", Change).WithSummary("Change, pause or resume a channel; what is not said stays as it is");
        api.MapDelete("{id:guid}", Delete).WithSummary("Delete a channel, and what waits on it");
        api.MapPost("{id:guid}/test", Test).WithSummary("Send a test message, and say what came back");
    }

    private static async Task<Ok<ChannelInfo[]>> List(ClaimsPrincipal user, ChannelStore channels, CancellationToken cancellation) =>
        TypedResults.Ok<ChannelInfo[]>([.. (await channels.Of(user.Owner(), cancellation)).Select(ChannelInfo.Of)]);

    private static async Task<Results<Created<ChannelInfo>, ValidationProblem, ProblemHttpResult>> Add(
        ChannelChange change,
        ClaimsPrincipal user,
        ChannelStore channels,
        IEnumerable<IChannelKind> kinds,
        PublicConnections connections,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        if (kinds.FirstOrDefault(each => each.Slug == change.Kind) is not { } kind)
            return TypedResults.Problem(
                $"kind is one of {string.Join(", ", kinds.Select(each => each.Slug))}.",
                statusCode: StatusCodes.Status400BadRequest
            );
        var (channel, problems) = ChannelForm.Read(Guid.CreateVersion7(time.GetUtcNow()), kind, change, null, connections.AllowsPrivate);
        if (channel is null)
            return Wrong(problems);
        return await channels.Add(user.Owner(), channel, cancellation)
            ? TypedResults.Created($"/api/notifications/channels/{channel.Id}", ChannelInfo.Of(channel))
            : TypedResults.Problem(ChannelWords.TooMany, statusCode: StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<ChannelInfo>, ValidationProblem, NotFound>> Change(
        Guid id,
        ChannelChange change,
        ClaimsPrincipal user,
        ChannelStore channels,
        PublicConnections connections,
        CancellationToken cancellation
    )
    {
        if (await channels.Find(user.Owner(), id, cancellation) is not { } before)
            return TypedResults.NotFound();
        var (channel, problems) = ChannelForm.Read(id, before.Kind, change, before, connections.AllowsPrivate);
        if (channel is null)
            return Wrong(problems);
        await channels.Change(user.Owner(), channel, cancellation);
        return TypedResults.Ok(ChannelInfo.Of((await channels.Find(user.Owner(), id, cancellation)) ?? channel));
    }

    private static async Task<Results<NoContent, NotFound>> Delete(
        Guid id,
        ClaimsPrincipal user,
        ChannelStore channels,
        CancellationToken cancellation
    ) => await channels.Delete(user.Owner(), id, cancellation) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<Results<Ok<ChannelTestInfo>, NotFound>> Test(
        Guid id,
        ClaimsPrincipal user,
        ChannelTest test,
        CancellationToken cancellation
    ) =>
        await test.Run(user.Owner(), id, cancellation) is { } delivery
            ? TypedResults.Ok(new ChannelTestInfo(delivery.Result == DeliveryResult.Taken, delivery.Sentence))
            : TypedResults.NotFound();

    private static ValidationProblem Wrong(IDictionary<string, string[]> problems) =>
        TypedResults.ValidationProblem(problems, problems.First().Value[0]);
}
