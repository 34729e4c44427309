using System.Data.Common;
using System.IO.Compression;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;

namespace Tonearm.Web;

/// <summary>The shell around every room: what is true of each page and each answer, whoever gives it.</summary>
internal static class WebSetup
{
    public static void AddWeb(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        var services = builder.Services;
        services.AddOptions<WebOptions>().BindConfiguration(WebOptions.Section);
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<Bundle>();
        if (builder.Configuration["Spotify:StandIn"] is { } standIn) services.AddSingleton(new StandIn(standIn));
        services.AddScoped<Flash>();
        services.AddHttpContextAccessor();
        services.AddRazorComponents();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "tonearm-form";
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            antiforgery.Cookie.SameSite = SameSiteMode.Lax;
        });
        services.AddAuthentication();
        services.AddAuthorization();
        services.AddRateLimiter(limiter => limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests);
        services.AddOpenApi();
        services.AddSingleton(TimeProvider.System);
        services.AddProblemDetails();
        // Bad input is an answer in every environment, never an exception that only development shows.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = false);
        // A form may protect a thousand playlists at once.
        services.Configure<FormOptions>(form => form.ValueCountLimit = 8192);
        // Every script is written as it is: the pages are UTF-8, so only what HTML itself needs is escaped.
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new(UnicodeRanges.All));
        services.AddResponseCompression(compression => compression.EnableForHttps = true);
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<WebOptions>>((forwarded, web) => web.Value.Trust(forwarded));
    }

    /// <summary>To be called first: routing, sign-in and forms stand behind the headers, the error pages and the gate.</summary>
    public static void UseWeb(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<UnknownProxy>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseResponseCompression();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = StatusPages.Answer,
            StatusCodeSelector = error => error switch
            {
                BadHttpRequestException bad => bad.StatusCode,
                // Class 57: somebody stops PostgreSQL, or it is starting.
                DbException { IsTransient: true } or DbException { SqlState: ['5', '7', 'P', ..] } => StatusCodes.Status503ServiceUnavailable,
                _ => StatusCodes.Status500InternalServerError,
            },
        });
        app.UseStatusCodePages(status => StatusPages.Answer(status.HttpContext));
        app.UseMiddleware<OneName>();
        app.UseMiddleware<ApiGate>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseMiddleware<FormGate>();
        app.UseAntiforgery();
    }

    public static void MapWeb(this WebApplication app)
    {
        app.MapBundle();
        app.MapOpenApi();
        // Answered before the sign-in is looked at: that asks the database, and a process that lives must not seem dead without it.
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).ShortCircuit();
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") }).ShortCircuit();
        app.MapGet("/", () => Page.Of<StartPage>());
    }
}
