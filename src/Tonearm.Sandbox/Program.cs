using Tonearm.Sandbox;
using Tonearm.Sandbox.Names;

var builder = WebApplication.CreateSlimBuilder(args);
var options = SandboxOptions.From(builder.Configuration);
if (builder.Configuration["urls"] is null)
    builder.WebHost.UseUrls(options.Url);
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning); // A parent process that does not read our output must not block us.
builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Critical); // Half a body is meant, not an error.
builder.WebHost.UseSpotifyNames(options);
builder.Services.AddSandbox(options);
var app = builder.Build();
app.MapSandbox();
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"The Sandbox listens on {string.Join(", ", app.Urls)}"));
await app.RunAsync();
