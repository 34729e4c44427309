using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tonearm.Web;

namespace Tonearm.Tests.Web;

/// <summary>The shell of the pages on a real server, with no room in it but what a test puts there.</summary>
internal sealed class Shell : IAsyncDisposable
{
    private readonly WebApplication web;

    private Shell(WebApplication app)
    {
        web = app;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Client = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.None,
            }
        )
        {
            BaseAddress = Address,
        };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public static async Task<Shell> Start(
        Action<WebApplication>? map = null,
        string[]? pictures = null,
        params (string Key, string Value)[] configuration
    )
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(configuration.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)));
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddHealthChecks();
        builder.AddWeb(pictures ?? []);
        var app = builder.Build();
        app.UseWeb();
        app.MapWeb();
        app.MapGet("/api/hello", () => TypedResults.Ok("hello"));
        app.MapGet("/boom", string () => throw new InvalidOperationException("a secret detail"));
        app.MapGet("/api/boom", string () => throw new InvalidOperationException("a secret detail"));
        map?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app);
    }

    public Task<HttpResponseMessage> Ask(string path, params (string Name, string Value)[] headers) => Ask(HttpMethod.Get, path, headers);

    public async Task<HttpResponseMessage> Ask(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await web.StopAsync(TestContext.Current.CancellationToken);
        await web.DisposeAsync();
    }
}

internal static class Answers
{
    public static Task<string> Text(this HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    public static string Header(this HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : "";
}
