using System.Data.Common;
using System.IO.Compression;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;

namespace Tonearm.Web;

/// <summary>The shell around every room: what is true of each page and each answer, whoever gives it.</summary>
internal static class WebSetup
{
    /// <param name="pictures">Where the pictures on our pages come from besides ourselves.</param>
    /// <param name="standIn">The address of what stands in for the service our pages talk about; null with the real one.</param>
    public static void AddWeb(this WebApplicationBuilder builder, IReadOnlyList<string> pictures, string? standIn = null)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = TextLimits.BodyBytes;
        });

        var services = builder.Services;
        services.AddOptions<WebOptions>().BindConfiguration(WebOptions.Section);
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<Bundle>();
        services.AddSingleton(new PictureOrigins(pictures));
        if (standIn is not null)
            services.AddSingleton(new StandIn(standIn));
        services.AddScoped<Flash>().AddSingleton<CookieCheck>();
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
        services.AddOpenApi();
        services.AddSingleton(TimeProvider.System);
        services.AddProblemDetails();
        // Bad input is an answer in every environment: the exception carries why, and the handler below says it.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.PostConfigure<Microsoft.AspNetCore.Http.Json.JsonOptions>(json =>
            json.SerializerOptions.TypeInfoResolver = (
                json.SerializerOptions.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()
            ).WithAddedModifier(RequestText.Apply)
        );
        // A form may protect ten thousand playlists at once, with three values each.
        services.Configure<FormOptions>(form => form.ValueCountLimit = 32_768);
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
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandler = StatusPages.Answer,
                // The lease and the change feed log that PostgreSQL is away; a stack trace for each request would bury that.
                SuppressDiagnosticsCallback = answered => answered.Exception is BadHttpRequestException || IsAway(answered.Exception),
                StatusCodeSelector = error =>
                    error switch
                    {
                        BadHttpRequestException bad => bad.StatusCode,
                        _ when IsAway(error) => StatusCodes.Status503ServiceUnavailable,
                        _ => StatusCodes.Status500InternalServerError,
                    },
            }
        );
        app.UseStatusCodePages(status => StatusPages.Answer(status.HttpContext));
        app.UseMiddleware<RequestGate>();
        app.UseMiddleware<LocalhostRedirect>();
        app.UseMiddleware<ApiGate>();
        app.UseRoutingWithHead();
        app.UseMiddleware<LinkPreviews>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<FormGate>();
        app.UseAntiforgery();
    }

    /// <summary>Whether PostgreSQL cannot be reached, or (class 57) somebody stops it or it is starting.</summary>
    private static bool IsAway(Exception error) =>
        error is DbException { IsTransient: true } or DbException { SqlState: ['5', '7', 'P', ..] };

    public static void MapWeb(this WebApplication app)
    {
        app.MapBundle();
        app.MapManifest();
        app.MapOpenApi();
        // Answered before the sign-in is looked at: that asks the database, and a process that lives must not seem dead without it.
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).ShortCircuit();
        app.MapHealthChecks(
                "/health/ready",
                new() { Predicate = check => check.Tags.Contains("ready"), ResponseWriter = HealthAnswer.Write }
            )
            .ShortCircuit();
        app.MapGet("/", IResult () => Page.Of<StartPage>());
        CookieCheck.Map(app);
    }
}
