namespace Tonearm.Tests.Commands;

public sealed class TestTests : IDisposable
{
    private readonly StubClone clone = new();

    public TestTests()
    {
        clone.Stub("dotnet", "exit 0");
        clone.StubInside("node_modules/.bin/tsc", "exit 0");
        TypeScript(passed: 4, failed: 0, exitCode: 0);
        clone.Write("tests/Tonearm.TestHouse/Tonearm.TestHouse.csproj", "<Project />");
    }

    [Fact]
    public async Task It_adds_up_what_the_runners_report()
    {
        Project("Tonearm.Tests", passed: 30, failed: 0, exitCode: 0);
        Project("Tonearm.BrowserTests", passed: 8, failed: 0, exitCode: 0);

        var (exitCode, output) = await Test();

        Assert.Equal(0, exitCode);
        Assert.Equal("43 passed, 0 failed", LastLine(output));
        Assert.DoesNotContain("TestHouse", output);
    }

    [Fact]
    public async Task A_failed_test_fails_it_all_and_the_others_run_on()
    {
        Project("Tonearm.Tests", passed: 30, failed: 2, exitCode: 1);
        TypeScript(passed: 3, failed: 1, exitCode: 1);

        var (exitCode, output) = await Test();

        Assert.NotEqual(0, exitCode);
        Assert.Equal("34 passed, 3 failed", LastLine(output));
    }

    [Theory]
    [InlineData("kill -SEGV $$")]
    [InlineData("exit 0")]
    public async Task A_runner_that_ends_without_a_report_has_failed(string script)
    {
        Project("Tonearm.Tests", passed: 30, failed: 0, exitCode: 0);
        Project("Tonearm.Sandbox.Tests", script);

        var (exitCode, output) = await Test();

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Tonearm.Sandbox.Tests crashed with exit code", output);
        Assert.Equal("35 passed, 1 failed", LastLine(output));
    }

    [Fact]
    public async Task A_runner_that_fails_after_its_last_test_has_failed()
    {
        Project("Tonearm.Tests", passed: 30, failed: 0, exitCode: 134);

        Assert.Equal("35 passed, 1 failed", LastLine((await Test()).Output));
    }

    [Fact]
    public async Task A_cleanup_that_fails_counts_as_a_failure()
    {
        Project("Tonearm.Tests", Report("passed=\"30\" failed=\"0\" errors=\"1\" skipped=\"0\"") + "exit 1");

        Assert.Equal("35 passed, 1 failed", LastLine((await Test()).Output));
    }

    [Fact]
    public async Task When_nothing_runs_it_fails()
    {
        var (exitCode, output) = await Test("no-such-project");

        Assert.NotEqual(0, exitCode);
        Assert.EndsWith("No test ran.\n0 passed, 0 failed\n", output);
    }

    [Fact]
    public async Task A_build_that_fails_runs_nothing()
    {
        Project("Tonearm.Tests", passed: 30, failed: 0, exitCode: 0);
        clone.Stub("dotnet", "echo 'error CS1002'; exit 1");

        var (exitCode, output) = await Test();

        Assert.NotEqual(0, exitCode);
        Assert.Contains("error CS1002", output);
        Assert.DoesNotContain("passed", output);
    }

    [Fact]
    public async Task Types_that_do_not_fit_fail_it()
    {
        clone.StubInside("node_modules/.bin/tsc", "echo 'room.ts(3,1): error TS2322'; exit 2");

        var (exitCode, output) = await Test();

        Assert.NotEqual(0, exitCode);
        Assert.Contains("room.ts(3,1): error TS2322", output);
        Assert.Equal("5 passed, 1 failed", LastLine(output));
    }

    [Fact]
    public async Task Code_that_the_formatter_would_lay_out_otherwise_fails_it()
    {
        clone.Stub("dotnet", "[ \"$1\" != csharpier ] || { echo 'Room.cs was not formatted'; exit 1; }");

        var (exitCode, output) = await Test();

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Room.cs was not formatted", output);
        Assert.Equal("4 passed, 1 failed", LastLine(output));
    }

    [Fact]
    public async Task Names_choose_projects_and_arguments_go_to_the_runner()
    {
        Project("Tonearm.Tests", passed: 30, failed: 0, exitCode: 0);
        Project("Tonearm.Sandbox.Tests", Report("passed=\"$#\" failed=\"0\" errors=\"0\" skipped=\"0\""));

        var (_, output) = await Test("sandbox", "--", "-class", "*Covers*");

        // The runner's own five arguments and a file's name, and the two that were given.
        Assert.Equal("8 passed, 0 failed", LastLine(output));
    }

    public void Dispose() => clone.Dispose();

    private Task<(int ExitCode, string Output)> Test(params string[] arguments) => clone.Run(clone.PathOf("test"), arguments);

    private static string LastLine(string output) => output.TrimEnd('\n').Split('\n')[^1];

    private void Project(string name, int passed, int failed, int exitCode) =>
        Project(name, Report($"passed=\"{passed}\" failed=\"{failed}\" errors=\"0\" skipped=\"0\"") + $"exit {exitCode}");

    private void Project(string name, string script)
    {
        clone.Write($"tests/{name}/{name}.csproj", "<Project><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>");
        clone.StubInside($"artifacts/bin/{name}/debug/{name}", script);
    }

    // Finds the file after -xml and writes into it what xunit would.
    private static string Report(string numbers) =>
        $$"""
            previous=
            for argument; do
              [ "$previous" != -xml ] || file=$argument
              previous=$argument
            done
            cat >"$file" <<end
            <?xml version="1.0"?><assemblies schema-version="3"><assembly name="x" total="0" {{numbers}} not-run="0"></assembly></assemblies>
            end

            """;

    // Vitest's part is a script that leaves its report, node's one that reads a number out of it.
    private void TypeScript(int passed, int failed, int exitCode)
    {
        clone.StubInside(
            "node_modules/.bin/vitest",
            $$"""
            for argument; do
              case $argument in --outputFile.json=*) echo '{{passed}} {{failed}}' >"${argument#*=}" ;; esac
            done
            exit {{exitCode}}
            """
        );
        clone.Stub("node", $"case $2 in *numPassedTests) echo {passed} ;; *numFailedTests) echo {failed} ;; *) echo 0 ;; esac");
    }
}
