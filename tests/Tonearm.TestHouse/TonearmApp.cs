using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Tonearm.TestHouse;

/// <summary>
/// The real application on a real port, with a Sandbox process and a database of a real PostgreSQL, and a clock that the test moves.
/// Several on one database are its nodes.
/// </summary>
public sealed class TonearmApp : IAsyncDisposable
{
    private readonly Factory factory;

    private TonearmApp(Factory factory, SandboxProcess sandbox, string database)
    {
        this.factory = factory;
        Sandbox = sandbox;
        Database = database;
        Address = factory.ClientOptions.BaseAddress;
    }

    public Uri Address { get; }

    public SandboxProcess Sandbox { get; }

    /// <summary>The connection string.</summary>
    public string Database { get; }

    public TestClock Clock => factory.Clock;

    public LogBook Log => factory.Log;

    /// <summary>The application's own objects, for what has no address yet.</summary>
    public IServiceProvider Services => factory.Services;

    /// <param name="clock">That of another node or of the process before a restart; a new one otherwise.</param>
    /// <param name="settings">Configuration that replaces the usual one; null takes a setting away.</param>
    public static async Task<TonearmApp> Start(
        SandboxProcess sandbox,
        string database,
        TestClock? clock = null,
        params IEnumerable<(string Name, string? Value)> settings
    )
    {
        ArgumentNullException.ThrowIfNull(sandbox);
        var all = Settings(sandbox, database);
        foreach (var (name, value) in settings)
            all[name] = value;
        var built = new Factory(clock ?? new(), all);
        built.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        // Off the test's thread: the factory waits until the application has started.
        await Task.Run(built.StartServer);
        return new(built, sandbox, database);
    }

    /// <summary>What a process of ours is started with to be a node beside this one.</summary>
    public static Dictionary<string, string?> Settings(SandboxProcess sandbox, string database)
    {
        ArgumentNullException.ThrowIfNull(sandbox);
        return new()
        {
            ["ConnectionStrings:Tonearm"] = database,
            ["Sandbox:Enabled"] = "false",
            ["Sandbox:Url"] = sandbox.Url,
            ["DataFolder"] = TestFolder.Path,
        };
    }

    /// <summary>A browser of somebody who is not signed in yet.</summary>
    public Person Visitor() => new(this);

    /// <summary>Moves the application's time and the Sandbox's.</summary>
    public async Task Advance(TimeSpan by)
    {
        await Sandbox.Advance(by);
        Clock.Advance(by);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await factory.DisposeAsync();
        }
        catch (ObjectDisposedException)
        {
            // Told to stop, the program stops and clears up by itself; it may be done before the factory has stopped it, too.
        }
    }

    // Any public type of the application stands for it; Program is also the name of the Sandbox's.
    private sealed class Factory(TestClock clock, Dictionary<string, string?> settings) : WebApplicationFactory<Accounts.AccountInfo>
    {
        public TestClock Clock => clock;

        public LogBook Log { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            foreach (var (name, value) in settings)
                builder.UseSetting(name, value);
            builder.UseEnvironment("Production");
            builder.UseContentRoot(AppContext.BaseDirectory);
            builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log));
            builder.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        }
    }
}
