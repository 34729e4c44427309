namespace Tonearm.Party;

/// <summary>
/// The one way to touch a party: what raises its version also tells its phones, in one statement, so that neither is ever forgotten.
/// PostgreSQL tells when the transaction commits.
/// </summary>
internal static class PartyChange
{
    /// <summary>Of the change feed: a party may want its conductor now.</summary>
    public const string Due = "party";

    /// <summary>Of the change feed: a playlist is to be read.</summary>
    public const string Reading = "party-playlist";

    /// <summary>Of the change feed: what was played is to be saved.</summary>
    public const string Saving = "party-save";

    /// <summary>Of the change feed: somebody who plays along may be due.</summary>
    public const string Along = "party-along";

    /// <summary>Of the change feed: a device has said goodbye, or a television was taken off.</summary>
    public const string Goodbyes = "party-goodbye";

    /// <summary>
    /// In the set list of an update of <c>parties</c>: the conductor comes at once. Needs <c>@now</c>, and <see cref="Tell"/> of
    /// <see cref="Due"/>.
    /// </summary>
    public const string DueNow = "due_at = @now, asked = asked + 1";

    /// <summary>Of the change feed: this party is another than it was.</summary>
    public static string Topic(Guid party) => $"party:{party}";

    /// <summary>
    /// Changes parties so that phones see it. Its rows, where it is a part of a larger statement, are the <c>id</c> and new <c>version</c>
    /// of each.
    /// </summary>
    /// <param name="set">What else changes; null when that stands in other tables.</param>
    public static string Update(string? set, string where) =>
        $"update parties set {(set is null ? "" : $"{set}, ")}version = version + 1 where {where} returning id, version, pg_notify('tonearm', 'party:' || id || ' ' || version)";

    /// <summary>Tells phones of what stands in no version: who is there.</summary>
    /// <param name="party">SQL for its id.</param>
    public static string TellPhones(string party) => $"select pg_notify('tonearm', 'party:' || {party})";

    public static string Tell(string topic) => $"select pg_notify('tonearm', '{topic}')";
}
