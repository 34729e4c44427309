using Tonearm;
using Tonearm.Accounts;
using Tonearm.Data;
using Tonearm.Guard;
using Tonearm.Party;
using Tonearm.Sandbox;
using Tonearm.Spotify;
using Tonearm.Web;

try
{
    var builder = WebApplication.CreateBuilder(args);
    var configuration = builder.Configuration;
    if (args is [CheckCommand.Name, ..])
        return await CheckCommand.Run(configuration, Console.Out, CancellationToken.None);
    Settings.MustBeRight(configuration);
    var spotify = configuration.IsDemo() ? SpotifyKind.Sandbox : SpotifyKind.Real;
    await using var postgres = await builder.AddPrivateServer(spotify.Database);
    await using var sandbox =
        configuration.IsDemo() && configuration.GetValue("Sandbox:Enabled", true)
            ? await SandboxHost.Start(SandboxOptions.From(configuration))
            : null;
    if (configuration.IsDemo())
        configuration.UseStandIn(sandbox?.Url ?? SandboxOptions.From(configuration).Url, SandboxOptions.DemoQuota);

    builder.AddData(spotify);
    builder.AddSpotify();
    builder.AddAccounts();
    builder.AddGuard();
    builder.AddParty();
    builder.AddWeb([.. SpotifyOptions.From(configuration).PictureHosts.Select(host => host.Origin)], configuration.StandIn());

    var app = builder.Build();
    await app.StartData();
    app.UseWeb();
    app.MapWeb();
    app.MapAccounts();
    app.MapGuard();
    app.MapParty();
    await app.RunInOrder();
    return postgres?.Lost is { } lost ? throw lost : 0;
}
catch (Exception exception) when (StartException.Sentence(exception) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}
