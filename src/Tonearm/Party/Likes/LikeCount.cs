namespace Tonearm.Party.Likes;

/// <summary>SQL that counts likes, for all who ask: those of guests whom the host keeps from counting are left out.</summary>
internal static class LikeCount
{
    /// <summary>Which rows of <c>party_likes</c> count.</summary>
    public const string Counts = "counts";

    /// <param name="party">SQL for the party's id.</param>
    /// <param name="place">SQL for the track's place.</param>
    public static string Of(string party, string place) =>
        $"(select count(*)::int from party_likes mark where mark.party_id = {party} and mark.place = {place} and mark.{Counts})";
}
