using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Guests;

/// <summary>Demo guests at one party, each on its own phone, until it ends or they are sent home.</summary>
internal sealed class Crowd(SandboxClock clock) : IAsyncDisposable
{
    /// <summary>Whoever is turned away so often in a row goes home.</summary>
    private const int Patience = 20;

    private readonly Lock _gate = new();
    private CancellationTokenSource _home = new();
    private Task _party = Task.CompletedTask;
    private CrowdState _state = new(null, null, 0, 0, 0, 0);

    public CrowdState State
    {
        get { lock (_gate) return _state; }
    }

    /// <summary>Sends guests to this party, and those of another one home.</summary>
    /// <param name="every">How often each of them looks, on average, by the Sandbox's clock.</param>
    public CrowdState Send(PartyAddress party, int guests, TimeSpan every)
    {
        lock (_gate)
        {
            _home.Cancel();
            _home = new CancellationTokenSource();
            _state = new CrowdState(party.Site.ToString(), party.Code, guests, guests, 0, 0);
            _party = Task.WhenAll([_party, .. Enumerable.Range(0, guests).Select(_ => Attend(party, every, _home.Token))]);
            return _state;
        }
    }

    public void SendHome()
    {
        lock (_gate)
        {
            _home.Cancel();
            _state = _state with { There = 0 };
        }
    }

    public async ValueTask DisposeAsync()
    {
        SendHome();
        await _party;
        _home.Dispose();
    }

    private async Task Attend(PartyAddress party, TimeSpan every, CancellationToken home)
    {
        await Task.Yield();
        using var guest = new Guest(party);
        var (isIn, turnedAway) = (false, 0);
        try
        {
            while (turnedAway < Patience)
            {
                await Task.Delay(clock.Real(every * (0.5 + Random.Shared.NextDouble())), TimeProvider.System, home);
                var look = await Try(guest, home);
                if (look == Look.Over) break;
                turnedAway = look == Look.Unwelcome ? turnedAway + 1 : 0;
                var came = !isIn && look != Look.Unwelcome;
                isIn |= came;
                Tell(state => state with { Joined = state.Joined + (came ? 1 : 0), Likes = state.Likes + (look == Look.Liked ? 1 : 0) }, home);
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
        try { return await guest.Look(home); }
        catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException or IOException && !home.IsCancellationRequested) { return Look.Unwelcome; }
    }

    /// <summary>Nothing from guests of a former party.</summary>
    private void Tell(Func<CrowdState, CrowdState> change, CancellationToken home)
    {
        lock (_gate)
            if (!home.IsCancellationRequested) _state = change(_state);
    }
}

/// <param name="There">How many are still at it.</param>
/// <param name="Joined">How many were let in.</param>
internal sealed record CrowdState(string? Address, string? Code, int Guests, int There, int Joined, int Likes);
