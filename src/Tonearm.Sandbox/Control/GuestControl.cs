using System.Text.Json.Serialization;
using Tonearm.Sandbox.Guests;

namespace Tonearm.Sandbox.Control;

/// <summary>Demo guests that vote in a party.</summary>
internal static class GuestControl
{
    private const int Most = 500;

    public static IResult Get(Crowd crowd) => ControlJson.Ok(crowd.State);

    public static IResult Send(Invitation asked, Crowd crowd)
    {
        if (PartyAddress.Read(asked.Address, asked.Code, out var problem) is not { } party)
            return ControlJson.Wrong(problem!);
        if (asked.Guests is < 1 or > Most)
            return ControlJson.Wrong($"1 to {Most} guests.");
        if (asked.EverySeconds is not (>= 0.01 and <= 3600))
            return ControlJson.Wrong("everySeconds is 0.01 to 3600.");
        return ControlJson.Ok(crowd.Send(party, asked.Guests, TimeSpan.FromSeconds(asked.EverySeconds)));
    }

    public static IResult SendHome(Crowd crowd)
    {
        crowd.SendHome();
        return ControlJson.Ok(crowd.State);
    }

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record Invitation(string? Address, string? Code, int Guests = 20, double EverySeconds = 5);
}
