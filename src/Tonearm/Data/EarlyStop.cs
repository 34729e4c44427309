using System.Runtime.InteropServices;

namespace Tonearm.Data;

/// <summary>
/// Hears Ctrl-C and SIGTERM from the first moment. The host hears them only once it starts; before, they would kill us and leave
/// the private server behind, or be taken by the Sandbox's host alone.
/// </summary>
internal sealed class EarlyStop : IHostedService, IDisposable
{
    private readonly PosixSignalRegistration[] signals;
    private volatile bool asked;
    private volatile bool started;
    private IHostApplicationLifetime? application;

    public EarlyStop() => signals = [Hear(PosixSignal.SIGINT), Hear(PosixSignal.SIGTERM)];

    public bool Asked => asked;

    /// <summary>Whether the application serves: what went wrong before is told by who started it.</summary>
    public bool HasStarted => started;

    /// <summary>Ends the application as soon as it has started, if it was asked to before.</summary>
    public EarlyStop For(IHostApplicationLifetime lifetime)
    {
        application = lifetime;
        return this;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        application?.ApplicationStarted.Register(() =>
        {
            started = true;
            if (Asked)
                application.StopApplication();
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var signal in signals)
            signal.Dispose();
    }

    private PosixSignalRegistration Hear(PosixSignal signal) =>
        PosixSignalRegistration.Create(
            signal,
            context =>
            {
                asked = true;
                context.Cancel = true;
            }
        );
}
