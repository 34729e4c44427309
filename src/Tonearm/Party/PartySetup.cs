using Tonearm.Party.Joining;

namespace Tonearm.Party;

/// <summary>The room picks the next song.</summary>
internal static class PartySetup
{
    public static void AddParty(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<PartyOptions>().BindConfiguration("Party");
        if (!builder.Configuration.GetValue("Party:Enabled", true)) return;

        var services = builder.Services;
        services.AddSingleton<GuestCookie>();
    }

    public static void MapParty(this WebApplication app)
    {
        if (!app.Configuration.GetValue("Party:Enabled", true)) return;
    }
}
