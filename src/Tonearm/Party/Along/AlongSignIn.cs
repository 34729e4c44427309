using Tonearm.Accounts;
using Tonearm.Party.Joining;
using Tonearm.Spotify;

namespace Tonearm.Party.Along;

/// <summary>Takes the account that a guest lends to play along: only from the browser of the guest who asked.</summary>
internal sealed class AlongSignIn(AlongStore store, GuestCookie cookie) : IBorrowsAccounts
{
    public async Task<bool> Awaits(HttpContext context, Loan loan, CancellationToken cancellation) =>
        cookie.Read(context) == loan.By && await store.Allows(loan.To, loan.By, cancellation) == AlongAllowed.Yes;

    public async Task<SignInFailure?> Take(Loan loan, Me me, Tokens tokens) =>
        await store.Lend(loan.To, loan.By, me, tokens) ? null : SignInFailure.PlaysTheMusic;
}
