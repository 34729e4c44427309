using System.Collections.Concurrent;
using Tonearm.Data;
using Tonearm.Guard.Rules;
using Tonearm.Spotify;

namespace Tonearm.Guard.Sweep;

/// <summary>
/// Writes stored restores to Spotify: of each playlist first the details, then the cover; of different playlists many at once. Each answer
/// is stored before the next write of the same playlist.
/// </summary>
internal sealed partial class Restorer(
    Playlists playlists,
    Covers covers,
    RestoreStore store,
    SweepGate gate,
    GuardMetrics metrics,
    TimeProvider time,
    ILogger<Restorer> logger
)
{
    public async Task<Written> Write(Guid account, LeaseTerm term, IReadOnlyList<Assessment> assessments, CancellationToken cancellation)
    {
        var answers = new ConcurrentBag<Answer<Done>>();
        var restored = await Task.WhenAll(assessments.Select(each => Write(account, term, each, answers, cancellation)));
        var failure = answers.FirstOrDefault(answer => !answer.IsOk);
        return new(
            answers.Count,
            restored.Count(done => done is true),
            failure?.Kind,
            failure is null ? null : SweepWords.Problem(failure),
            restored.Any(done => done is null)
        );
    }

    /// <returns>Whether Spotify took any of it; null when the lease ended on the way.</returns>
    private async Task<bool?> Write(
        Guid account,
        LeaseTerm term,
        Assessment assessment,
        ConcurrentBag<Answer<Done>> answers,
        CancellationToken cancellation
    )
    {
        var (id, restored) = (assessment.Playlist.Id, false);
        var caller = assessment.Restores.Any(restore => restore.Asked) ? Caller.Person(account) : Caller.Restore(account);
        Restore[] details = [.. assessment.Restores.Where(restore => restore.Field != Field.Cover)];
        if (details.Length > 0)
        {
            var isTogether = details.Length > 1;
            if (await Send(details, Change(details), isTogether) is not { } answer)
                return null;
            restored |= answer.IsOk;
            // One text's refusal must not take the other down: each alone, once.
            if (isTogether && answer.Kind == AnswerKind.Refused)
            {
                foreach (var detail in details)
                {
                    if (await Send([detail], Change([detail])) is not { } alone)
                        return null;
                    restored |= alone.IsOk;
                }
            }
        }

        if (assessment.Restores.FirstOrDefault(restore => restore.Field == Field.Cover) is { } cover)
        {
            // A wanted cover is kept as long as its account is linked.
            if (await store.Cover(account, cover.Written, cancellation) is not { } jpeg)
                return restored;
            if (await Send([cover], () => covers.Upload(caller, id, jpeg, cancellation)) is not { } answer)
                return null;
            restored |= answer.IsOk;
        }

        return restored;

        Func<Task<Answer<Done>>> Change(Restore[] texts) =>
            () => playlists.Change(caller, id, new(Text(texts, Field.Title), Text(texts, Field.Description)), cancellation);

        async Task<Answer<Done>?> Send(Restore[] restores, Func<Task<Answer<Done>>> write, bool isTogether = false)
        {
            using var pass = await gate.WaitAsync(cancellation);
            // Whoever holds the lease now will find the stored restore and decide anew.
            if (!term.IsHeld)
                return null;
            var began = time.GetTimestamp();
            var answer = await write();
            if (answer.Throttled)
                pass.Throttled();
            answers.Add(answer);
            if (isTogether && answer.Kind == AnswerKind.Refused)
                return answer;
            var outcome = OutcomeOf(answer.Kind);
            Tell(account, id, restores, outcome, time.GetElapsedTime(began));
            await store.Answered(account, assessment.Playlist, restores, outcome, time.GetUtcNow(), answer.Message);
            return answer;
        }
    }

    private void Tell(Guid account, string playlist, Restore[] restores, Outcome outcome, TimeSpan took)
    {
        foreach (var restore in restores)
            metrics.Restored(restore.Field, outcome);
        var fields = string.Join(" and ", restores.Select(restore => restore.Field.Name().ToLowerInvariant()));
        if (outcome == Outcome.Accepted)
            Log.Restored(logger, fields, playlist, account, (int)took.TotalMilliseconds);
        else
            Log.NotRestored(logger, fields, playlist, account, outcome, (int)took.TotalMilliseconds);
    }

    private static string? Text(IEnumerable<Restore> details, Field field) =>
        details.FirstOrDefault(restore => restore.Field == field)?.Written;

    private static Outcome OutcomeOf(AnswerKind answer) =>
        answer switch
        {
            AnswerKind.Ok => Outcome.Accepted,
            AnswerKind.Forbidden => Outcome.Forbidden,
            AnswerKind.Refused or AnswerKind.NotFound => Outcome.Refused,
            AnswerKind.MissingScope or AnswerKind.NotOnAllowList or AnswerKind.OwnerWithoutPremium => Outcome.NotCovered,
            AnswerKind.Unreachable => Outcome.Unknown,
            _ => Outcome.Unsent,
        };

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Information,
            Message = "Put back {Fields} of playlist {Playlist}, account {Account}, in {Milliseconds} ms"
        )]
        public static partial void Restored(ILogger logger, string fields, string playlist, Guid account, int milliseconds);

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "Did not put back {Fields} of playlist {Playlist}, account {Account}: {Outcome}, after {Milliseconds} ms"
        )]
        public static partial void NotRestored(
            ILogger logger,
            string fields,
            string playlist,
            Guid account,
            Outcome outcome,
            int milliseconds
        );
    }
}

/// <param name="Restored">Playlists of which at least one write was accepted.</param>
/// <param name="Failure">The first answer that was not yes.</param>
/// <param name="IsCutOff">The lease ended before all was written.</param>
internal sealed record Written(int Calls, int Restored, AnswerKind? Failure, string? Problem, bool IsCutOff)
{
    public static readonly Written Nothing = new(0, 0, null, null, false);
}
