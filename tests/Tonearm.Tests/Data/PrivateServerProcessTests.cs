using System.Net;
using System.Net.Sockets;

namespace Tonearm.Tests.Data;

/// <summary>The private server under the real application: what signals, crashes and other users do to it.</summary>
public sealed class PrivateServerProcessTests(OpenProgram program, TestPostgres postgres) : IClassFixture<OpenProgram>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_application_finds_its_server_again_with_all_that_was_in_it()
    {
        await using var place = await ServerPlace.Made(postgres);
        await using var killed = Start(place);
        await killed.Started(Stop);
        var server = place.Note!.Value;
        await ServerPlace.Ask(Database(place), "create table record as select 'Kind of Blue' as title");

        await killed.Kill();
        await using var next = Start(place);
        await next.Started(Stop);

        Assert.Equal(server, place.Note);
        Assert.Equal("Kind of Blue", await ServerPlace.Ask(Database(place), "select title from record"));
    }

    [Fact]
    public async Task A_killed_application_whose_socket_was_swept_away_starts_its_server_again()
    {
        await using var place = await ServerPlace.Made(postgres);
        await using var killed = Start(place);
        await killed.Started(Stop);
        var server = place.Note!.Value;
        await killed.Kill();
        Directory.Delete(server.Socket, recursive: true);

        await using var next = Start(place);
        await next.Started(Stop);

        Assert.NotEqual(server.Process, place.Note!.Value.Process);
    }

    [Fact]
    public async Task A_server_whose_first_process_is_killed_is_started_again_where_it_was_and_the_log_stays_short()
    {
        await using var place = await ServerPlace.Made(postgres);
        await using var tonearm = TonearmProcess.Start(
            [
                ("DataFolder", place.DataFolder),
                ("urls", "http://127.0.0.1:0"),
                ("PrivateServer:Settings:fsync", "off"),
                ("Sandbox:Url", "http://127.0.0.1:0"),
            ],
            environment: ("ASPNETCORE_CONTENTROOT", AppContext.BaseDirectory)
        );
        await tonearm.Started(Stop);
        var server = place.Note!.Value;
        using var http = new HttpClient { BaseAddress = tonearm.Address };
        Assert.Equal(HttpStatusCode.OK, await Status(http, "/health/ready"));

        var said = tonearm.Output.Length;
        await ServerPlace.Kill(server.Process);

        Assert.Equal(HttpStatusCode.OK, await Status(http, "/health/live"));
        Assert.Contains(await Status(http, "/health/ready"), new[] { HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK });
        await tonearm.Says("The private PostgreSQL runs again", Stop);
        while (await Status(http, "/health/ready") != HttpStatusCode.OK)
            Stop.ThrowIfCancellationRequested();
        Assert.Equal(server.Socket, place.Note!.Value.Socket);
        Assert.NotEqual(server.Process, place.Note!.Value.Process);
        Assert.DoesNotMatch(@"(?m)^\s+at \w+(\.\w+)+", tonearm.Output);
        Assert.InRange(tonearm.Output[said..].Split('\n').Length, 1, 60);
    }

    [Fact]
    public async Task A_server_that_dies_and_cannot_be_started_again_ends_the_application_with_a_sentence()
    {
        await using var place = await ServerPlace.Made(postgres);
        await using var tonearm = Start(place);
        await tonearm.Started(Stop);
        // What no restart survives: its data is gone.
        File.Move(Path.Combine(place.DataFolder, "postgres", "PG_VERSION"), Path.Combine(place.DataFolder, "version"));

        await ServerPlace.Kill(place.Note!.Value.Process);

        Assert.Equal(1, await tonearm.Ended.WaitAsync(Stop));
        Assert.Contains("PostgreSQL did not start.", tonearm.Output);
    }

    [Fact]
    public async Task The_owner_of_the_folder_takes_the_dead_ones_lease_at_once()
    {
        await using var place = await ServerPlace.Made(postgres);
        await using var killed = Start(place);
        await killed.Started(Stop);
        await killed.Says("This node holds the lease, term 1", Stop);
        await killed.Kill();
        await ServerPlace.Ask(
            Database(place).Replace("Database=postgres", "Database=tonearm_demo", StringComparison.Ordinal),
            "update lease set until = now() + interval '1 hour'"
        );

        await using var next = Start(place);

        await next.Says("This node holds the lease, term 2", Stop);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_application_and_then_its_server()
    {
        await using var place = await ServerPlace.Made(postgres);
        await using var tonearm = Start(place);
        await tonearm.Started(Stop);
        var server = place.Note!.Value;
        Assert.NotEqual(Session(tonearm.Id), Session(server.Process));

        await tonearm.Interrupt();

        Assert.Equal(0, await tonearm.Ended.WaitAsync(Stop));
        Assert.Null(place.Note);
        Assert.False(Directory.Exists(server.Socket));
        Assert.DoesNotContain("xception", tonearm.Output);
        await ServerPlace.Gone(server.Process);
    }

    [Fact]
    public async Task Ctrl_C_during_the_first_start_leaves_no_server_and_no_trace_of_a_stack()
    {
        await using var place = new ServerPlace();
        await using var tonearm = Start(place);
        await tonearm.Says("Making Tonearm's own database", Stop);

        await tonearm.Interrupt();

        await tonearm.Ended.WaitAsync(Stop);
        Assert.Null(place.Note);
        Assert.DoesNotMatch(@"(?m)^\s+at \w+(\.\w+)+", tonearm.Output);
        await using var next = Start(place);
        await next.Started(Stop);
    }

    [Fact]
    public async Task A_second_process_is_told_what_to_do_and_the_first_goes_on()
    {
        await using var place = await ServerPlace.Made(postgres);
        await using var first = Start(place);
        await first.Started(Stop);

        await using var second = Start(place);

        await EndsWith(second, "Another Tonearm runs on", "ConnectionStrings:Tonearm");
        Assert.NotNull(await ServerPlace.Ask(Database(place), "select 1"));
    }

    [Fact]
    public async Task An_application_that_cannot_start_stops_its_server()
    {
        await using var place = await ServerPlace.Made(postgres);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        await using var tonearm = Start(place, ("urls", $"http://{taken.LocalEndpoint}"));

        Assert.Equal(1, await tonearm.Ended.WaitAsync(Stop));
        Assert.Contains("address already in use. Choose another with --urls", tonearm.Output);
        Assert.DoesNotMatch(@"(?m)^\s+at \w+(\.\w+)+", tonearm.Output);
        Assert.Null(place.Note);
    }

    [Fact]
    public async Task Missing_programs_are_told_in_a_sentence()
    {
        await using var place = new ServerPlace();

        await using var tonearm = Start(place, ("PrivateServer:Programs", "/var/empty"));

        await EndsWith(tonearm, "PostgreSQL 15 or newer is not installed in /var/empty: install it (apt-get install postgresql)");
    }

    [Fact]
    public async Task An_ordinary_user_runs_it_too()
    {
        await using var place = new ServerPlace(owner: ServerPlace.OrdinaryUser);
        await using var killed = StartAsOrdinaryUser(place);
        await killed.Started(Stop);
        var server = place.Note!.Value;
        Assert.Equal(User(killed.Id), User(server.Process));

        await killed.Kill();
        await using var next = StartAsOrdinaryUser(place);
        await next.Started(Stop);
        Assert.Equal(server, place.Note);
        await next.Interrupt();

        Assert.Equal(0, await next.Ended.WaitAsync(Stop));
        Assert.Null(place.Note);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_told_in_a_sentence()
    {
        await using var tonearm = TonearmProcess.Start(Settings("/proc/tonearm"), ServerPlace.OrdinaryUser, program.Folder);

        await EndsWith(tonearm, "Tonearm cannot make its folder /proc/tonearm: choose one that it may write to with --DataFolder.");
    }

    [Fact]
    public async Task A_folder_that_may_not_be_written_is_told_in_a_sentence()
    {
        await using var tonearm = TonearmProcess.Start(Settings("/usr"), ServerPlace.OrdinaryUser, program.Folder);

        await EndsWith(tonearm, "Tonearm may not write to its folder /usr: start it as the user who owns it, or choose another folder");
    }

    [Fact]
    public async Task A_folder_that_is_closed_to_the_user_postgres_is_told_in_a_sentence()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root runs the database as another user.");
        await using var place = new ServerPlace();
        Directory.CreateDirectory(place.DataFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        await using var tonearm = Start(place);

        await EndsWith(tonearm, "is closed to the user postgres, who runs the database", "chmod o+x");
    }

    [Fact]
    public async Task A_database_of_another_user_is_told_in_a_sentence()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can give a folder away.");
        await using var place = await ServerPlace.Made(postgres);
        await (await place.Start()).DisposeAsync();
        ServerPlace.Run("chown", "-R", "nobody", Path.Combine(place.DataFolder, "postgres"));

        await using var tonearm = Start(place);

        await EndsWith(tonearm, "belongs to the user nobody and would now run as postgres: start Tonearm as nobody");
    }

    [Fact]
    public async Task A_full_disk_is_told_in_a_sentence()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can mount a small disk.");
        await using var place = new ServerPlace();
        Directory.CreateDirectory(place.DataFolder);
        ServerPlace.Run("mount", "-t", "tmpfs", "-o", "size=20m,mode=0711", "tmpfs", place.DataFolder);
        try
        {
            await using var tonearm = Start(place);

            await EndsWith(tonearm, "MB are free in", "a database needs 200: make room");
        }
        finally
        {
            ServerPlace.Run("umount", place.DataFolder);
        }
    }

    private static TonearmProcess Start(ServerPlace place, params (string, string)[] settings) =>
        TonearmProcess.Start([.. Settings(place.DataFolder), .. settings]);

    private TonearmProcess StartAsOrdinaryUser(ServerPlace place) =>
        TonearmProcess.Start(Settings(place.DataFolder), ServerPlace.OrdinaryUser, program.Folder);

    private static (string, string)[] Settings(string dataFolder) =>
        [
            ("DataFolder", dataFolder),
            ("urls", "http://127.0.0.1:0"),
            ("PrivateServer:Settings:fsync", "off"),
            // Rooms have tests of their own.
            ("Sandbox:Enabled", "false"),
            ("Guard:Enabled", "false"),
            ("Party:Enabled", "false"),
        ];

    private static async Task<HttpStatusCode> Status(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), Stop);
        return answer.StatusCode;
    }

    private static async Task EndsWith(TonearmProcess tonearm, params string[] words)
    {
        Assert.Equal(1, await tonearm.Ended.WaitAsync(Stop));
        foreach (var word in words)
            Assert.Contains(word, tonearm.Output);
        Assert.DoesNotMatch(@"(?m)^\s+at \w+(\.\w+)+", tonearm.Output);
    }

    private static string Database(ServerPlace place) => $"Host={place.Note!.Value.Socket};Username=tonearm;Database=postgres";

    // Fields after the name in parentheses: state, parent, group, session.
    private static string Session(int process) => File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1].Split(' ')[3];

    // Who a process runs as: real, effective, saved and file system user.
    private static string User(int process) =>
        File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("Uid:", StringComparison.Ordinal));
}
