using System.Diagnostics;
using Tonearm.Data;

namespace Tonearm.Tests.Data;

public sealed class PrivateServerTests(TestPostgres postgres)
{
    [Fact]
    public async Task What_was_stored_is_there_after_a_stop_and_a_start()
    {
        await using var place = new ServerPlace();
        await using (var server = await place.Start())
        {
            var made = await server.CreateDatabase("tonearm", Stop);
            await ServerPlace.Ask(made, "create table record as select 'Blue Monday' as title");
        }

        await using var again = await place.Start();
        var found = await again.CreateDatabase("tonearm", Stop);

        Assert.Equal("Blue Monday", await ServerPlace.Ask(found, "select title from record"));
    }

    [Fact]
    public async Task A_stop_leaves_no_process_and_no_socket()
    {
        await using var place = await ServerPlace.Made(postgres);
        var server = await place.Start();
        var (process, socket) = place.Note!.Value;

        await server.DisposeAsync();

        Assert.Null(place.Note);
        Assert.False(Directory.Exists(socket));
        await ServerPlace.Gone(process);
    }

    [Fact]
    public async Task Nobody_else_reaches_it()
    {
        await using var place = await ServerPlace.Made(postgres);
        await using var server = await place.Start();
        const UnixFileMode others = ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(place.Note!.Value.Socket) & others);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.Combine(place.DataFolder, "postgres")) & others);
        Assert.Equal("", await ServerPlace.Ask(server.ConnectionString("postgres"), "show listen_addresses"));
    }

    [Theory]
    [InlineData("a folder whose name alone is longer than the path of a socket may be, which is 107 bytes; somebody's home has such names")]
    [InlineData("O'Neil \"and\" $(touch /tmp/tonearm-was-here) `friends`; 50% \\ 100 ♫")]
    public async Task Any_name_of_a_folder_will_do(string name)
    {
        await using var place = new ServerPlace(name);
        await using var server = await place.Start();

        Assert.Equal(1, await ServerPlace.Ask(server.ConnectionString("postgres"), "select 1"));
        Assert.False(File.Exists("/tmp/tonearm-was-here"));
    }

    [Fact]
    public async Task A_folder_behind_a_link_is_the_same_folder()
    {
        await using var place = new ServerPlace("real");
        await using var first = await place.Start();
        var link = place.DataFolder + "-link";
        Directory.CreateSymbolicLink(link, place.DataFolder);
        var user = PrivateServerUser.OfTheServer;

        var running = await new PrivateServerFolder(link, user).Running(Stop);

        Assert.Equal((place.Note!.Value.Socket, true), running);
    }

    [Fact]
    public async Task A_second_owner_is_told_to_use_a_connection_string()
    {
        await using var place = await ServerPlace.Made(postgres);
        await using var server = await place.Start();

        var refusal = await place.Refusal();

        Assert.Contains("Another Tonearm runs on", refusal);
        Assert.Contains("ConnectionStrings:Tonearm", refusal);
    }

    [Fact]
    public async Task A_folder_of_another_major_version_names_both_versions_and_the_cure()
    {
        await using var place = await ServerPlace.Made(postgres);
        await (await place.Start()).DisposeAsync();
        await File.WriteAllTextAsync(Path.Combine(place.DataFolder, "postgres", "PG_VERSION"), "11\n", Stop);

        var refusal = await place.Refusal();

        Assert.Matches("made by PostgreSQL 11, and only PostgreSQL 1[5-9] is installed", refusal);
        Assert.Contains("install postgresql-11", refusal);
    }

    [Fact]
    public async Task A_folder_that_is_no_database_is_left_alone()
    {
        await using var place = await ServerPlace.Made(postgres);
        await (await place.Start()).DisposeAsync();
        File.Delete(Path.Combine(place.DataFolder, "postgres", "PG_VERSION"));

        Assert.Contains("is not a folder of PostgreSQL: move it away", await place.Refusal());
    }

    [Fact]
    public async Task Without_the_programs_it_says_what_to_install()
    {
        await using var place = new ServerPlace();
        var empty = Directory.CreateDirectory(place.DataFolder + "-empty").FullName;

        var refusal = await place.Refusal(new() { Programs = empty });

        Assert.Contains($"is not installed in {empty}", refusal);
        Assert.Contains("apt-get install postgresql", refusal);
    }

    [Fact]
    public async Task A_making_that_was_interrupted_starts_afresh()
    {
        await using var place = new ServerPlace();
        var unfinished = Directory.CreateDirectory(Path.Combine(place.DataFolder, "postgres.new", "base"));
        ServerPlace.Run("chmod", "0711", place.DataFolder);

        await using var server = await place.Start();

        Assert.False(unfinished.Exists && Directory.Exists(unfinished.FullName));
    }

    [Fact]
    public async Task A_server_that_was_killed_recovers_and_its_socket_is_cleared_away()
    {
        await using var place = await ServerPlace.Made(postgres);
        var server = await place.Start();
        var database = await server.CreateDatabase("tonearm", Stop);
        await ServerPlace.Ask(database, "create table record as select 'Heroes' as title");
        var (process, socket) = place.Note!.Value;
        await ServerPlace.Kill(process);
        await server.DisposeAsync();
        await using var again = await place.Start();

        Assert.Equal("Heroes", await ServerPlace.Ask(again.ConnectionString("tonearm"), "select title from record"));
        Assert.False(Directory.Exists(socket));
    }

    [Fact]
    public async Task A_stranger_with_the_process_number_of_a_dead_server_is_no_server()
    {
        await using var place = await ServerPlace.Made(postgres);
        var server = await place.Start();
        var note = await File.ReadAllLinesAsync(place.NoteFile, Stop);
        await server.DisposeAsync();
        string[] asServer = Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"]
            : ["env"];
        using var stranger = Process.Start(asServer[0], [.. asServer[1..], "sleep", "600"]);
        await File.WriteAllLinesAsync(place.NoteFile, [$"{stranger.Id}", .. note[1..]], Stop);

        try
        {
            await using var again = await place.Start();
            Assert.Equal(1, await ServerPlace.Ask(again.ConnectionString("postgres"), "select 1"));
            Assert.False(stranger.HasExited);
        }
        finally
        {
            stranger.Kill();
        }
    }

    [Fact]
    public async Task A_start_that_fails_shows_what_the_server_said()
    {
        await using var place = new ServerPlace();

        var refusal = await place.Refusal(
            new()
            {
                Settings = new() { ["fsync"] = "off", ["shared_buffers"] = "'plenty'" },
            }
        );

        Assert.Contains("PostgreSQL did not start.", refusal);
        Assert.Contains("FATAL:  invalid value for parameter \"shared_buffers\": \"'plenty'\"", refusal);
    }

    [Fact]
    public async Task A_start_that_failed_owns_nothing()
    {
        await using var place = new ServerPlace();
        await place.Refusal(
            new()
            {
                Settings = new() { ["fsync"] = "off", ["shared_buffers"] = "plenty" },
            }
        );

        await using var server = await place.Start();

        Assert.Equal(1, await ServerPlace.Ask(server.ConnectionString("postgres"), "select 1"));
    }

    [Fact]
    public async Task Two_databases_of_one_server_hold_different_things()
    {
        await using var place = await ServerPlace.Made(postgres);
        await using var server = await place.Start();
        var demo = await server.CreateDatabase("tonearm_demo", Stop);
        var real = await server.CreateDatabase("tonearm", Stop);

        await ServerPlace.Ask(demo, "create table record as select 1");

        Assert.Equal(DBNull.Value, await ServerPlace.Ask(real, "select to_regclass('record')::text"));
        Assert.Equal(demo, await server.CreateDatabase("tonearm_demo", Stop));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
