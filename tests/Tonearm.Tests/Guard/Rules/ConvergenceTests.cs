using FsCheck;
using FsCheck.Fluent;
using Tonearm.Guard.Rules;
using Tonearm.Spotify;
using Outcome = Tonearm.Guard.Rules.Outcome;

namespace Tonearm.Tests.Guard.Rules;

/// <summary>
/// Guard against a small model of Spotify: takedowns and edits at any time, looks that show the past for up to a minute, new ids for the
/// same cover, answers that get lost, crashes before and after each step. Whatever happens, when it stops the playlist is as wanted soon
/// after.
/// </summary>
public sealed class ConvergenceTests
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(90);

    [Fact]
    public void Whatever_happens_the_playlist_ends_as_wanted_without_a_hold_and_without_needless_writes() =>
        Prop.ForAll(
                Arb.From(Schedules(1, 40), Shorter),
                schedule =>
                {
                    var world = new World();
                    foreach (var happening in schedule)
                        world.Live(happening);

                    world.Calm();

                    return world
                        .IsAsWanted.Label("not as wanted")
                        .And((world.State == PlaylistState.AsWanted).Label($"taken for {world.State}"))
                        .And((!world.HasHeld).Label("held"))
                        .And((world.WritesInTheLastHour == 0).Label("still writing"))
                        .And((world.Writes <= world.Disturbances).Label($"{world.Writes} writes for {world.Disturbances} disturbances"))
                        .And((world.Incident is null).Label("the incident is still open"));
                }
            )
            .Holds(500);

    [Fact]
    public void A_takedown_of_all_three_costs_two_writes() => Assert.Equal(2, Live([new Takedown(Fields.All), new Sweep()]).Writes);

    [Fact]
    public void A_crash_before_anything_is_stored_costs_nothing() =>
        Assert.Equal(2, Live([new Takedown(Fields.All), new Sweep(Crash: 0)]).Writes);

    [Fact]
    public void A_crash_between_storing_and_writing_costs_nothing() =>
        Assert.Equal(2, Live([new Takedown(Fields.All), new Sweep(Crash: 1)]).Writes);

    [Fact]
    public void A_crash_between_details_and_cover_writes_the_cover_alone() =>
        Assert.Equal(2, Live([new Takedown(Fields.All), new Sweep(Crash: 3)]).Writes);

    [Fact]
    public void A_crash_after_the_cover_has_been_accepted_costs_nothing() =>
        Assert.Equal(2, Live([new Takedown(Fields.All), new Sweep(Crash: 5)]).Writes);

    [Fact]
    public void A_cover_whose_answer_was_lost_in_a_crash_is_written_once_more() =>
        Assert.Equal(3, Live([new Takedown(Fields.All), new Sweep(Crash: 4)]).Writes);

    [Fact]
    public void A_Spotify_that_stores_the_title_in_its_own_way_is_written_to_twice_and_then_the_owner_is_asked()
    {
        var world = new World(stores: title => title.ToUpperInvariant());

        world.Live(new Takedown(Fields.Title));
        world.Live(new Sweep());
        world.Calm();

        Assert.Equal((2, PlaylistState.OnHold), (world.Writes, world.State));
    }

    private static World Live(IEnumerable<Happening> schedule)
    {
        var world = new World();
        foreach (var happening in schedule)
            world.Live(happening);

        world.Calm();
        Assert.True(world.IsAsWanted);
        return world;
    }

    private static IEnumerable<Happening[]> Shorter(Happening[] schedule) =>
        schedule.Select((_, left) => schedule.Where((_, i) => i != left).ToArray());

    private static Gen<Happening[]> Schedules(int least, int most)
    {
        var takedown = from field in Gen.Choose(1, 7) select (Happening)new Takedown((Fields)field);
        var edit = from field in Gen.Choose(1, 7) select (Happening)new Edit((Fields)field);
        var pass =
            from seconds in Gen.OneOf(Gen.Choose(1, 60), Gen.Choose(60, 600), Gen.Choose(600, 40_000))
            select (Happening)new Pass(seconds);
        var lag = from seconds in Gen.Choose(0, 60) select (Happening)new Lag(seconds);
        var sweep =
            from crash in Gen.Frequency((3, Gen.Constant(int.MaxValue)), (1, Gen.Choose(0, 5)))
            from answer in Gen.Frequency(
                (4, Gen.Constant(Answer.Yes)),
                (1, Gen.Elements(Answer.LostButWritten, Answer.Lost, Answer.Throttled))
            )
            select (Happening)new Sweep(crash, answer);
        return from length in Gen.Choose(least, most)
            from schedule in Gen.Frequency((2, takedown), (1, edit), (3, pass), (1, lag), (5, sweep)).ArrayOf(length)
            select schedule;
    }

    private enum Answer
    {
        Yes,
        LostButWritten,
        Lost,
        Throttled,
    }

    private abstract record Happening;

    private sealed record Takedown(Fields Fields) : Happening;

    /// <summary>
    /// Somebody writes something of their own; no two edits write the same. A cover is left alone while Guard waits to see what its own
    /// upload became: nobody could tell the two apart.
    /// </summary>
    private sealed record Edit(Fields Fields) : Happening;

    private sealed record Pass(int Seconds) : Happening;

    /// <summary>From now on looks show what was so many seconds ago, but never go back behind an earlier look.</summary>
    private sealed record Lag(int Seconds) : Happening;

    /// <param name="Crash">The step after which the process is gone: 0 look, 1 intent stored, 2 details written, 3 and stored, 4 cover
    /// written, 5 and stored.</param>
    private sealed record Sweep(int Crash = int.MaxValue, Answer Answer = Answer.Yes) : Happening;

    private sealed class World
    {
        private static readonly Wanted Wanted = new("Deep focus", "Rock & roll", "our cover");
        private static readonly Policy Policy = new(Mode.Restore);

        // Spotify.
        private readonly List<(DateTimeOffset At, Observed Playlist)> past;
        private readonly Func<string, string> stores;
        private readonly Dictionary<string, string> contents = new() { ["picture 0"] = "content of the first upload" };
        private TimeSpan lag;
        private DateTimeOffset shownUntil;
        private int edits;

        // What Guard has stored.
        private readonly List<Rendition> renditions = [new("picture 0", "content of the first upload", "our cover")];
        private readonly List<DateTimeOffset> writes = [];
        private History history = History.Empty;
        private DateTimeOffset? lastLook;
        private DateTimeOffset? lookAt;
        private DateTimeOffset now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

        public World(Func<string, string>? stores = null)
        {
            this.stores = stores ?? (title => title);
            past = [(now, new("Deep focus", "Rock & roll", new(ImageKind.Custom, "picture 0")))];
        }

        public int Disturbances { get; private set; }

        public bool HasHeld { get; private set; }

        public PlaylistState State { get; private set; }

        public Incident? Incident { get; private set; }

        public int Writes => writes.Count;

        public int WritesInTheLastHour => writes.Count(at => at > now.AddHours(-1));

        public bool IsAsWanted =>
            Truth is { Title: "Deep focus", Description: "Rock & roll", Image.Kind: ImageKind.Custom }
            && contents[Truth.Image.Id] is "content of our cover" or "content of the first upload";

        private bool AwaitsRendition =>
            history.Last(Field.Cover) is { MayBeWritten: true, AnsweredAt: not null, ConfirmedAt: null, ReadBack: null } upload
            && now <= upload.SettledAt + Renditions.LateLook;

        private Observed Truth => past[^1].Playlist;

        public void Live(Happening happening)
        {
            now = now.AddSeconds(1);
            switch (happening)
            {
                case Takedown(var fields):
                    Disturbances += FieldSets.Each.Count(field => fields.Has(field));
                    Set(fields, "", "", new(ImageKind.Mosaic, $"mosaic {now}"));
                    break;
                case Edit(var fields):
                    fields &= AwaitsRendition ? ~Fields.Cover : Fields.All;
                    Disturbances += FieldSets.Each.Count(field => fields.Has(field));
                    edits++;
                    contents[$"edit {edits}"] = $"content {edits}";
                    Set(fields, $"title {edits}", $"description {edits}", new(ImageKind.Custom, $"edit {edits}"));
                    break;
                case Pass(var seconds):
                    // A long absence may miss what our upload became, which costs another one.
                    Disturbances += seconds > 300 ? 1 : 0;
                    now = now.AddSeconds(seconds);
                    break;
                case Lag(var seconds):
                    lag = TimeSpan.FromSeconds(seconds);
                    break;
                case Sweep sweep:
                    // Both writes of a sweep may be lost.
                    Disturbances += sweep is { Crash: > 5, Answer: Answer.Yes } ? 0 : 2;
                    Run(sweep);
                    break;
            }
        }

        /// <summary>Nothing happens any more but sweeps, each 5 minutes and when a decision asks for one.</summary>
        public void Calm()
        {
            for (var end = now.AddHours(10); now < end; )
            {
                Run(new());
                var next = now.AddMinutes(5);
                now = lookAt > now && lookAt < next ? lookAt.Value : next;
            }
        }

        private void Run(Sweep sweep)
        {
            // The way of a sweep: learn the cover, decide; below, store and write.
            var observed = Look();
            var learnt = Learn(observed.Image);
            var decided = Assessment.Of(Playlist(observed), new("id", 0, observed, null, null, "me", "Me", true, 3), learnt, Settle, now);
            var found = decided.Findings;
            var said = PlaylistStatus
                .Of(Policy, found.Comparison, found.Decisions, found.History, Fields.None, Fields.None, isWatched: true)
                .State;
            HasHeld |= said == PlaylistState.OnHold;
            if (sweep.Crash < 1)
                return;

            if (learnt is not null)
                renditions.Add(learnt);
            (history, lastLook, State) = (new([.. found.History.Restores, .. decided.Restores]), now, said);
            Incident = found.Incident is { ClosedAt: null } or null ? found.Incident : null;
            lookAt = decided.Decisions.Min(decision => decision.At);
            if (sweep.Crash < 2)
                return;

            if (Write([.. decided.Restores.Where(restore => restore.Field != Field.Cover)], sweep, crash: 2))
                Write([.. decided.Restores.Where(restore => restore.Field == Field.Cover)], sweep, crash: 4);
        }

        /// <summary>One call to Spotify; false once the process is gone.</summary>
        private bool Write(Restore[] restores, Sweep sweep, int crash)
        {
            now = now.AddSeconds(1);
            if (restores.Length > 0)
            {
                // A stranger's cover that no look has shown yet, under an upload whose answer says nothing: nobody could tell the two
                // apart.
                var isHidden = restores.Any(restore =>
                    restore.Field == Field.Cover && Truth.Image.MayBeChosen && restore.Before != Truth.Image.Id
                );
                if (sweep.Answer is Answer.Yes or Answer.LostButWritten || (sweep.Answer == Answer.Lost && isHidden))
                {
                    var picture = $"picture {writes.Count + 1}";
                    contents[picture] = "content of our cover";
                    Set(
                        restores.Select(restore => restore.Field).ToSet(),
                        stores(Wanted.Title),
                        Wanted.Description,
                        new(ImageKind.Custom, picture)
                    );
                }

                if (sweep.Answer != Answer.Throttled)
                    writes.Add(now);
                if (sweep.Crash <= crash)
                    return false;

                var outcome = sweep.Answer switch
                {
                    Answer.Yes => Outcome.Accepted,
                    Answer.Throttled => Outcome.Unsent,
                    _ => Outcome.Unknown,
                };
                lookAt = now + Settle;
                history = new([
                    .. history.Restores.Select(each => restores.Contains(each) ? each with { Outcome = outcome, AnsweredAt = now } : each),
                ]);
            }

            return sweep.Crash > crash + 1;
        }

        private ProtectedPlaylist Playlist(Observed before) =>
            new(
                "id",
                0,
                Absence.Listed,
                null,
                1,
                Wanted,
                before,
                Policy,
                Fields.None,
                Fields.None,
                lookAt,
                new(lastLook, lastLook?.AddMinutes(5)),
                null,
                history,
                new(renditions),
                Incident is null ? null : new(1, Incident)
            );

        private Observed Look()
        {
            shownUntil = now - lag > shownUntil ? now - lag : shownUntil;
            return past.LastOrDefault(each => each.At <= shownUntil, past[0]).Playlist;
        }

        private Rendition? Learn(ImageRef image)
        {
            var known = new Renditions(renditions);
            return image.Kind != ImageKind.Custom || known.Knows(image.Id) ? null : known.Identify(image, contents[image.Id], history, now);
        }

        private void Set(Fields fields, string title, string description, ImageRef image) =>
            past.Add(
                (
                    now,
                    new(
                        fields.Has(Field.Title) ? title : Truth.Title,
                        fields.Has(Field.Description) ? description : Truth.Description,
                        fields.Has(Field.Cover) ? image : Truth.Image
                    )
                )
            );
    }
}
