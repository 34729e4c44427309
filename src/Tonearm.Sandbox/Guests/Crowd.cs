using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Guests;

/// <summary>Demo guests at one party, each on its own phone, until it ends or they are sent home.</summary>
internal sealed class Crowd(SandboxClock clock) : IAsyncDisposable
{
    /// <summary>A guest whose requests fail so often in a row stops.</summary>
    private const int Patience = 20;

    private readonly Lock gate = new();
    private CancellationTokenSource home = new();
    private Task party = Task.CompletedTask;
    private CrowdState state = new(null, null, 0, 0, 0, 0);

    public CrowdState State
    {
        get
        {
            lock (gate)
                return state;
        }
    }

    /// <summary>Sends guests to this party, and those of another one home.</summary>
    /// <param name="every">How often each of them looks, on average, by the Sandbox's clock.</param>
    public CrowdState Send(PartyAddress party, int guests, TimeSpan every)
    {
        lock (gate)
        {
            home.Cancel();
            home = new CancellationTokenSource();
            state = new CrowdState(party.Site.ToString(), party.Code, guests, guests, 0, 0);
            this.party = Task.WhenAll([this.party, .. Enumerable.Range(0, guests).Select(_ => Attend(party, every, home.Token))]);
            return state;
        }
    }

    public void SendHome()
    {
        lock (gate)
        {
            home.Cancel();
            state = state with { There = 0 };
        }
    }

    public async ValueTask DisposeAsync()
    {
        SendHome();
        await party;
        home.Dispose();
    }

    private async Task Attend(PartyAddress party, TimeSpan every, CancellationToken home)
    {
        await Task.Yield();
        await using var guest = new Guest(party);
        var (isIn, turnedAway) = (false, 0);
        try
        {
            while (turnedAway < Patience)
            {
                await Task.Delay(clock.Real(every * (0.5 + Random.Shared.NextDouble())), TimeProvider.System, home);
                var look = await Try(guest, home);
                if (look == Look.Over)
                    break;
                turnedAway = look == Look.Unwelcome ? turnedAway + 1 : 0;
                var came = !isIn && look != Look.Unwelcome;
                isIn |= came;
                Tell(
                    state => state with { Joined = state.Joined + (came ? 1 : 0), Likes = state.Likes + (look == Look.Liked ? 1 : 0) },
                    home
                );
            }

            Tell(state => state with { There = state.There - 1 }, home);
        }
        catch (OperationCanceledException) when (home.IsCancellationRequested)
        {
            // Sent home.
        }
    }

    private static async Task<Look> Try(Guest guest, CancellationToken home)
    {
        try
        {
            return await guest.Look(home);
        }
        catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException or IOException && !home.IsCancellationRequested)
        {
            return Look.Unwelcome;
        }
    }

    /// <summary>Nothing from guests of a former party.</summary>
    private void Tell(Func<CrowdState, CrowdState> change, CancellationToken home)
    {
        lock (gate)
            if (!home.IsCancellationRequested)
                state = change(state);
    }
}

/// <param name="There">How many are still at it.</param>
/// <param name="Joined">How many were let in.</param>
internal sealed record CrowdState(string? Address, string? Code, int Guests, int There, int Joined, int Likes);
