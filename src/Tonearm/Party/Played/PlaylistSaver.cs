using Tonearm.Data;
using Tonearm.Party.Rules;
using Tonearm.Spotify;

namespace Tonearm.Party.Played;

/// <summary>
/// Makes a private playlist of what was played, in the host's account. Each call that changes something is stored as an intent before it is
/// sent; whoever takes over after a crash, or gets no answer, finds out first what has become of it.
/// </summary>
internal sealed class PlaylistSaver(
    Lease lease,
    ChangeFeed feed,
    SaveStore store,
    Playlists playlists,
    PlaylistItems items,
    SupervisedLoops loops,
    TimeProvider time
) : DueWorker<Guid>(Loop, lease, feed, PartyChange.Saving, loops, time)
{
    private static readonly LoopName Loop = new("The saver of playlists");

    protected override TimeSpan LongestPause { get; } = TimeSpan.FromMinutes(2);

    protected override Guid KeyOf(Guid due) => due;

    protected override Task<IReadOnlyList<Guid>> Due(IReadOnlyCollection<Guid> running, CancellationToken cancellation) =>
        store.Due(Time.GetUtcNow(), cancellation);

    protected override Task<DateTimeOffset?> NextDue(IReadOnlyCollection<Guid> running, CancellationToken cancellation) =>
        store.NextDue(running, cancellation);

    protected override async Task Do(Guid due, LeaseTerm term, CancellationToken cancellation)
    {
        while (term.IsHeld && await store.Load(due, cancellation) is { } save && save.DueAt <= Time.GetUtcNow())
            if (await Step(save, term, cancellation) is not { } after || !await store.Store(after, term, cancellation))
                return;
    }

    /// <returns>What is to be stored; null when the lease has passed on.</returns>
    private async Task<PartySave?> Step(PartySave save, LeaseTerm term, CancellationToken cancellation)
    {
        if (!save.MayWrite)
            return Waits(save, SaveProblems.Consent, null);
        switch (Saving.Next(save.State, save.Added, save.SentAt, Time.GetUtcNow()))
        {
            case SaveStep.Create:
                return await Create(save, term, cancellation);
            case SaveStep.LookFor:
                return await LookFor(save, cancellation);
            case SaveStep.Count:
                return await Count(save, cancellation);
            case SaveStep.PutFirst or SaveStep.Add:
                return await Fill(save, term, cancellation);
            default:
                return save with { DueAt = null };
        }
    }

    private async Task<PartySave?> Create(PartySave save, LeaseTerm term, CancellationToken cancellation)
    {
        if (save.Created == Saving.MostCreations)
            return GivenUp(save, SaveProblems.Unreachable);
        var now = Time.GetUtcNow();
        var sent = save with
        {
            State = SaveState.Creating,
            Created = save.Created + 1,
            Looks = 0,
            SentAt = now,
            DueAt = Saving.LookAt(now, 0),
            Problem = null,
        };
        if (!await store.Store(sent, term, cancellation))
            return null;
        var answer = await playlists.Create(Caller.Person(save.Account), new(save.Title, save.Description, Public: false), cancellation);
        return answer.Kind switch
        {
            AnswerKind.Ok => Made(sent, answer.Value!.Id),
            // It may be there all the same.
            AnswerKind.Unreachable => sent with { Problem = SaveProblems.Unreachable },
            _ => Refused(save, answer),
        };
    }

    /// <summary>Whether a playlist of which we know nothing but how we meant to make it is there: new ones stand first.</summary>
    private async Task<PartySave?> LookFor(PartySave save, CancellationToken cancellation)
    {
        var answer = await playlists.List(Caller.Person(save.Account), 0, Playlists.PageSize, cancellation);
        if (!answer.IsOk)
            return Refused(save, answer);
        var known = await store.Known(save.Account, cancellation);
        var found = (answer.Value.Items ?? Entries<SpotifyPlaylist>.None).FirstOrDefault(playlist =>
            playlist.Name == save.Title
            && (playlist.PlainDescription is null || playlist.PlainDescription == save.Description)
            && playlist.Owner?.Id == save.UserId
            && playlist.Items?.Total is null or 0
            && !known.Contains(playlist.Id)
        );
        if (found is not null)
            return Made(save, found.Id);
        var looks = save.Looks + 1;
        return Saving.LookAt(save.SentAt!.Value, looks) is { } again
            ? save with
            {
                Looks = looks,
                DueAt = again,
            }
            : save with
            {
                State = SaveState.Asked,
                Looks = 0,
                DueAt = Time.GetUtcNow(),
            };
    }

    private async Task<PartySave?> Count(PartySave save, CancellationToken cancellation)
    {
        var now = Time.GetUtcNow();
        // Before that a count says nothing.
        if (save.SentAt + Saving.Lag is { } tells && tells > now)
            return save with { DueAt = tells };
        var answer = await playlists.Get(Caller.Person(save.Account), save.PlaylistId!, cancellation);
        if (!answer.IsOk)
            return Refused(save, answer);
        if (answer.Value.Items?.Total is not { } total)
            return Later(save, SaveProblems.Unreachable);
        return Saving.Counted(total, save.Added, save.Songs) is { } added ? Filled(save, added) : GivenUp(save, SaveProblems.Changed);
    }

    private async Task<PartySave?> Fill(PartySave save, LeaseTerm term, CancellationToken cancellation)
    {
        var now = Time.GetUtcNow();
        var uris = await store.Songs(save.Party, save.Added, Saving.Piece, cancellation);
        var sent = save with { State = SaveState.Filling, SentAt = now, DueAt = now + Saving.Lag };
        if (!await store.Store(sent, term, cancellation))
            return null;
        var caller = Caller.Person(save.Account);
        var answer =
            save.Added == 0
                ? await items.Replace(caller, save.PlaylistId!, uris, cancellation)
                : await items.Add(caller, save.PlaylistId!, uris, save.Added, cancellation);
        return answer.Kind switch
        {
            AnswerKind.Ok => Filled(save with { SentAt = now }, save.Added + uris.Length),
            AnswerKind.Unreachable => sent with { Problem = SaveProblems.Unreachable },
            _ => Refused(save, answer),
        };
    }

    private PartySave Made(PartySave save, string playlist) =>
        save with
        {
            State = SaveState.Made,
            PlaylistId = playlist,
            Added = 0,
            Failures = 0,
            Problem = null,
            SentAt = Time.GetUtcNow(),
            DueAt = Time.GetUtcNow(),
        };

    private PartySave Filled(PartySave save, int added)
    {
        var isWhole = added == save.Songs;
        return save with
        {
            State = isWhole ? SaveState.Saved : SaveState.Made,
            Added = added,
            Failures = 0,
            Problem = null,
            SentAt = Time.GetUtcNow(),
            DueAt = isWhole ? null : Time.GetUtcNow(),
        };
    }

    /// <summary>Spotify has said that it did not do it, and mostly why.</summary>
    private PartySave Refused<T>(PartySave save, Answer<T> answer) =>
        answer.Kind switch
        {
            AnswerKind.Limited => Waits(save, SaveProblems.Quota, answer.Until ?? Time.GetUtcNow() + Pauses.After(save.Failures)),
            AnswerKind.Unreachable => Later(save, SaveProblems.Unreachable),
            AnswerKind.NeedsSignIn or AnswerKind.MissingScope => Waits(save, SaveProblems.SignIn, null),
            AnswerKind.NotFound => GivenUp(save, SaveProblems.Gone),
            AnswerKind.NotOnAllowList or AnswerKind.OwnerWithoutPremium or AnswerKind.AppRefused => GivenUp(save, SaveProblems.Locked),
            _ => GivenUp(save, SaveProblems.Refused),
        };

    private PartySave Later(PartySave save, string problem) =>
        save.Failures == Saving.MostFailures
            ? GivenUp(save, problem)
            : Waits(save with { Failures = save.Failures + 1 }, problem, Time.GetUtcNow() + Pauses.After(save.Failures));

    private static PartySave Waits(PartySave save, string problem, DateTimeOffset? until) => save with { Problem = problem, DueAt = until };

    private static PartySave GivenUp(PartySave save, string problem) =>
        save with
        {
            State = SaveState.Refused,
            Problem = problem,
            DueAt = null,
        };
}
