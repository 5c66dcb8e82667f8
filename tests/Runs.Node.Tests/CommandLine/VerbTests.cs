using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.CommandLine;

public sealed class VerbTests : IAsyncLifetime
{
    private readonly Workspace _here = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _here.DisposeAsync();

    [Theory]
    [InlineData("run")]
    [InlineData("list")]
    [InlineData("show")]
    [InlineData("events")]
    [InlineData("watch")]
    [InlineData("continue")]
    [InlineData("resume")]
    [InlineData("stop")]
    [InlineData("kill")]
    [InlineData("answer")]
    [InlineData("steer")]
    [InlineData("delete")]
    public async Task Help_shows_an_example(string verb)
    {
        var help = _here.StartProgram(Path.Combine(AppContext.BaseDirectory, "runs"), verb, "--help");
        (await help.Exit()).Exited(0).Out.ShouldContain($"Example:\n    runs {verb} ");
    }

    [Fact]
    public async Task A_directory_without_runs_lists_nothing_and_is_not_created()
    {
        (await _here.Run("list")).Exited(0).Out.ShouldBe("");
        Directory.Exists(_here.Data).ShouldBeFalse();
        (await _here.Run("show", "r")).Refused("run.not-found");
        (await _here.Run("watch", "r")).Refused("run.not-found");
    }

    [Fact]
    public async Task Reading_verbs_work_and_changing_ones_are_refused_while_a_process_holds_the_directory()
    {
        var gate = new Gate(_here);
        _here.Write("gate.yaml", Strategies.Gate1("safe"));
        var run = _here.Start("run", "gate.yaml", "--run-id", "r");
        await gate.Arrived();
        var listed = await _here.Listed("r");
        ((string?)listed["status"], (string?)listed["state"], (string?)listed["strategy"]).ShouldBe(("running", "running", "Gate"));
        (await _here.Run("show", "r")).Exited(0).Out.ShouldContain("▸ gated");
        (await _here.Events("r")).Count.ShouldBeGreaterThan(2);
        foreach (var verb in (string[][])[["stop", "r"], ["steer", "r", "x"], ["delete", "r"], ["run", "gate.yaml"], ["resume", "r"]])
            (await _here.Run(verb)).Refused("data.in-use").Error.ShouldContain($"process {run.Id}");
        var watch = _here.Start("watch", "r");
        await watch.WaitForError("▸ gated");
        run.Signal(RunningProcess.Interrupt);
        await run.Exit();
        (await watch.Exit()).Exited(130).Error.ShouldContain("run r cancelled");
    }

    [Fact]
    public async Task Watching_an_ended_run_prints_its_result()
    {
        _here.Write("echo.yaml", Strategies.Echo);
        (await _here.Run("run", "echo.yaml", "--input", "x", "--run-id", "r")).Exited(0);
        (await _here.Run("watch", "r")).Exited(0).Out.ShouldBe("<x>\n");
        var watch = (await _here.Run("watch", "r", "--json")).Exited(0).Json;
        ((string?)watch[^1]["result"]).ShouldBe("<x>");
    }

    [Fact]
    public async Task Ending_the_watching_leaves_the_run_alone()
    {
        _here.Write("ask.yaml", Strategies.Ask);
        (await _here.Run("run", "ask.yaml", "--input", "well?", "--run-id", "r")).Exited(3);
        var watch = _here.Start("watch", "r");
        await watch.WaitForError("[run.waiting]");
        watch.Signal(RunningProcess.Interrupt);
        (await watch.Exit()).Exited(130);
        ((string?)(await _here.Listed("r"))["state"]).ShouldBe("waiting");
    }

    [Theory]
    [InlineData("stop", "cancelled")]
    [InlineData("kill", "killed")]
    public async Task A_waiting_run_is_ended_and_then_deleted(string verb, string state)
    {
        _here.Write("ask.yaml", Strategies.Ask);
        (await _here.Run("run", "ask.yaml", "--input", "well?", "--run-id", "r")).Exited(3);
        (await _here.Run("delete", "r")).Refused("run.active");
        (await _here.Run(verb, "r")).Exited(0).Out.ShouldBe($"r {state}\n");
        ((string?)(await _here.Listed("r"))["state"]).ShouldBe(state);
        (await _here.Run("delete", "r")).Exited(0);
        (await _here.Run("list")).Exited(0).Out.ShouldBe("");
        (await _here.Run(verb, "r")).Refused("run.not-found");
    }

    [Fact]
    public async Task Stopping_an_interrupted_run_executes_nothing_more()
    {
        var gate = new Gate(_here);
        _here.Write("gated.yaml", Strategies.Gated);
        var run = _here.Start("run", "gated.yaml", "--run-id", "r");
        var child = await gate.Arrived();
        await run.KillNow();
        (await _here.Run("stop", "r")).Exited(0).Out.ShouldBe("r cancelled\n");
        Proc.IsAlive(child).ShouldBeFalse();
        _here.Lines("markers").ShouldBe(["first", "gated"]);
    }

    [Fact]
    public async Task Steering_reaches_the_agent_that_is_called_next_and_executes_nothing()
    {
        _here.Write("ask.yaml", Strategies.Ask);
        (await _here.Run("run", "ask.yaml", "--input", "well?", "--run-id", "r")).Exited(3);
        (await _here.Run("steer", "r", "be brief")).Exited(0);
        ((string?)(await _here.Listed("r"))["state"]).ShouldBe("waiting");
        (await _here.Run("answer", "r", "yes")).Exited(0).Out.ShouldContain("be brief");
        (await _here.Run("steer", "r", "too late")).Refused("run.not-steerable");
    }

    [Fact]
    public async Task Lists_are_filtered_and_limited()
    {
        _here.Write("echo.yaml", Strategies.Echo);
        _here.Write("ask.yaml", Strategies.Ask);
        (await _here.Run("run", "echo.yaml", "--run-id", "one")).Exited(0);
        (await _here.Run("run", "ask.yaml", "--run-id", "two")).Exited(3);
        (await _here.Run("list", "--json")).Exited(0).Json.Select(run => (string?)run["runId"]).ShouldBe(["two", "one"]);
        (await _here.Run("list", "--json", "--status", "waiting")).Exited(0).Json.Select(run => (string?)run["runId"]).ShouldBe(["two"]);
        (await _here.Run("list", "--json", "--limit", "1")).Exited(0).Json.Count.ShouldBe(1);
        (await _here.Run("list", "--json", "--cwd", "/")).Exited(0).Json.ShouldBeEmpty();
        (await _here.Run("list", "--status", "strange")).Refused("cli.usage");
        (await _here.Run("list")).Exited(0).Out.Split('\n')[0].ShouldBe("RUN  STATE      STRATEGY  STARTED              TOOK");
    }

    [Fact]
    public async Task Events_after_a_place_are_those_after_it()
    {
        _here.Write("echo.yaml", Strategies.Echo);
        (await _here.Run("run", "echo.yaml", "--run-id", "r")).Exited(0);
        var all = await _here.Events("r");
        var rest = (await _here.Run("events", "r", "--json", "--after", "3")).Exited(0).Json;
        rest.Select(line => line.ToString()).ShouldBe(all.Skip(3).Select(line => line.ToString()));
        (await _here.Run("events", "r")).Exited(0).Out.ShouldContain("run-ended");
    }

    [Fact]
    public async Task A_reader_that_has_seen_enough_ends_the_program_quietly()
    {
        _here.Write("echo.yaml", Strategies.Echo);
        _here.Write("large", new string('x', 200_000));
        (await _here.Run("run", "echo.yaml", "--run-id", "r", "--input", "@large")).Exited(0);
        var piped = _here.StartProgram("sh", "-c", $"{{ '{Path.Combine(AppContext.BaseDirectory, "runs")}' watch r --json --data '{_here.Data}'; echo $? >&2; }} | true");
        (await piped.Exit()).Exited(0).Error.ShouldBe("141\n");
    }

    [Fact]
    public async Task The_log_is_its_owners_alone_and_has_nothing_of_what_steps_say()
    {
        _here.Write("echo.yaml", Strategies.Echo);
        (await _here.Run("run", "echo.yaml", "--input", "confidential", "--set", "runs.log.level=info")).Exited(0);
        var log = Path.Combine(_here.Data, "runs.log");
        File.GetUnixFileMode(log).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var lines = await File.ReadAllLinesAsync(log);
        lines.Select(JsonText.Parse).ShouldContain(line => (string?)line["code"] == "cell.recovered");
        lines.ShouldAllBe(line => !line.Contains("confidential"));
    }

    [Fact]
    public async Task The_version_is_shown()
    {
        var version = _here.StartProgram(Path.Combine(AppContext.BaseDirectory, "runs"), "--version");
        (await version.Exit()).Exited(0).Out.ShouldMatch("^\\d+\\.\\d+\\.\\d+\n$");
    }
}
