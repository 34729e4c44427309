using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tonearm.Tests.Guard.Notifications;

/// <summary>What stands at the other end of a channel: it keeps what it gets, and answers as it is told, else that all is well.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<Received> received = Channel.CreateUnbounded<Received>();
    private readonly ConcurrentQueue<Func<HttpContext, Task>> answers = [];

    private Receiver(WebApplication app) => this.app = app;

    public Uri Address { get; private set; } = null!;

    /// <summary>All it has got.</summary>
    public ConcurrentQueue<Received> All { get; } = [];

    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver.app.Run(receiver.Take);
        await receiver.app.StartAsync();
        receiver.Address = new(
            receiver.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()
        );
        return receiver;
    }

    public string At(string path) => new Uri(Address, path).ToString();

    /// <summary>The next answer that has not been given; those that follow wait behind it.</summary>
    public void Answers(Func<HttpContext, Task> answer) => answers.Enqueue(answer);

    public void Answers(int status, string body = "", params (string Name, string Value)[] headers) =>
        Answers(async context =>
        {
            context.Response.StatusCode = status;
            foreach (var (name, value) in headers)
                context.Response.Headers[name] = value;
            await context.Response.WriteAsync(body);
        });

    /// <summary>The next message, as soon as it is there.</summary>
    public async Task<Received> Next(CancellationToken cancellation) => await received.Reader.ReadAsync(cancellation);

    /// <summary>Whether anything has come that nobody has looked at.</summary>
    public bool IsQuiet => !received.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task Take(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var got = new Received(
            context.Request.Path,
            await reader.ReadToEndAsync(),
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)
        );
        All.Enqueue(got);
        received.Writer.TryWrite(got);
        if (answers.TryDequeue(out var answer))
            await answer(context);
    }
}

/// <summary>One request.</summary>
internal sealed record Received(string Path, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string Id => Headers["webhook-id"];
}
