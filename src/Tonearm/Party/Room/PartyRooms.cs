using System.Net.WebSockets;
using Npgsql;
using Tonearm.Data;

namespace Tonearm.Party.Room;

/// <summary>The parties that have a phone connected to this node.</summary>
internal sealed partial class PartyRooms(
    ChangeFeed feed, RoomReader reader, Presence presence, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<PartyRooms> logger) : BackgroundService
{
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
        try
        {
            await Welcome(room, phone, cancellation);
            await phone.Serve();
        }
        finally
        {
            room.Leave(phone);
        }
    }

    /// <summary>A guest's like counts.</summary>
    public void Voted(Guid party, Guid guest)
    {
        PartyRoom? room;
        lock (gate) room = rooms.GetValueOrDefault(party);
        room?.Voted(guest);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var stops = lifetime.ApplicationStopping.Register(SayGoodbye);
        await using var falls = curtain.Token.Register(LetGo);
        try
        {
            await Task.WhenAll(KeepHeard(stoppingToken), HearGoodbyes(stoppingToken), EachBeat(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private async Task EachBeat(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Beat);
        while (await timer.WaitForNextTickAsync(cancellation)) await Once(cancellation);
    }

    /// <summary>Apart from all that asks PostgreSQL: a line stands while we are there, whatever else is not.</summary>
    private async Task KeepHeard(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Beat);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            foreach (var phone in All().SelectMany(room => room.Phones()))
            {
                phone.DropIfStuck();
                phone.KeepHeard(Silence);
            }
        }
    }

    private async Task HearGoodbyes(CancellationToken cancellation)
    {
        using var goodbyes = feed.Subscribe(PartyChange.Goodbyes);
        while (true)
        {
            await goodbyes.Changed(cancellation);
            var here = All().ToDictionary(room => room.Party);
            if (here.Count == 0) continue;
            try
            {
                foreach (var (party, device, said) in await reader.Goodbyes([.. here.Keys], cancellation)) here[party].SaidGoodbye(device, said);
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException)
            {
                // The feed tells of everything once more when PostgreSQL is back.
                Log.NotSaid(logger, exception.Message);
            }
        }
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
            else if (state.Guest is null && state.Party.OwnerId != phone.Owner)
                phone.Close(Phone.NotAGuest, "Join the party first");
            else
            {
                var me = state.Me(state.Party.OwnerId == phone.Owner);
                phone.Goodbyes = state.Guest?.Goodbyes ?? 0;
                phone.Tell(new WholeFrames(state, time.GetUtcNow()).For(phone.Address, me), me.IsHost);
                room.LookAgain();
            }
        }
        catch (NpgsqlException exception)
        {
            Log.NotTold(logger, exception.Message);
            phone.Close(Phone.TryAgainLater, "Try again in a moment");
        }
    }

    private PartyRoom Enter(Guid party, Phone phone)
    {
        lock (gate)
        {
            if (!rooms.TryGetValue(party, out var room))
            {
                rooms[party] = room = new(party, feed.Subscribe(PartyChange.Topic(party)), reader, presence, time, logger);
                room.Enter(phone);
                room.Running = Task.Run(() => room.Run(CloseIfEmpty, ended.Token), CancellationToken.None);
            }
            else
            {
                room.Enter(phone);
            }

            if (lifetime.ApplicationStopping.IsCancellationRequested) phone.Close(WebSocketCloseStatus.EndpointUnavailable, "");
            return room;
        }
    }

    private bool CloseIfEmpty(PartyRoom room)
    {
        // Somebody may come in while the room says that nobody is there; then it goes on.
        lock (gate) return room.IsEmpty && room.Here == room.Said && rooms.Remove(room.Party);
    }

    private PartyRoom[] All()
    {
        lock (gate) return [.. rooms.Values];
    }

    private async Task Once(CancellationToken cancellation)
    {
        var all = All();
        try
        {
            if (all.Length > 0) await presence.Keep([.. all.Select(room => room.Here).Where(here => here.People > 0)], cancellation);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException)
        {
            Log.NotSaid(logger, exception.Message);
        }

        // What other nodes said may have lapsed without a word.
        foreach (var room in all) room.LookAgain();
    }

    private void SayGoodbye()
    {
        foreach (var phone in All().SelectMany(room => room.Phones())) phone.Close(WebSocketCloseStatus.EndpointUnavailable, "");
        curtain.CancelAfter(Farewell);
    }

    private void LetGo()
    {
        foreach (var phone in All().SelectMany(room => room.Phones())) phone.Drop();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "How many people are here could not be said: {Reason}")]
        public static partial void NotSaid(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A phone was asked to try again: {Reason}")]
        public static partial void NotTold(ILogger logger, string reason);
    }
}
