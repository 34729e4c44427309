using Tonearm.Data;

var builder = WebApplication.CreateBuilder(args);
await using var postgres = await builder.AddPrivateServer(database: "tonearm");
var app = builder.Build();
await app.RunAsync();
