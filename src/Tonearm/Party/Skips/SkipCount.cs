namespace Tonearm.Party.Skips;

/// <summary>
/// SQL that counts who wants the next song, for all who ask: of those who are here, by the presence that all nodes keep up, and whom the
/// host lets count.
/// </summary>
internal static class SkipCount
{
    /// <param name="party">SQL for the party's id.</param>
    public static string Wants(string party) =>
        $"""
            (select count(*)::int from party_skips skip where skip.party_id = {party} and exists (select from party_presence here
              where here.party_id = skip.party_id and here.until > now() and skip.guest_id = any(here.devices))
              and skip.guest_id <> all({Held(party)}))
            """;

    /// <param name="party">SQL for the party's id.</param>
    public static string Present(string party) =>
        $"""
            (select count(distinct device)::int from party_presence here, unnest(here.devices) device
              where here.party_id = {party} and here.until > now() and device <> all({Held(party)}))
            """;

    private static string Held(string party) =>
        $"array(select held.guest_id from party_guests held where held.party_id = {party} and not held.counts)";
}
