namespace Tonearm.BrowserTests.Journeys;

/// <summary>One house with owners to whom different things have happened.</summary>
public sealed class LivedInHouse(TestPostgres postgres, TestSandboxes sandboxes) : IAsyncLifetime
{
    private string drifted = "",
        unprotected = "";

    public TonearmApp App { get; private set; } = null!;

    public SandboxProcess Sandbox { get; private set; } = null!;

    /// <summary>One playlist is watched and has lost title and cover; another was put back.</summary>
    public Person Drifted { get; private set; } = null!;

    public Person Calm { get; private set; } = null!;

    public Person Empty { get; private set; } = null!;

    public Person Locked { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Sandbox = await sandboxes.Rent(Cancel);
        App = await TonearmApp.Start(Sandbox, await postgres.CreateDatabase(Cancel));
        (Drifted, Calm) = (await SignedIn("kitchenradio"), await SignedIn("vinylattic"));
        (Empty, Locked) = (await SignedIn("firstspin"), await SignedIn("backroomtapes"));

        var kitchen = await Sandbox.Complete("kitchenradio");
        (drifted, unprotected) = (kitchen[0].Id, kitchen[3].Id);
        await Drifted.Protect(drifted, "watch");
        await Drifted.Protect(kitchen[1].Id);
        await Drifted.Want(drifted, description: "Edited once, so that there is an earlier version.");
        foreach (var playlist in await Calm.Playlists())
            await Calm.Protect(playlist.Id);

        await Sandbox.PlayContext("kitchenradio", $"spotify:playlist:{unprotected}");
        await Sandbox.Enqueue("kitchenradio", (await Sandbox.Player("kitchenradio")).Song!.Uri);
        await Sandbox.TakeDown(drifted, "title");
        await Sandbox.TakeDown(drifted, "cover");
        await Sandbox.TakeDown(kitchen[1].Id, "description");
        await Sandbox.Revoke("backroomtapes");
        foreach (var person in new[] { Drifted, Calm, Locked })
            await person.Sweep();
    }

    /// <summary>Puts ids in the place of their names.</summary>
    public string Fill(string address) =>
        address.Replace("{drifted}", drifted, StringComparison.Ordinal).Replace("{unprotected}", unprotected, StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        foreach (var person in new[] { Drifted, Calm, Empty, Locked })
            person.Dispose();
        await App.DisposeAsync();
        sandboxes.Return(Sandbox);
    }

    private async Task<Person> SignedIn(string account)
    {
        if (account == "backroomtapes")
            await Sandbox.ChangePerson(account, onAllowList: true);
        var person = App.Visitor();
        await person.SignIn(account);
        await person.Imported(Cancel);
        return person;
    }
}
