namespace Tonearm.Tests.Guard.Notifications;

/// <summary>kill -9 at each step of a message: once where the answer was known, and under the same id where it was not.</summary>
public sealed class KilledTests(TestPostgres postgres, TestSandboxes sandboxes) : NotificationSlice(postgres, sandboxes)
{
    [Theory]
    [InlineData("written")]
    [InlineData("sent")]
    [InlineData("answered")]
    public async Task Killed_it_is_sent_once_where_the_answer_was_known(string step)
    {
        var (person, playlist) = await Protected();
        await Webhook(person);
        await TakeDownUnheard(person, playlist);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (step == "sent")
            Receiver.Answers(async _ =>
            {
                arrived.TrySetResult();
                await hold.Task;
            });
        if (step == "written")
            // It is to be told, and nothing has been sent.
            await Sql("update channels set rest_until = now() + interval '1 year'");

        await using (var process = await Process())
        {
            if (step == "sent")
                await arrived.Task.WaitAsync(Cancel);
            if (step == "answered")
                while (!await Scalar<bool>("select sent_at is not null from channels"))
                    await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
            await process.Kill();
        }

        hold.TrySetResult();
        await Sql("update lease set until = now()");
        if (step == "written")
            await Sql("update channels set rest_until = null");
        await using (var second = await Process())
        {
            while (!await Scalar<bool>("select sent_at is not null from channels"))
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
            await Settled();
        }

        var ids = Receiver.All.Select(each => each.Id).ToArray();
        Assert.Equal(step == "sent" ? 2 : 1, ids.Length);
        Assert.Single(ids.Distinct());
        Assert.Single(Receiver.All.Select(each => each.Body).Distinct());
    }

    /// <summary>The takedown is seen and written down while nobody sends.</summary>
    private async Task TakeDownUnheard(Person person, LibraryEntry playlist)
    {
        await Sql("update channels set rest_until = now() + interval '1 year'");
        await TakenDown(person, playlist);
        await App.DisposeAsync();
        await Sql("update channels set rest_until = null; update lease set until = now()");
    }

    private async Task<TonearmProcess> Process()
    {
        var process = TonearmProcess.Start(
            TonearmApp
                .Settings(Sandbox, Database)
                .Select(each => (each.Key, each.Value!))
                .Append(("urls", "http://127.0.0.1:0"))
                .Append(("Notify:AllowPrivate", "true"))
        );
        await process.Started(Cancel);
        return process;
    }
}
