using Tonearm.Data;

namespace Tonearm.Party.Room;

/// <summary>
/// All phones of one party at this node. One loop reads what is new and tells them: the first change at once, then at most twenty times a
/// second, once for all of them. Likes that this node has written itself are told without being read.
/// </summary>
internal sealed class PartyRoom(
    Guid party,
    ChangeFeed.Subscription changes,
    RoomReader reader,
    Presence presence,
    SupervisedLoops loops,
    TimeProvider time
)
{
    private static readonly LoopName Loop = new("The room of a party");
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <summary>Of one device; whoever opens more of them loses the oldest.</summary>
    private const int MostPages = 12;

    private readonly Lock gate = new();
    private readonly HashSet<Phone> phones = [];

    /// <summary>How many goodbyes of a device have been heard here.</summary>
    private readonly Dictionary<Guid, int> goodbyes = [];
    private readonly UntoldCounts untold = new();

    /// <summary>What phones were told last; only the loop touches it.</summary>
    private ShownState? shown;

    public Guid Party => party;

    /// <summary>What all nodes were told of this one last.</summary>
    public PresenceCount Announced { get; private set; } = new(party, new HashSet<Guid>(), 0);

    /// <summary>Runs the loop; kept so that a shutdown can wait for it.</summary>
    public Task Running { get; set; } = Task.CompletedTask;

    public PresenceCount Present
    {
        get
        {
            lock (gate)
            {
                var welcome = phones.Where(phone => phone is { IsWelcome: true, IsScreen: false }).ToArray();
                return new(
                    party,
                    welcome.Select(phone => phone.Device).ToHashSet(),
                    welcome.Where(phone => phone.IsHost).DistinctBy(phone => phone.Device).Count()
                );
            }
        }
    }

    public bool IsEmpty
    {
        get
        {
            lock (gate)
                return phones.Count == 0;
        }
    }

    public void Enter(Phone phone)
    {
        lock (gate)
        {
            var pages = phones.Where(other => other.IsOpen && other.Device == phone.Device).ToArray();
            if (pages.Length >= MostPages)
                pages.MinBy(page => page.EnteredAt)!.Close(Phone.TooMany, "This device has too many pages open");
            phones.Add(phone);
        }
    }

    public void Leave(Phone phone)
    {
        lock (gate)
            phones.Remove(phone);
        changes.Set();
    }

    /// <summary>A phone has been told a first time. What was said of its device meanwhile it has to ask anew.</summary>
    public void Welcomed(Phone phone)
    {
        int heard;
        lock (gate)
            heard = goodbyes.GetValueOrDefault(phone.Device);
        if (phone.Goodbyes < heard)
            phone.Close(Phone.ComeAgain, "This device has said goodbye");
        changes.Set();
    }

    /// <summary>Looks again, whether the feed has said something or not.</summary>
    public void LookAgain() => changes.Set();

    public void Counted(PartyCounts counts)
    {
        lock (gate)
            untold.Add(counts);
        changes.Set(counts.Version);
    }

    /// <summary>A guest has voted: their other open pages, if they have any, hear which likes are theirs.</summary>
    public void Voted(Guid guest)
    {
        lock (gate)
        {
            if (phones.Count(phone => phone.Device == guest) < 2)
                return;
            foreach (var phone in phones)
                if (phone.Device == guest)
                    phone.TellAnew();
        }

        changes.Set();
    }

    /// <summary>
    /// A device has said goodbye: no connection of it from before that is anybody's presence, alive as it may seem. A page that is still
    /// open comes again by itself.
    /// </summary>
    /// <param name="said">How many by now.</param>
    public void SaidGoodbye(Guid device, int said)
    {
        lock (gate)
            goodbyes[device] = said;
        foreach (var phone in Phones())
            if (phone.IsWelcome && phone.Device == device && phone.Goodbyes < said)
                phone.Close(Phone.ComeAgain, "This device has said goodbye");
        changes.Set();
    }

    /// <summary>Cuts the lines of televisions that show the party no longer.</summary>
    /// <param name="paired">Those that do.</param>
    public void KeepScreens(IReadOnlyCollection<Guid> paired)
    {
        foreach (var phone in Phones())
            if (phone is { IsScreen: true, IsWelcome: true } && !paired.Contains(phone.Device))
                phone.Close(Phone.NotAGuest, "This television was taken off");
    }

    public Phone[] Phones()
    {
        lock (gate)
            return [.. phones];
    }

    /// <param name="left">Asked after each look; the loop ends when it says so.</param>
    public async Task Run(Func<PartyRoom, bool> left, CancellationToken stopping)
    {
        using var subscription = changes;
        using var loop = loops.Named(Loop, $"at {party}");
        while (!stopping.IsCancellationRequested)
        {
            // After a failure the phones stay. What is new is read when the feed is back, and at the next beat in any case.
            var hadNews = false;
            await loop.TryInTime(async cancellation => hadNews = await Round(cancellation), stopping);
            if (left(this))
                return;
            // What was known already, as likes of this node that the feed tells once more, makes nobody wait.
            if (!hadNews && loop.Failures == 0)
                continue;
            await Task.Delay(Between, TimeProvider.System, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>False when nothing was new.</returns>
    private async Task<bool> Round(CancellationToken cancellation)
    {
        var version = await changes.Changed(cancellation);
        await SayWhoIsHere(cancellation);
        var wasCounted = TellWhatWasCounted();
        if (version <= shown?.Version)
            return wasCounted;
        await TellWhatIsNew(cancellation);
        return true;
    }

    private bool TellWhatWasCounted()
    {
        if (shown is null)
            return false;
        lock (gate)
        {
            if (untold.Since(shown.Version) is not { } counts || shown.With(counts) is not { } now)
                return false;
            shown = now;
        }

        TellCounts(shown);
        return true;
    }

    private async Task SayWhoIsHere(CancellationToken cancellation)
    {
        var here = Present;
        if (here == Announced)
            return;
        await presence.Change(here, hosts: here.Hosts != Announced.Hosts, first: Announced.People == 0 && here.People > 0, cancellation);
        Announced = here;
    }

    private async Task TellWhatIsNew(CancellationToken cancellation)
    {
        if (IsEmpty)
            return;
        if (await reader.Read(party, null, cancellation) is not { } state)
        {
            foreach (var phone in Phones())
                phone.Close(Phone.UnknownParty, "There is no such party");
            return;
        }

        shown = new(state, time.GetUtcNow());
        Phone[] behind = [.. Phones().Where(phone => phone.IsWelcome && !shown.IsKnownTo(phone))];
        if (behind.Length > 0)
            await TellAll(behind, cancellation);
        TellCounts(shown);
    }

    private void TellCounts(ShownState shown)
    {
        var counts = shown.Counts;
        Phone[] behind = [.. Phones().Where(phone => shown.IsKnownTo(phone) && phone.IsBehind(counts))];
        if (behind.Length == 0)
            return;
        var frame = SmallFrame.Of(counts);
        foreach (var phone in behind)
            phone.Tell(frame);
    }

    // Read anew, with what each of them alone has to know at the same moment.
    private async Task TellAll(Phone[] behind, CancellationToken cancellation)
    {
        var (state, mine) = await reader.ReadFor(party, [.. behind.Select(phone => phone.Device).Distinct()], cancellation);
        if (state is null)
            return;
        var frames = new WholeFrames(state, time.GetUtcNow());
        foreach (var phone in behind)
        {
            var me = mine.GetValueOrDefault(phone.Device) ?? new(false, [], 0);
            if (phone.Owner == state.Party.OwnerId)
                me = me with { IsHost = true };
            phone.Tell(frames.For(phone.Address, me), me.IsHost);
        }
    }
}
