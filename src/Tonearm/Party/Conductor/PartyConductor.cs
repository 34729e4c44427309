using Microsoft.Extensions.Options;
using Tonearm.Accounts;
using Tonearm.Data;
using Tonearm.Party.Rules;
using Tonearm.Spotify;
using Tonearm.Spotify.Governor;

namespace Tonearm.Party.Conductor;

/// <summary>
/// The worker that makes the hosts' players follow the votes. It runs while this node holds the lease, so a player has one conductor; each
/// party takes its turns in a task of its own, so none waits for another's Spotify.
/// </summary>
internal sealed partial class PartyConductor(
    Lease lease,
    ChangeFeed feed,
    DueParties parties,
    ConductorStore store,
    Player player,
    AccountStore accounts,
    CallLedger ledger,
    IOptions<PartyOptions> options,
    SupervisedLoops loops,
    PartyMetrics metrics,
    TimeProvider time,
    ILogger<PartyConductor> logger
) : DueWorker<Guid>(Loop, lease, feed, PartyChange.Due, loops, time)
{
    private static readonly LoopName Loop = new("The conductor of the parties");
    private static readonly LoopName TakingUp = new("The taking up of parties");
    private static readonly LoopName Beating = new("The conductor's beat");

    protected override TimeSpan LongestPause { get; } = TimeSpan.FromMinutes(2);

    protected override Guid KeyOf(Guid due) => due;

    protected override Task<IReadOnlyList<Guid>> Due(IReadOnlyCollection<Guid> running, CancellationToken cancellation) =>
        parties.Now(Time.GetUtcNow(), cancellation);

    protected override Task<DateTimeOffset?> NextDue(IReadOnlyCollection<Guid> running, CancellationToken cancellation) =>
        parties.Next(running, cancellation);

    protected override async Task Do(Guid due, LeaseTerm term, CancellationToken cancellation)
    {
        if (await store.Load(due, cancellation) is not { } loaded)
            return;
        if (loaded.Watchers is { } watchers)
            loaded = loaded with { LookEvery = await LookEvery(watchers, cancellation) };
        var session = new TurnSession(store, loaded, term, Time, cancellation);
        await new Turn(session, player, options.Value, Time, cancellation).Take();
        if (session.Party.Round > loaded.Round)
            Tell(loaded, session.Party);
        if (session.Premium is { } premium)
            await accounts.SetPremium(loaded.Caller.Account, premium);
    }

    private void Tell(PartyState before, PartyState now)
    {
        if (now is not { Song: { } song, SongAt: { } at })
            return;
        var late = before.Clock is { } clock ? at - clock.EndsAt : TimeSpan.Zero;
        metrics.SongBegan(late);
        Log.Began(
            logger,
            now.Id,
            now.Round,
            song.Recording.Uri,
            now.Player.DeviceKind ?? "a device",
            song.Recording.Length.TotalSeconds,
            late.TotalSeconds
        );
    }

    private async Task<TimeSpan?> LookEvery(Watchers watchers, CancellationToken cancellation) =>
        LookCadence.WhileWatched(
            await ledger.Room(Family.PlayerRead, CallPurpose.Party, cancellation),
            watchers.Parties,
            Time.GetUtcNow() - watchers.Since
        );

    protected override async Task RunTerm(LeaseTerm term, CancellationToken cancellation)
    {
        // First of all: a countdown that ran out while nobody conducted must not end a party.
        using (var takeUp = Loops.Named(TakingUp))
            while (!await takeUp.Try(stopping => parties.TakeUp(term, Time.GetUtcNow(), stopping), cancellation))
                if (cancellation.IsCancellationRequested)
                    return;
        var beat = Beat(term, cancellation);
        try
        {
            await base.RunTerm(term, cancellation);
        }
        finally
        {
            await beat;
        }
    }

    /// <summary>Says again and again that somebody conducts.</summary>
    private async Task Beat(LeaseTerm term, CancellationToken cancellation)
    {
        using var beat = Loops.Named(Beating);
        while (!cancellation.IsCancellationRequested)
        {
            await Task.Delay(DueParties.BeatEvery, Time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!cancellation.IsCancellationRequested)
                await beat.TryInTime(stopping => parties.Beat(term, Time.GetUtcNow(), stopping), cancellation);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Information,
            Message = "Party {Party}: song {Round} is {Uri} on {Device}, {Length:0} s long, {Late:0.0} s after its time"
        )]
        public static partial void Began(ILogger logger, Guid party, int round, string uri, string device, double length, double late);
    }
}
