using Microsoft.Extensions.Logging;
using Npgsql;

namespace Tonearm.Tests.Party.Conductor;

/// <summary>PostgreSQL goes away in mid-party and comes back.</summary>
public sealed class NoDatabaseTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    private OwnPostgres own = null!;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Half_a_minute_without_PostgreSQL_while_the_song_is_handed_over_ends_no_party(bool afterEffect)
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        var hold = await HandOverHeld(afterEffect);

        await own.Stop();
        await hold.DisposeAsync();
        await Until(async () => (await Sandbox.Player(Host)).Queue.Count > 0);
        await App.Advance(TimeSpan.FromSeconds(30));
        await own.Start(Cancel);
        NpgsqlConnection.ClearAllPools();
        await Settled();
        await PassSlowly(TimeSpan.FromSeconds(4));

        await AllWell(party, songs: 2);
        await PassSong();
        await AllWell(party, songs: 3);
        Assert.DoesNotContain(App.Log.Lines, line => line.Level == LogLevel.Critical);
    }

    protected override async Task<string> MakeDatabase() => (own = await OwnPostgres.Make(Postgres, Cancel)).Database;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await own.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
