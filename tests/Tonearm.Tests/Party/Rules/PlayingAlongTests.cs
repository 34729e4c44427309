using FsCheck;
using FsCheck.Fluent;
using Tonearm.Party.Rules;

namespace Tonearm.Tests.Party.Rules;

/// <summary>What is done at the player of somebody who plays along, given the host's clock and what their player shows.</summary>
public sealed class PlayingAlongTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 7, 21, 0, 0, TimeSpan.Zero);
    private static readonly Recording First = new("spotify:track:first", "GBAYE0000001", "Paper Boats", 200_000);
    private static readonly Recording Second = new("spotify:track:second", "GBAYE0000002", "Slow Tide", 180_000);
    private static readonly Recording Foreign = new("spotify:track:foreign", "GBAYE0000009", "Own Choice", 190_000);

    /// <summary>Told to play the first song a minute ago, and seen to do so ten seconds ago.</summary>
    private static readonly Following Mine = new()
    {
        Song = First,
        At = Start,
        ToldAt = Start,
        SeenAt = At(50),
        LookedAt = At(50),
        Starts = 1,
    };

    [Theory]
    [InlineData(60_000, AlongStep.LeaveAlone)]
    [InlineData(60_900, AlongStep.LeaveAlone)]
    [InlineData(59_100, AlongStep.LeaveAlone)]
    [InlineData(61_100, AlongStep.Seek)]
    [InlineData(52_000, AlongStep.Seek)]
    internal void It_is_put_right_when_it_is_more_than_a_second_off(int progress, AlongStep expected) =>
        Assert.Equal(expected, PlayingAlong.Of(Host(First), Mine, Shows(First, progress), At(60)));

    [Fact]
    public void It_is_put_right_twice_in_a_song_and_the_second_time_only_when_the_look_cannot_be_from_before()
    {
        var once = Mine with { Seeks = 1, SoughtAt = At(50) };
        Assert.Equal(AlongStep.LeaveAlone, PlayingAlong.Of(Host(First), once, Shows(First, 50_000), At(60)));
        Assert.Equal(AlongStep.Seek, PlayingAlong.Of(Host(First), once with { SoughtAt = At(30) }, Shows(First, 50_000), At(60)));
        Assert.Equal(
            AlongStep.LeaveAlone,
            PlayingAlong.Of(Host(First), once with { Seeks = 2, SoughtAt = At(30) }, Shows(First, 50_000), At(60))
        );
    }

    [Fact]
    public void What_the_host_does_is_followed_on_a_player_that_was_seen_a_moment_ago_and_looked_for_on_any_other()
    {
        var stands = HostPlace.Of(new(First, null, 60_000), At(60));
        var longAgo = Mine with { SeenAt = At(20), LookedAt = At(20) };
        Assert.Equal(AlongStep.Start, PlayingAlong.Of(Host(Second), Mine, null, At(60)));
        Assert.Equal(AlongStep.Pause, PlayingAlong.Of(stands, Mine, null, At(60)));
        Assert.Equal(AlongStep.Seek, PlayingAlong.Of(Host(First, -30), Mine, null, At(60)));
        Assert.Equal(AlongStep.Resume, PlayingAlong.Of(Host(First, 3), Mine with { Stands = true }, null, At(60)));
        Assert.Equal(AlongStep.LeaveAlone, PlayingAlong.Of(Host(First), longAgo, null, At(60)));
        foreach (var host in new[] { Host(Second), stands, Host(First, -30) })
            Assert.Equal(AlongStep.Look, PlayingAlong.Of(host, longAgo, null, At(60)));
        Assert.Equal(AlongStep.Start, PlayingAlong.Of(Host(Second), longAgo, Shows(First, 60_000), At(60)));
    }

    [Fact]
    public void Nothing_of_a_song_that_is_almost_over_is_begun() =>
        Assert.Equal(AlongStep.LeaveAlone, PlayingAlong.Of(Host(First), new Following(), null, At(198)));

    [Fact]
    public void Their_own_choice_and_their_pause_hold_once_two_looks_have_shown_it()
    {
        foreach (var look in new[] { Shows(Foreign, 12_000), new AlongLook(new(false, First, 40_000, false)) })
        {
            Assert.Equal(AlongStep.LeaveAlone, PlayingAlong.Of(Host(First), Mine, look, At(60)));
            var doubted = Mine.Looked(Host(First), look, At(60));
            Assert.Equal(At(64), PlayingAlong.Next(Host(First), doubted, At(60)));
            Assert.Equal(AlongStep.TheirsNow, PlayingAlong.Of(Host(First), doubted, look, At(64)));
            // One that shows it again was right, and the one before it old.
            Assert.Equal(AlongStep.LeaveAlone, PlayingAlong.Of(Host(First), doubted, Shows(First, 64_000), At(64)));
            Assert.Equal(0, doubted.Looked(Host(First), Shows(First, 64_000), At(64)).Odd);
        }
    }

    [Fact]
    public void Who_starts_something_while_the_party_stands_still_is_left_to_it()
    {
        var paused = Mine with { Stands = true, ToldAt = At(10), SeenAt = At(9) };
        var look = Shows(Foreign, 5_000);
        Assert.Equal(AlongStep.Look, PlayingAlong.Of(Host(First, 40), paused, null, At(60)));
        var doubted = paused.Looked(Host(First, 40), look, At(60));
        Assert.Equal(AlongStep.TheirsNow, PlayingAlong.Of(Host(First, 40), doubted with { SeenAt = At(11) }, look, At(64)));
    }

    [Fact]
    public void What_was_told_is_waited_for_then_said_once_more_and_then_given_up()
    {
        var told = new Following().Told(AlongStep.Start, Host(First), At(0));
        var look = Shows(Foreign, 100_000);
        Assert.Equal(At(4), PlayingAlong.Next(Host(First), told, At(0)));
        Assert.Equal(AlongStep.LeaveAlone, PlayingAlong.Of(Host(First), told, look, At(4)));
        told = told.Looked(Host(First), look, At(4));
        Assert.Equal(At(25), PlayingAlong.Next(Host(First), told, At(4)));
        Assert.Equal(AlongStep.Start, PlayingAlong.Of(Host(First), told, look, At(25)));
        told = told.Told(AlongStep.Start, Host(First), At(25));
        Assert.Equal(AlongStep.NoAnswer, PlayingAlong.Of(Host(First), told, look, At(51)));
    }

    [Fact]
    public void What_a_player_does_at_the_end_of_its_song_is_nobodys_wish()
    {
        var host = HostPlace.Of(new(First, Start, null, Second), At(200));
        var seen = Mine with { SeenAt = At(170), LookedAt = At(170) };
        Assert.Equal((Second, At(200)), (host.Song, host.At));
        Assert.Equal(AlongStep.Start, PlayingAlong.Of(host, seen, Shows(Foreign, 100), At(200)));
    }

    [Fact]
    public void The_host_goes_over_to_the_winner_at_the_end_of_the_song_and_is_silent_without_one()
    {
        var music = new HostMusic(First, Start, null, null, CrossfadeMs: 5_000);
        Assert.Equal((First, At(195)), Place(music, 194));
        // The conductor may be about to say what comes.
        Assert.Equal(First, Place(music, 196).Song);
        Assert.Null(Place(music, 199).Song);
        Assert.Equal((Second, At(370)), Place(music with { Winner = Second }, 196));
        // Something that the host has queued plays before the winner.
        Assert.Equal((null, At(400)), Place(music with { Winner = Second, PostponedTo = At(400) }, 196));
        Assert.Equal((Second, At(575)), Place(music with { Winner = Second, PostponedTo = At(400) }, 400));
        Assert.Equal((null, null), Place(new(null, null, null), 0));

        static (Recording? Song, DateTimeOffset? ChangesAt) Place(HostMusic music, int second) =>
            HostPlace.Of(music, At(second)) is var place ? (place.Song, place.ChangesAt) : default;
    }

    /// <param name="Deeds">What happens each five seconds: 0 to 9 nothing, 10 the host seeks, 11 pauses or goes on, 12 skips, 13 the guest
    /// pauses, 14 the guest chooses something else.</param>
    /// <param name="Late">Seconds until a state shows what was done.</param>
    private sealed record Evening(int[] Deeds, int Late, int LagMs);

    private static Gen<Evening> Evenings(int most) =>
        from deeds in Gen.Choose(0, most).ArrayOf(120)
        from late in Gen.Choose(0, 20)
        from lag in Gen.Choose(0, 2_500)
        select new Evening(deeds, late, lag);

    [Fact]
    public void Nothing_is_begun_on_a_player_that_was_not_seen_to_follow_and_nothing_after_their_own_wish() =>
        Prop.ForAll(
                Evenings(14).ToArbitrary(),
                evening =>
                {
                    var world = new World(evening);
                    world.Live();
                    Assert.Null(world.Wrong);
                    return true;
                }
            )
            .Holds(500);

    [Fact]
    public void On_a_device_that_is_at_most_a_little_late_it_is_together_but_for_a_moment_and_is_put_right_twice_a_song_at_most() =>
        Prop.ForAll(
                Evenings(12).ToArbitrary(),
                evening =>
                {
                    var world = new World(evening with { Late = 0, LagMs = evening.LagMs % 900 });
                    world.Live();
                    return world is { Wrong: null, IsTheirs: false, Apart: 0 };
                }
            )
            .Holds(500);

    [Fact]
    public void A_device_that_is_late_whatever_it_is_told_is_told_to_be_ahead()
    {
        var world = new World(new([.. Enumerable.Repeat(0, 120)], 0, 1_800));
        world.Live();

        Assert.Null(world.Wrong);
        Assert.InRange(world.Seeks, 1, 2);
    }

    /// <summary>A host, a guest's player and the rule between them, second by second.</summary>
    private sealed class World(Evening evening)
    {
        private static readonly Recording[] Songs =
        [
            .. Enumerable.Range(0, 60).Select(i => new Recording($"spotify:track:{i}", $"GBAYE00{i:00000}", $"Song {i}", 90_000)),
        ];

        private readonly List<(DateTimeOffset From, Heard Shown)> states = [];
        private Following mine = new();
        private int song;
        private DateTimeOffset? songAt = Start;
        private int atMs;
        private (Recording? Song, DateTimeOffset At, bool Plays) device;
        private DateTimeOffset changed = Start;
        private DateTimeOffset allowedAt = DateTimeOffset.MinValue;
        private bool pressed;

        public string? Wrong { get; private set; }

        public bool IsTheirs { get; private set; }

        public int Apart { get; private set; }

        public int Seeks { get; private set; }

        public void Live()
        {
            DateTimeOffset? due = Start;
            for (var second = 0; second < evening.Deeds.Length * 5 && Wrong is null; second++)
            {
                var now = At(second);
                if (second % 5 == 0 && second > 0 && Happens(evening.Deeds[second / 5], now))
                    due = now;
                if (songAt is { } at && now >= at.AddMilliseconds(90_000))
                    (song, songAt, changed) = (song + 1, at.AddMilliseconds(90_000), now);
                if (!IsTheirs && due <= now)
                    due = Turn(now);
                Compare(now);
            }
        }

        private HostPlace Host(DateTimeOffset now) =>
            HostPlace.Of(new(Songs[song], songAt, songAt is null ? atMs : null, Songs[song + 1]), now);

        private bool Happens(int deed, DateTimeOffset now)
        {
            switch (deed)
            {
                case 10 when songAt is { } at && now - at < TimeSpan.FromSeconds(60):
                    songAt = at.AddSeconds(-15);
                    break;
                case 11 when songAt is { } at:
                    (songAt, atMs) = (null, (int)(now - at).TotalMilliseconds);
                    break;
                case 11:
                    songAt = now.AddMilliseconds(-atMs);
                    break;
                case 12 when songAt is not null:
                    (song, songAt) = (song + 1, now);
                    break;
                case 13 when device.Plays && mine.Song is not null:
                    (device, pressed) = ((device.Song, device.At, false), true);
                    Show(now, 0);
                    return false;
                case 14 when mine.Song is not null:
                    (device, pressed) = ((Foreign, now, true), true);
                    Show(now, 0);
                    return false;
                default:
                    return false;
            }

            changed = now;
            return true;
        }

        private DateTimeOffset? Turn(DateTimeOffset now)
        {
            AlongLook? look = null;
            for (var steps = 0; steps < 3; steps++)
            {
                var (host, before) = (Host(now), mine);
                var step = PlayingAlong.Of(host, before, look, now);
                if (look is not null)
                    mine = before.Looked(host, look, now);
                if (step == AlongStep.LeaveAlone && look is null && PlayingAlong.Next(host, before, now) <= now && host.ChangesAt > now)
                    step = AlongStep.Look;
                look = null;
                switch (step)
                {
                    case AlongStep.LeaveAlone:
                        return PlayingAlong.Next(Host(now), mine, now);
                    case AlongStep.Look:
                        look = new(Shown(now));
                        if (PlayingAlong.Follows(mine, look))
                            allowedAt = now;
                        break;
                    case AlongStep.TheirsNow or AlongStep.NoAnswer or AlongStep.Gone:
                        if (!pressed && evening.Late == 0)
                            Wrong = $"{step} though nobody pressed anything";
                        IsTheirs = true;
                        return null;
                    default:
                        Do(step, host, now);
                        break;
                }
            }

            return PlayingAlong.Next(Host(now), mine, now) is { } next && next > now ? next : now.AddSeconds(1);
        }

        private void Do(AlongStep step, HostPlace host, DateTimeOffset now)
        {
            var isRepeated = step == AlongStep.Start && mine.Starts == 1 && mine.SeenAt < mine.ToldAt;
            // What a player does at the end of its song is taken for its own doing, even if somebody pressed pause in just those seconds.
            var isAtItsEnd = step == AlongStep.Start && mine.Song is not null && now > mine.EndsAt.AddSeconds(-6);
            if (mine.Song is not null && !isRepeated && !isAtItsEnd && now - allowedAt > TimeSpan.FromSeconds(15))
                Wrong = $"{step} at {now:T}, last seen at {allowedAt:T}";
            allowedAt = now;
            Seeks += step == AlongStep.Seek ? 1 : 0;
            var at = host.At.AddMilliseconds(evening.LagMs - mine.LeadMs);
            mine = mine.Told(step, host, now);
            if (mine.Seeks > 2)
                Wrong = "put right a third time";
            device = step switch
            {
                AlongStep.Pause => (device.Song, device.At, false),
                AlongStep.Seek => (device.Song, at, device.Plays),
                _ => (host.Song, at, true),
            };
            Show(now, evening.Late);
        }

        private void Show(DateTimeOffset now, int late) =>
            states.Add((now.AddSeconds(late), new(device.Plays, device.Song, (int)(device.At - Start).TotalMilliseconds, false)));

        /// <summary>What readers see, with where it is by now.</summary>
        private Heard? Shown(DateTimeOffset now)
        {
            var visible = states.Where(state => state.From <= now).Select(state => state.Shown).LastOrDefault();
            return visible is { ProgressMs: { } since }
                ? visible with
                {
                    ProgressMs = (int)(now - Start).TotalMilliseconds - since,
                }
                : visible;
        }

        private void Compare(DateTimeOffset now)
        {
            var host = Host(now);
            if (IsTheirs || pressed || now - changed < TimeSpan.FromSeconds(6) || host.ChangesAt - now < TimeSpan.FromSeconds(3))
                return;
            var isTogether = host.Plays
                ? device.Plays && device.Song == host.Song && (device.At - host.At).Duration() <= TimeSpan.FromSeconds(1)
                : !device.Plays;
            Apart += isTogether ? 0 : 1;
        }
    }

    private static DateTimeOffset At(int second) => Start.AddSeconds(second);

    private static HostPlace Host(Recording song, int began = 0) => HostPlace.Of(new(song, At(began), null), At(Math.Max(60, began)));

    private static AlongLook Shows(Recording song, int progress) => new(new(true, song, progress, false));
}
