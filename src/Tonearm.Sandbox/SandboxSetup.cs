using Microsoft.AspNetCore.Http.Json;
using Tonearm.Sandbox.Accounts;
using Tonearm.Sandbox.Api;
using Tonearm.Sandbox.Control;
using Tonearm.Sandbox.Guests;
using Tonearm.Sandbox.Images;
using Tonearm.Sandbox.Names;
using Tonearm.Sandbox.Pages;
using Tonearm.Sandbox.State;
using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox;

/// <summary>Spotify in two lines, for a host of any kind.</summary>
public static class SandboxSetup
{
    public static IServiceCollection AddSandbox(this IServiceCollection services, SandboxOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.AddRouting();
        services.AddSingleton(options);
        services.AddSingleton(new SandboxClock(time ?? TimeProvider.System, options.ClockOrigin, options.ClockSpeed));
        services.AddSingleton<World>();
        services.AddSingleton<Calls>();
        services.AddSingleton<Breakpoints>();
        services.AddSingleton<RollingLimit>();
        services.AddSingleton<Crowd>();
        services.AddSingleton<Gate>();
        services.Configure<JsonOptions>(json =>
            json.SerializerOptions.Converters.Add(
                new System.Text.Json.Serialization.JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.CamelCase)
            )
        );
        return services;
    }

    public static void MapSandbox(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var gate = app.Services.GetRequiredService<Gate>();
        var breakpoints = app.Services.GetRequiredService<Breakpoints>();
        app.Lifetime.ApplicationStopping.Register(breakpoints.ReleaseAll);
        app.Lifetime.ApplicationStopping.Register(app.Services.GetRequiredService<Crowd>().SendHome);
        app.Use((http, next) => SpotifyNames.Is(http.Request.Host) && !SpotifyNames.Has(http.Request) ? gate.Stray(http) : next(http));
        app.UseRouting();
        app.Use(
            (http, next) =>
            {
                if (IsProgram(http) || !PagesSetup.IsForeignWrite(http.Request))
                    return next(http);
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            }
        );
        app.UseWhen(
            IsProgram,
            programs =>
            {
                programs.Use(CrossOrigin.Allow);
                programs.Use(gate.Pass);
            }
        );
        app.MapAuthorize();
        app.MapToken();
        app.MapApi();
        app.MapImages();
        app.MapControl();
        app.MapPages();
    }

    private static bool IsProgram(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/v1") || http.Request.Path.StartsWithSegments("/api/token");
}
