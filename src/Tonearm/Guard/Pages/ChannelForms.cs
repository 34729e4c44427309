using System.Security.Claims;
using Tonearm.Accounts;
using Tonearm.Guard.Notifications;
using Tonearm.Web;

namespace Tonearm.Guard.Pages;

/// <summary>The pages on which an owner says where Guard tells them something.</summary>
internal static class ChannelForms
{
    private const string Page = "/guard/notifications";

    public static void Map(IEndpointRouteBuilder guard)
    {
        var pages = guard.MapGroup("notifications");
        pages.MapGet("", List);
        pages.MapGet("new/{kind}", New);
        pages.MapPost("new/{kind}", Add);
        pages.MapGet("{id:guid}", One);
        pages.MapPost("{id:guid}", Change);
        pages.MapPost("{id:guid}/test", Test);
        pages.MapPost("{id:guid}/pause", Pause);
        pages.MapPost("{id:guid}/delete", Delete);
    }

    private static async Task<IResult> List(
        ClaimsPrincipal user,
        ChannelStore channels,
        IEnumerable<IChannelKind> kinds,
        TimeProvider time,
        CancellationToken cancellation
    ) =>
        Web.Page.Of<ChannelsPage>(
            new
            {
                View = new ChannelsView(
                    [.. (await channels.Of(user.Owner(), cancellation)).Select(ChannelCard.Of)],
                    [.. kinds.Select(kind => new ChannelChoice(kind.Slug, kind.Name, kind.About))],
                    time.GetUtcNow()
                ),
            }
        );

    private static IResult New(string kind, IEnumerable<IChannelKind> kinds) =>
        kinds.FirstOrDefault(each => each.Slug == kind) is { } known ? Form(ChannelView.Of(known, null)) : TypedResults.NotFound();

    private static async Task<IResult> One(Guid id, ClaimsPrincipal user, ChannelStore channels, CancellationToken cancellation) =>
        await channels.Find(user.Owner(), id, cancellation) is { } channel
            ? Form(ChannelView.Of(channel.Kind, channel))
            : TypedResults.NotFound();

    private static async Task<IResult> Add(
        string kind,
        HttpRequest request,
        ClaimsPrincipal user,
        ChannelStore channels,
        IEnumerable<IChannelKind> kinds,
        PublicConnections connections,
        Flash flash,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        if (kinds.FirstOrDefault(each => each.Slug == kind) is not { } known)
            return TypedResults.NotFound();
        var typed = Typed(await request.ReadFormAsync(cancellation));
        var (channel, problems) = ChannelForm.Read(Guid.CreateVersion7(time.GetUtcNow()), known, typed, null, connections.AllowsPrivate);
        if (channel is null)
            return Form(ChannelView.Of(known, null, typed, problems), StatusCodes.Status400BadRequest);
        if (await channels.Add(user.Owner(), channel, cancellation))
            flash.Say(Tone.Good, $"{known.Name} is added. Send a test to see that it arrives.");
        else
            flash.Say(Tone.Care, ChannelWords.TooMany);
        return TypedResults.LocalRedirect(Page);
    }

    private static async Task<IResult> Change(
        Guid id,
        HttpRequest request,
        ClaimsPrincipal user,
        ChannelStore channels,
        PublicConnections connections,
        Flash flash,
        CancellationToken cancellation
    )
    {
        if (await channels.Find(user.Owner(), id, cancellation) is not { } before)
            return TypedResults.NotFound();
        var typed = Typed(await request.ReadFormAsync(cancellation));
        var (channel, problems) = ChannelForm.Read(id, before.Kind, typed, before, connections.AllowsPrivate);
        if (channel is null)
            return Form(ChannelView.Of(before.Kind, before, typed, problems), StatusCodes.Status400BadRequest);
        await channels.Change(user.Owner(), channel, cancellation);
        flash.Say(Tone.Good, $"{before.Kind.Name} is saved.");
        return TypedResults.LocalRedirect(Page);
    }

    private static async Task<IResult> Test(Guid id, ClaimsPrincipal user, ChannelTest test, Flash flash, CancellationToken cancellation)
    {
        if (await test.Run(user.Owner(), id, cancellation) is not { } delivery)
            return TypedResults.NotFound();
        if (delivery.Result == DeliveryResult.Taken)
            flash.Say(Tone.Good, $"The test is on its way: {delivery.Sentence}");
        else
            flash.Say(Tone.Bad, $"The test was not taken. {delivery.Sentence}");
        return TypedResults.LocalRedirect(Page);
    }

    private static async Task<IResult> Pause(
        Guid id,
        ClaimsPrincipal user,
        ChannelStore channels,
        Flash flash,
        CancellationToken cancellation
    )
    {
        if (await channels.Find(user.Owner(), id, cancellation) is not { } channel)
            return TypedResults.NotFound();
        await channels.Change(user.Owner(), channel with { Paused = !channel.Paused }, cancellation);
        flash.Say(
            Tone.Good,
            channel.Paused ? $"{channel.Kind.Name} goes on." : $"{channel.Kind.Name} is paused. What happens meanwhile is not sent later."
        );
        return TypedResults.LocalRedirect(Page);
    }

    private static async Task<IResult> Delete(
        Guid id,
        ClaimsPrincipal user,
        ChannelStore channels,
        Flash flash,
        CancellationToken cancellation
    )
    {
        if (!await channels.Delete(user.Owner(), id, cancellation))
            return TypedResults.NotFound();
        flash.Say(Tone.Good, "The channel is deleted, and its secrets with it.");
        return TypedResults.LocalRedirect(Page);
    }

    private static Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<ChannelPage> Form(
        ChannelView view,
        int status = StatusCodes.Status200OK
    ) => Web.Page.Of<ChannelPage>(new { View = view }, status);

    private static ChannelChange Typed(IFormCollection form) =>
        new(
            Url: form["url"],
            Secret: form["secret"],
            Server: form["server"],
            Topic: form["topic"],
            Token: form["token"],
            Key: form["key"],
            Urls: form["urls"],
            Host: form["host"],
            Port: form["port"],
            Security: form["security"],
            User: form["user"],
            Password: form["password"],
            From: form["from"],
            To: form["to"],
            Tells: [.. form["tells"].OfType<string>()],
            QuietFrom: form["quietFrom"],
            QuietTo: form["quietTo"],
            Zone: form["zone"],
            Weekly: form["weekly"] == "true"
        );
}
