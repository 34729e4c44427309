using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Party.Hosting;
using Tonearm.Party.Suggestions;

namespace Tonearm.Party.Guests;

/// <summary>
/// Keeps which devices a host has muted, removed or blocked. What such a device has liked and asked for stays in its rows and does not
/// count, so taking it back is as short as doing it. Its lines are cut on all nodes, as after a goodbye: the page asks anew, and is told
/// how things are now.
/// </summary>
internal sealed class GuestStore(NpgsqlDataSource database, HostStore hosts, TimeProvider time)
{
    /// <param name="guest">Its number at this party.</param>
    /// <param name="own">The device that asks, which is a host's.</param>
    public async Task<GuestVerdict> Do(Guid party, int guest, GuestDeed deed, Guid? own, CancellationToken cancellation)
    {
        var verdict = GuestVerdict.Over;
        await hosts.Locked(
            party,
            async (connection, now) =>
            {
                var found = await connection.QuerySingleOrDefaultAsync<FoundGuest>(
                    """
                    select guest_id, host or owner or guest_id = @own as hosts from party_guests
                    where party_id = @party and number = @guest
                    """,
                    new
                    {
                        party,
                        guest,
                        own = own ?? Guid.Empty,
                    },
                    cancellation
                );
                verdict =
                    found is null ? GuestVerdict.Unknown
                    : found.Hosts ? GuestVerdict.Host
                    : GuestVerdict.Done;
                return verdict == GuestVerdict.Done
                    && await Change(connection, party, found!.GuestId, deed, HostStore.HostIsHere, now, cancellation);
            },
            cancellation
        );
        return verdict;
    }

    /// <summary>A device that was removed has come in again; one that is blocked does not.</summary>
    public async Task ComeBack(Guid party, Guid device, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync("select from parties where id = @party for update", new { party }, cancellation);
        await Change(connection, party, device, GuestDeed.LetIn, PartyChange.DueNow, time.GetUtcNow(), cancellation);
        await connection.ExecuteAsync(PartyChange.Tell(PartyChange.Due), null, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <param name="set">What else changes of the party.</param>
    /// <returns>False when it was so already.</returns>
    private static async Task<bool> Change(
        NpgsqlConnection connection,
        Guid party,
        Guid device,
        GuestDeed deed,
        string set,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var (muted, putOut) = deed switch
        {
            GuestDeed.Mute => ("true", "put_out"),
            GuestDeed.Unmute => ("false", "put_out"),
            GuestDeed.Remove => ("muted", "'removed'"),
            GuestDeed.LetIn => ("muted", "nullif(put_out, 'removed')"),
            GuestDeed.Block => ("muted", "'blocked'"),
            _ => ("muted", "nullif(put_out, 'blocked')"),
        };
        var ids = new
        {
            party,
            device,
            now,
        };
        var changed = await connection.ExecuteAsync(
            $"""
            update party_guests set muted = {muted}, put_out = {putOut}, goodbyes = goodbyes + 1
            where party_id = @party and guest_id = @device and (muted, put_out) is distinct from ({muted}, {putOut})
            """,
            ids,
            cancellation
        );
        if (changed == 0)
            return false;
        await connection.ExecuteAsync(
            $"{PartyChange.Update(set, "id = @party")}; {PartyChange.Tell(PartyChange.Goodbyes)}",
            ids,
            cancellation
        );
        if (
            await connection.ExecuteScalarAsync<bool>(
                """
                select exists (select from party_suggestions where party_id = @party and guest_id = @device and state in ('asked', 'line'))
                """,
                ids,
                cancellation
            )
        )
            await SuggestionStore.Changed(connection, party, now, cancellation);
        return true;
    }

    private sealed record FoundGuest(Guid GuestId, bool Hosts);
}

/// <summary>What a host does to a device, and how each is taken back.</summary>
internal enum GuestDeed
{
    Mute,
    Unmute,
    Remove,
    LetIn,
    Block,
    Unblock,
}

internal enum GuestVerdict
{
    Done,

    /// <summary>The party has no guest of that number.</summary>
    Unknown,

    /// <summary>It hosts.</summary>
    Host,

    /// <summary>The party has ended.</summary>
    Over,
}
