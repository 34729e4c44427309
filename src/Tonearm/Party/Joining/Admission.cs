using Tonearm.Accounts;
using Tonearm.Party.Guests;
using Tonearm.Web;

namespace Tonearm.Party.Joining;

/// <summary>The way into a party, by its code or by the secret that its QR code carries. Coming twice is the same as coming once.</summary>
internal sealed class Admission(GuestCookie cookie, JoinLimits limits, JoinStore store, GuestStore guests)
{
    /// <summary>Tries a code; what fails is counted.</summary>
    public async Task<Entry> ByCode(HttpContext context, string code, CancellationToken cancellation)
    {
        var (device, address) = (cookie.Read(context), AddressBlocks.Of(context.Connection.RemoteIpAddress));
        using var turn = await limits.Turn(address, cancellation);
        var wait = limits.Wait(device, address);
        // A device that is a guest already is not guessing, so the limit of its address does not hold it up.
        var party = wait is null || device is not null ? await store.Find(code, null, device, cancellation) : null;
        if (wait is { } enough && party is not { Inside: true })
            return new Entry.TooManyTries(enough);
        if (party is not null)
            return await Enter(context, party, address, cancellation);
        limits.Failed(device, address);
        // From now on its failures are its own, not those of everybody at this address.
        cookie.ReadOrIssue(context);
        return new Entry.Unknown();
    }

    /// <summary>A secret is too long to guess, so nothing is counted.</summary>
    public async Task<Entry> BySecret(HttpContext context, string secret, CancellationToken cancellation) =>
        await store.Find(null, secret, cookie.Read(context), cancellation) is { } party
            ? await Enter(context, party, AddressBlocks.Of(context.Connection.RemoteIpAddress), cancellation)
            : new Entry.Unknown();

    private async Task<Entry> Enter(HttpContext context, FoundParty party, string[] address, CancellationToken cancellation)
    {
        if (party.Ended)
            return new Entry.Ended(party.Id);
        if (party.Away == "blocked")
            return new Entry.Blocked();
        if (!party.Inside && limits.Newcomer(party.Id, address) is { } wait)
        {
            await store.TellOfCrowd(party.Id, cancellation);
            return new Entry.Crowded(wait);
        }

        var guest = cookie.ReadOrIssue(context);
        if (party.Away is not null)
            await guests.ComeBack(party.Id, guest, cancellation);
        else if (!party.Inside)
            await store.Enter(party.Id, guest, context.User.OwnerOrNull(), cancellation);
        return new Entry.In(party.Id);
    }
}

/// <summary>What somebody who wants in is told.</summary>
internal abstract record Entry
{
    public sealed record In(Guid Party) : Entry;

    public sealed record Unknown : Entry;

    public sealed record Ended(Guid Party) : Entry;

    public sealed record TooManyTries(TimeSpan Wait) : Entry;

    /// <summary>The host does not want this device at the party.</summary>
    public sealed record Blocked : Entry;

    /// <summary>Too many new guests at once from one address.</summary>
    public sealed record Crowded(TimeSpan Wait) : Entry;
}
