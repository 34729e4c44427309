using System.Net.WebSockets;

namespace Tonearm.Party.Room;

/// <summary>
/// One connection of a guest's device. It holds at most one snapshot and one small frame that wait to be sent, the newest of each: a slow
/// phone skips what it had no time for, and nobody waits for it.
/// </summary>
/// <param name="device">The guest; for a device that is none, the owner.</param>
/// <param name="owner">Who is signed in on it.</param>
/// <param name="address">Where this phone reaches us.</param>
/// <param name="drop">Cuts the connection, whatever it is doing.</param>
/// <param name="time">That of the line: what a phone takes in seconds is no business time.</param>
internal sealed class Phone(WebSocket socket, Guid device, Guid? owner, string address, Action drop, TimeProvider time)
{
    public const WebSocketCloseStatus UnknownParty = (WebSocketCloseStatus)4404;
    public const WebSocketCloseStatus NotAGuest = (WebSocketCloseStatus)4403;
    public const WebSocketCloseStatus TooMany = (WebSocketCloseStatus)4429;
    public const WebSocketCloseStatus ComeAgain = (WebSocketCloseStatus)1012;
    public const WebSocketCloseStatus TryAgainLater = (WebSocketCloseStatus)1013;

    /// <summary>
    /// How often an honest page may ask within a minute whether the line stands; it asks after a silence and when it wakes.
    /// </summary>
    private const int MostProbes = 60;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(200);

    // What phones say is empty, so all of them may say it into the same byte.
    private static readonly byte[] Nothing = new byte[1];

    private readonly Lock gate = new();
    private readonly AsyncAutoResetEvent news = new();
    private WholeFrame? whole;
    private SmallFrame? small;
    private (WebSocketCloseStatus Status, string Why)? farewell;
    private bool asked;
    private (long V, int People) told = (-1, 0);
    private long sendingSince;
    private long saidAt = time.GetTimestamp();
    private long probedSince;
    private int probes;

    public Guid Device => device;

    public Guid? Owner => owner;

    public bool IsHost { get; private set; }

    /// <summary>A television's: it is told what guests are told, and is nobody.</summary>
    public bool IsScreen { get; init; }

    public string Address => address;

    /// <summary>Which of a device's pages is the oldest.</summary>
    public long EnteredAt { get; } = time.GetTimestamp();

    /// <summary>Nobody has ended it yet.</summary>
    public bool IsOpen
    {
        get
        {
            lock (gate)
                return farewell is null;
        }
    }

    /// <summary>The shape of what it was told last; null before its first snapshot, and when it has to be told anew.</summary>
    public UInt128? Shape { get; private set; }

    /// <summary>It has been told a first time, and has not said goodbye.</summary>
    public bool IsWelcome { get; private set; }

    /// <summary>How many goodbyes its device had said when it was let in.</summary>
    public int Goodbyes { get; set; }

    /// <summary>Whether it was told less than this, and is not about to be. People come and go without a new version.</summary>
    public bool IsBehind(CountsFrame counts)
    {
        lock (gate)
        {
            var (version, people) =
                small is not null ? (small.V, small.People)
                : whole is not null ? (whole.V, whole.People)
                : told;
            return version < counts.V || people != counts.P;
        }
    }

    public void Tell(WholeFrame frame, bool host)
    {
        lock (gate)
        {
            if (farewell is not null || frame.V < Math.Max(told.V, whole?.V ?? -1))
                return;
            (whole, Shape, IsHost, IsWelcome) = (frame, frame.Shape, host, true);
            if (small?.V < frame.V)
                small = null;
        }

        news.Set();
    }

    public void Tell(SmallFrame frame)
    {
        lock (gate)
        {
            if (!IsWelcome || frame.V < Math.Max(told.V, whole?.V ?? -1))
                return;
            small = frame;
        }

        news.Set();
    }

    /// <summary>What is true for it alone has changed.</summary>
    public void TellAnew()
    {
        lock (gate)
            Shape = null;
    }

    public void Close(WebSocketCloseStatus status, string why)
    {
        lock (gate)
            (farewell, IsWelcome) = (farewell ?? (status, why), false);
        news.Set();
    }

    /// <summary>
    /// Says something, were it nothing, to a phone that has heard nothing for so long: a page cannot see pings, and believes only in a line
    /// that speaks.
    /// </summary>
    public void KeepHeard(TimeSpan silence)
    {
        if (IsSending || time.GetElapsedTime(Interlocked.Read(ref saidAt)) < silence)
            return;
        lock (gate)
            asked = true;
        news.Set();
    }

    /// <summary>Something is on its way to it that it has not taken yet.</summary>
    public bool IsSending => Interlocked.Read(ref sendingSince) != 0;

    /// <summary>Lets go of a phone that takes nothing any more, or has not answered a ping.</summary>
    public void DropIfStuck()
    {
        var since = Interlocked.Read(ref sendingSince);
        if (socket.State == WebSocketState.Aborted || (since != 0 && time.GetElapsedTime(since) > Patience))
            drop();
    }

    /// <summary>Lets go of it, whether it has heard the farewell or not.</summary>
    public void Drop() => drop();

    /// <summary>
    /// Sends what it is told until one of the two sides ends it. Never throws: a connection that breaks is how most of them end.
    /// </summary>
    public async Task Serve()
    {
        using var over = new CancellationTokenSource();
        var hearing = Hear(over.Token);
        try
        {
            await Speak();
            // A phone that still listens answers the farewell; for the others nothing is waited for long.
            await Task.WhenAny(hearing, Task.Delay(Farewell, time, over.Token));
        }
        catch (Exception exception) when (IsTheEnd(exception))
        {
            drop();
        }

        await over.CancelAsync();
        await hearing;
    }

    private async Task Speak()
    {
        do await news.WaitAsync();
        while (await Send());
    }

    // Apart from the waiting, so that a phone that waits holds on to nothing it has sent.
    private async ValueTask<bool> Send()
    {
        var (next, counts, answer, last) = Take();
        Interlocked.Exchange(ref sendingSince, time.GetTimestamp());
        if (last is { } end)
        {
            await socket.CloseOutputAsync(end.Status, end.Why, CancellationToken.None);
            return false;
        }

        if (next is not null)
        {
            await socket.SendAsync(next.Shared, WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None);
            await socket.SendAsync(next.Mine, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }

        if (counts is not null)
            await socket.SendAsync(counts.Json, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        if (answer && next is null && counts is null)
            await socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        Interlocked.Exchange(ref saidAt, time.GetTimestamp());
        Interlocked.Exchange(ref sendingSince, 0);
        return true;
    }

    private (WholeFrame? Whole, SmallFrame? Small, bool Asked, (WebSocketCloseStatus Status, string Why)? Farewell) Take()
    {
        lock (gate)
        {
            var taken = (whole, small, asked, farewell);
            if (small is not null)
                told = (small.V, small.People);
            else if (whole is not null)
                told = (whole.V, whole.People);
            (whole, small, asked) = (null, null, false);
            return taken;
        }
    }

    private async Task Hear(CancellationToken cancellation)
    {
        try
        {
            ValueWebSocketReceiveResult heard;
            do heard = await socket.ReceiveAsync(Nothing.AsMemory(), cancellation);
            while (Answer(heard));
            if (heard.MessageType == WebSocketMessageType.Close)
                Close(WebSocketCloseStatus.NormalClosure, "");
            else
                Close(WebSocketCloseStatus.PolicyViolation, "Likes go by HTTP");
        }
        catch (Exception exception) when (IsTheEnd(exception))
        {
            Close(WebSocketCloseStatus.NormalClosure, "");
        }
    }

    /// <summary>An empty message asks whether the line stands, and is answered by whatever is said next, at once.</summary>
    /// <returns>False for anything else, and for who asks without end.</returns>
    private bool Answer(ValueWebSocketReceiveResult heard)
    {
        if (heard is not { MessageType: WebSocketMessageType.Text, Count: 0, EndOfMessage: true })
            return false;
        if (probes == 0 || time.GetElapsedTime(probedSince) > TimeSpan.FromMinutes(1))
            (probedSince, probes) = (time.GetTimestamp(), 0);
        if (++probes > MostProbes)
            return false;
        lock (gate)
            asked = true;
        news.Set();
        return true;
    }

    private static bool IsTheEnd(Exception exception) =>
        exception
            is WebSocketException
                or OperationCanceledException
                or IOException
                or ObjectDisposedException
                or InvalidOperationException;
}
