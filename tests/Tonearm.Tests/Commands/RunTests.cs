namespace Tonearm.Tests.Commands;

public sealed class RunTests : IDisposable
{
    private readonly StubClone clone = new();

    // Publishes a file, and as the application says what it was given.
    private const string Dotnet = """
        if [ "$1" = publish ]; then
          echo built >>"$HOME/builds"
          while [ "$1" != -o ]; do shift; done
          mkdir -p "$2"; touch "$2/Tonearm.dll"
          exit
        fi
        echo "program ${1##*/}"; shift
        printf 'argument <%s>\n' "$@"
        echo "folder $PWD, urls $ASPNETCORE_URLS, content ${ASPNETCORE_CONTENTROOT##*/clone/}"
        exit 7
        """;

    public RunTests() => clone.Stub("dotnet", Dotnet);

    [Fact]
    public async Task The_application_gets_arguments_and_folder_and_gives_its_exit_code()
    {
        var (exitCode, output) = await Run("--DataFolder", "my data", "");

        Assert.Equal(7, exitCode);
        Assert.Contains("program Tonearm.dll\nargument <--DataFolder>\nargument <my data>\nargument <>\n", output);
        Assert.Contains($"folder {Path.GetDirectoryName(clone.Programs)}, urls http://127.0.0.1:5080", output);
        Assert.Contains("content artifacts/run/", output);
    }

    [Fact]
    public async Task A_link_to_it_is_as_good()
    {
        var link = clone.PathOf("../play");
        File.CreateSymbolicLink(link, clone.PathOf("run"));

        Assert.Equal(7, (await clone.Run(link, [])).ExitCode);
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS", "http://127.0.0.1:6000", "urls http://127.0.0.1:6000,")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "6000", "urls ,")]
    public async Task An_address_from_the_environment_stays(string name, string value, string expected)
    {
        var (_, output) = await clone.Run(clone.PathOf("run"), [], (name, value));

        Assert.Contains(expected, output);
    }

    [Fact]
    public async Task It_builds_what_has_changed_and_is_quiet_otherwise()
    {
        var first = await Run();
        var second = await Run();
        clone.Write("src/Tonearm/Guard/Sweep.cs", "// new");
        var third = await Run();
        File.Delete(clone.PathOf("src/Tonearm/Guard/Sweep.cs"));
        await Run();

        Assert.StartsWith("Building Tonearm", first.Output);
        Assert.StartsWith("program Tonearm.dll", second.Output);
        Assert.StartsWith("Building Tonearm", third.Output);
        Assert.Equal(2, Directory.GetDirectories(clone.PathOf("artifacts/run")).Length);
    }

    [Fact]
    public async Task A_build_that_fails_is_shown_and_starts_nothing()
    {
        clone.Stub("dotnet", "mkdir -p \"$5\"; echo 'Program.cs(1,1): error'; exit 1");
        var failed = await Run();
        clone.Stub("dotnet", Dotnet);
        var mended = await Run();

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("Program.cs(1,1): error\nThe build failed.", failed.Output[failed.Output.IndexOf("Program.cs")..]);
        Assert.Equal(7, mended.ExitCode);
    }

    [Fact]
    public async Task Without_the_SDK_it_says_so()
    {
        File.Delete(Path.Combine(clone.Programs, "dotnet"));

        var (exitCode, output) = await Run();

        Assert.Equal(1, exitCode);
        Assert.Contains("needs the .NET 10 SDK", output);
    }

    [Fact]
    public async Task Without_rights_it_says_the_line_to_type()
    {
        Lack("node", "npm");
        clone.Stub("id", "echo 1000");
        clone.Stub("apt-get", "exit 1");

        var (exitCode, output) = await Run();

        Assert.Equal(1, exitCode);
        Assert.Equal("Tonearm needs nodejs npm. As root, type: apt-get install --no-install-recommends nodejs npm\n", output);
    }

    [Fact]
    public async Task With_sudo_it_installs_what_is_missing_and_nothing_else()
    {
        Lack("npm");
        clone.Stub("id", "echo 1000");
        clone.Stub("apt-get", "exit 1");
        clone.Stub("sudo", "for last; do :; done; echo \"$last\" >>\"$HOME/installed\"");

        var (exitCode, output) = await Run();

        Assert.Equal(7, exitCode);
        Assert.StartsWith("Installing npm (once).\nBuilding Tonearm", output);
        Assert.Equal("-v\nnpm\n", await File.ReadAllTextAsync(clone.PathOf("../installed"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task PostgreSQL_is_missed_only_when_there_is_no_connection_string()
    {
        clone.Stub("id", "echo 1000");
        clone.Stub("apt-get", "exit 1");
        (string, string) nowhere = ("PrivateServer__Programs", "/var/empty");

        var own = await clone.Run(clone.PathOf("run"), [], nowhere);
        var named = await clone.Run(clone.PathOf("run"), [], nowhere, ("ConnectionStrings__Tonearm", "Host=somewhere"));
        var said = await clone.Run(clone.PathOf("run"), ["--ConnectionStrings:Tonearm", "Host=somewhere"], nowhere);

        Assert.Contains("Tonearm needs postgresql.", own.Output);
        Assert.Equal((1, 7, 7), (own.ExitCode, named.ExitCode, said.ExitCode));
    }

    public void Dispose() => clone.Dispose();

    private Task<(int ExitCode, string Output)> Run(params string[] arguments) => clone.Run(clone.PathOf("run"), arguments);

    private void Lack(params string[] programs)
    {
        foreach (var program in programs)
            File.Delete(Path.Combine(clone.Programs, program));
    }
}
