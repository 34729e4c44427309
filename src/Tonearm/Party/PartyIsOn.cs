namespace Tonearm.Party;

/// <summary>Which parties are on: those that play, and those that were opened for now. One that is prepared waits for its time.</summary>
internal static class PartyIsOn
{
    /// <summary>SQL that is true of a party that is on.</summary>
    /// <param name="party">Its row.</param>
    public static string Sql(string party) => $"({party}.phase = 'live' or {party}.phase = 'lobby' and {party}.starts_at is null)";
}
