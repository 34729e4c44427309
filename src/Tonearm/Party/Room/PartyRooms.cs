using System.Net.WebSockets;
using Npgsql;
using Tonearm.Data;

namespace Tonearm.Party.Room;

/// <summary>The parties that have a phone connected to this node.</summary>
internal sealed partial class PartyRooms(
    ChangeFeed feed,
    RoomReader reader,
    Presence presence,
    SupervisedLoops loops,
    PartyMetrics metrics,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<PartyRooms> logger
) : BackgroundService
{
    private static readonly LoopName Lines = new("What keeps the lines of phones");
    private static readonly LoopName Count = new("The count of who is here");
    private static readonly LoopName Goodbyes = new("What hears the goodbyes of phones");
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    /// <summary>Looked at with each beat, so that no page waits longer than a beat more to hear something.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(7.5);

    // A phone that takes nothing would hold up a stop until the server's own patience ends, which is half a minute.
    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(400);

    private readonly Lock gate = new();
    private readonly Dictionary<Guid, PartyRoom> rooms = [];
    private readonly CancellationTokenSource curtain = new();
    private readonly CancellationTokenSource ended = new();

    /// <summary>Tells a phone everything and keeps telling it, until one of the two sides ends it.</summary>
    public async Task Serve(Guid party, Phone phone, CancellationToken cancellation)
    {
        // It enters before it is told, so that nothing falls in between.
        var room = Enter(party, phone);
        metrics.PhoneCame();
        try
        {
            await Welcome(room, phone, cancellation);
            await phone.Serve();
        }
        finally
        {
            room.Leave(phone);
            metrics.PhoneLeft();
        }
    }

    /// <summary>A guest's like counts.</summary>
    public void Voted(Guid party, Guid guest)
    {
        PartyRoom? room;
        lock (gate)
            room = rooms.GetValueOrDefault(party);
        room?.Voted(guest);
    }

    /// <summary>Whether phones of this party are connected here.</summary>
    public bool IsOpen(Guid party)
    {
        lock (gate)
            return rooms.ContainsKey(party);
    }

    /// <summary>This node has written likes: its own phones need not wait until it has read them again.</summary>
    public void Counted(PartyCounts counts)
    {
        PartyRoom? room;
        lock (gate)
            room = rooms.GetValueOrDefault(counts.Party);
        room?.Counted(counts);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var stops = lifetime.ApplicationStopping.Register(SayGoodbye);
        await using var falls = curtain.Token.Register(LetGo);
        // Apart from all that asks PostgreSQL: a line stands while we are there, whatever else is not.
        await Task.WhenAll(
            EachBeat(Lines, KeepHeard, stoppingToken),
            HearGoodbyes(stoppingToken),
            EachBeat(Count, KeepPresence, stoppingToken)
        );
    }

    private async Task EachBeat(LoopName name, Func<CancellationToken, Task> round, CancellationToken stopping)
    {
        using var loop = loops.Named(name);
        using var timer = new PeriodicTimer(Beat);
        while (await SupervisedLoop.Tick(timer, stopping))
            await loop.TryInTime(round, stopping);
    }

    private Task KeepHeard(CancellationToken cancellation)
    {
        foreach (var phone in All().SelectMany(room => room.Phones()))
        {
            phone.DropIfStuck();
            phone.KeepHeard(Silence);
        }

        return Task.CompletedTask;
    }

    private async Task HearGoodbyes(CancellationToken stopping)
    {
        using var goodbyes = feed.Subscribe(PartyChange.Goodbyes);
        using var loop = loops.Named(Goodbyes);
        await loop.Run(
            async cancellation =>
            {
                // Those that were told while the last ones were read, or could not be, are read before more are waited for.
                await Heed(cancellation);
                loop.Works();
                await goodbyes.Changed(cancellation);
            },
            stopping
        );
    }

    private async Task Heed(CancellationToken cancellation)
    {
        var here = All().ToDictionary(room => room.Party);
        if (here.Count == 0)
            return;
        foreach (var (party, device, said) in await reader.Goodbyes([.. here.Keys], cancellation))
            here[party].SaidGoodbye(device, said);
        if (here.Values.Where(room => room.Phones().Any(phone => phone.IsScreen)).ToArray() is not { Length: > 0 } shown)
            return;
        var screens = await reader.Screens([.. shown.Select(room => room.Party)], cancellation);
        foreach (var room in shown)
            room.KeepScreens([.. screens[room.Party]]);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await ended.CancelAsync();
        await Task.WhenAll(All().Select(room => room.Running));
        try
        {
            await presence.Leave(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            Log.NotSaid(logger, exception.Message);
        }
    }

    private async Task Welcome(PartyRoom room, Phone phone, CancellationToken cancellation)
    {
        try
        {
            if (await reader.Read(room.Party, phone.Device, cancellation) is not { } state)
                phone.Close(Phone.UnknownParty, "There is no such party");
            else if (!await IsIn(state, phone, cancellation))
                phone.Close(Phone.NotAGuest, "Join the party first");
            else
            {
                var me = state.Me(state.Party.OwnerId == phone.Owner);
                phone.Goodbyes = state.Guest?.Goodbyes ?? 0;
                phone.Tell(new WholeFrames(state, time.GetUtcNow()).For(phone.Address, me), me.IsHost);
                room.Welcomed(phone);
            }
        }
        catch (NpgsqlException exception)
        {
            Log.NotTold(logger, exception.Message);
            phone.Close(Phone.TryAgainLater, "Try again in a moment");
        }
    }

    private async Task<bool> IsIn(RoomState state, Phone phone, CancellationToken cancellation) =>
        phone.IsScreen
            ? (await reader.Screens([state.Party.Id], cancellation))[state.Party.Id].Contains(phone.Device)
            : state.Guest is not null || state.Party.OwnerId == phone.Owner;

    private PartyRoom Enter(Guid party, Phone phone)
    {
        lock (gate)
        {
            if (!rooms.TryGetValue(party, out var room))
            {
                rooms[party] = room = new(party, feed.Subscribe(PartyChange.Topic(party)), reader, presence, loops, time);
                room.Enter(phone);
                room.Running = Task.Run(() => room.Run(CloseIfEmpty, ended.Token), CancellationToken.None);
            }
            else
            {
                room.Enter(phone);
            }

            if (lifetime.ApplicationStopping.IsCancellationRequested)
                phone.Close(WebSocketCloseStatus.EndpointUnavailable, "");
            return room;
        }
    }

    private bool CloseIfEmpty(PartyRoom room)
    {
        // Somebody may come in while the room says that nobody is there; then it goes on.
        lock (gate)
            return room.IsEmpty && room.Present == room.Announced && rooms.Remove(room.Party);
    }

    private PartyRoom[] All()
    {
        lock (gate)
            return [.. rooms.Values];
    }

    private async Task KeepPresence(CancellationToken cancellation)
    {
        var all = All();
        // What other nodes said may have lapsed without a word.
        foreach (var room in all)
            room.LookAgain();
        if (all.Length > 0)
            await presence.Keep([.. all.Select(room => room.Present).Where(here => here.People > 0)], cancellation);
    }

    private void SayGoodbye()
    {
        foreach (var phone in All().SelectMany(room => room.Phones()))
            phone.Close(WebSocketCloseStatus.EndpointUnavailable, "");
        curtain.CancelAfter(Farewell);
    }

    private void LetGo()
    {
        foreach (var phone in All().SelectMany(room => room.Phones()))
            phone.Drop();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "How many people are here could not be said: {Reason}")]
        public static partial void NotSaid(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A phone was asked to try again: {Reason}")]
        public static partial void NotTold(ILogger logger, string reason);
    }
}
