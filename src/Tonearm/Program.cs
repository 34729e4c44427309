using Tonearm.Data;
using Tonearm.Spotify;
using Tonearm.Web;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
await using var postgres = await builder.AddPrivateServer(database: "tonearm");
builder.AddData();
builder.AddSpotify();
builder.AddWeb();

var app = builder.Build();
app.UseWeb();
app.MapWeb();
await app.RunAsync();
