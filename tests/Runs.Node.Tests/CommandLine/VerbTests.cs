using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.CommandLine;

public sealed class VerbTests : WorkspaceTest
{
    [Theory]
    [InlineData("run")]
    [InlineData("list")]
    [InlineData("show")]
    [InlineData("events")]
    [InlineData("watch")]
    [InlineData("wait")]
    [InlineData("continue")]
    [InlineData("resume")]
    [InlineData("stop")]
    [InlineData("kill")]
    [InlineData("answer")]
    [InlineData("steer")]
    [InlineData("message")]
    [InlineData("delete")]
    [InlineData("artifacts")]
    [InlineData("graph")]
    [InlineData("fork")]
    [InlineData("compare")]
    public async Task Help_shows_an_example(string verb)
    {
        var help = Here.StartProgram(Path.Combine(AppContext.BaseDirectory, "runs"), verb, "--help");
        (await help.Exit()).Exited(0).Out.ShouldContain($"Example:\n    runs {verb} ");
    }

    [Fact]
    public async Task A_directory_without_runs_lists_nothing_and_is_not_created()
    {
        (await Here.Run("list")).Exited(0).Out.ShouldBe("");
        Directory.Exists(Here.Data).ShouldBeFalse();
        (await Here.Run("show", "r")).Refused("run.not-found");
        (await Here.Run("watch", "r")).Refused("run.not-found");
    }

    [Fact]
    public async Task Reading_verbs_work_and_changing_ones_are_refused_while_a_process_holds_the_directory()
    {
        var gate = new Gate(Here);
        Here.Write("gate.yaml", Strategies.Gate1("safe"));
        var run = Here.Start("run", "gate.yaml", "--run-id", "r", "--input", "for-nobody-else");
        await gate.Arrived();
        var listed = await Here.Listed("r");
        ((string?)listed["status"], (string?)listed["state"], (string?)listed["strategy"]).ShouldBe(("running", "running", "Gate"));
        (await Here.Run("show", "r")).Exited(0).Out.ShouldContain("▸ gated");
        (await Here.Events("r")).Count.ShouldBeGreaterThan(2);
        foreach (var verb in (string[][])[["stop", "r"], ["steer", "r", "x"], ["message", "r", "s1/0", "x"], ["delete", "r"], ["run", "gate.yaml"], ["resume", "r"]])
        {
            var refused = (await Here.Run(verb)).Refused("data.in-use").Error;
            refused.ShouldContain($"process {run.Id} (runs run)");
            refused.ShouldNotContain("for-nobody-else");
        }

        var watch = Here.Start("watch", "r");
        await watch.WaitForError("▸ gated");
        run.Signal(RunningProcess.Interrupt);
        await run.Exit();
        (await watch.Exit()).Exited(130).Error.ShouldContain("run r cancelled");
    }

    [Fact]
    public async Task Watching_an_ended_run_prints_its_result()
    {
        Here.Write("echo.yaml", Strategies.Echo);
        (await Here.Run("run", "echo.yaml", "--input", "x", "--run-id", "r")).Exited(0);
        (await Here.Run("watch", "r")).Exited(0).Out.ShouldBe("<x>\n");
        var watch = (await Here.Run("watch", "r", "--json")).Exited(0).Json;
        ((string?)watch[^1]["result"]).ShouldBe("<x>");
    }

    [Fact]
    public async Task Ending_the_watching_leaves_the_run_alone()
    {
        Here.Write("ask.yaml", Strategies.Ask);
        (await Here.Run("run", "ask.yaml", "--input", "well?", "--run-id", "r")).Exited(3);
        var watch = Here.Start("watch", "r");
        await watch.WaitForError("[run.waiting]");
        watch.Signal(RunningProcess.Interrupt);
        (await watch.Exit()).Exited(130);
        ((string?)(await Here.Listed("r"))["state"]).ShouldBe("waiting");
    }

    [Theory]
    [InlineData("stop", "cancelled")]
    [InlineData("kill", "killed")]
    public async Task A_waiting_run_is_ended_and_then_deleted(string verb, string state)
    {
        Here.Write("ask.yaml", Strategies.Ask);
        (await Here.Run("run", "ask.yaml", "--input", "well?", "--run-id", "r")).Exited(3);
        (await Here.Run("delete", "r")).Refused("run.active");
        (await Here.Run(verb, "r")).Exited(0).Out.ShouldBe($"r {state}\n");
        ((string?)(await Here.Listed("r"))["state"]).ShouldBe(state);
        (await Here.Run("delete", "r")).Exited(0);
        (await Here.Run("list")).Exited(0).Out.ShouldBe("");
        (await Here.Run(verb, "r")).Refused("run.not-found");
    }

    [Fact]
    public async Task Stopping_an_interrupted_run_executes_nothing_more()
    {
        var gate = new Gate(Here);
        Here.Write("gated.yaml", Strategies.Gated);
        var run = Here.Start("run", "gated.yaml", "--run-id", "r");
        var child = await gate.Arrived();
        await run.KillNow();
        (await Here.Run("stop", "r")).Exited(0).Out.ShouldBe("r cancelled\n");
        Proc.IsAlive(child).ShouldBeFalse();
        Here.Lines("markers").ShouldBe(["first", "gated"]);
    }

    [Fact]
    public async Task Steering_reaches_the_agent_that_is_called_next_and_executes_nothing()
    {
        Here.Write("ask.yaml", Strategies.Ask);
        (await Here.Run("run", "ask.yaml", "--input", "well?", "--run-id", "r")).Exited(3);
        (await Here.Run("steer", "r", "be brief")).Exited(0);
        ((string?)(await Here.Listed("r"))["state"]).ShouldBe("waiting");
        (await Here.Run("answer", "r", "yes")).Exited(0).Out.ShouldContain("be brief");
        (await Here.Run("steer", "r", "too late")).Refused("run.not-steerable");
    }

    [Fact]
    public async Task Lists_are_filtered_and_limited()
    {
        Here.Write("echo.yaml", Strategies.Echo);
        Here.Write("ask.yaml", Strategies.Ask);
        (await Here.Run("run", "echo.yaml", "--run-id", "one")).Exited(0);
        (await Here.Run("run", "ask.yaml", "--run-id", "two")).Exited(3);
        (await Here.Run("list", "--json")).Exited(0).Json.Select(run => (string?)run["runId"]).ShouldBe(["two", "one"]);
        (await Here.Run("list", "--json", "--status", "waiting")).Exited(0).Json.Select(run => (string?)run["runId"]).ShouldBe(["two"]);
        (await Here.Run("list", "--json", "--limit", "1")).Exited(0).Json.Count.ShouldBe(1);
        (await Here.Run("list", "--json", "--cwd", "/")).Exited(0).Json.ShouldBeEmpty();
        (await Here.Run("list", "--status", "strange")).Refused("cli.usage");
        (await Here.Run("list")).Exited(0).Out.Split('\n')[0].ShouldBe("RUN  STATE      STRATEGY  STARTED              TOOK");
    }

    [Fact]
    public async Task Events_after_a_place_are_those_after_it()
    {
        Here.Write("echo.yaml", Strategies.Echo);
        (await Here.Run("run", "echo.yaml", "--run-id", "r")).Exited(0);
        var all = await Here.Events("r");
        var rest = (await Here.Run("events", "r", "--json", "--after", "3")).Exited(0).Json;
        rest.Select(line => line.ToString()).ShouldBe(all.Skip(3).Select(line => line.ToString()));
        (await Here.Run("events", "r")).Exited(0).Out.ShouldContain("run-ended");
    }

    [Fact]
    public async Task A_reader_that_has_seen_enough_ends_the_program_quietly()
    {
        Here.Write("echo.yaml", Strategies.Echo);
        Here.Write("large", new string('x', 200_000));
        (await Here.Run("run", "echo.yaml", "--run-id", "r", "--input", "@large")).Exited(0);
        var piped = Here.StartProgram("sh", "-c", $"{{ '{Path.Combine(AppContext.BaseDirectory, "runs")}' watch r --json --data '{Here.Data}'; echo $? >&2; }} | true");
        (await piped.Exit()).Exited(0).Error.ShouldBe("0\n");
    }

    [Fact]
    public async Task The_log_is_its_owners_alone_and_has_nothing_of_what_steps_say()
    {
        Here.Write("echo.yaml", Strategies.Echo);
        (await Here.Run("run", "echo.yaml", "--input", "confidential", "--set", "runs.log.level=info")).Exited(0);
        var log = Path.Combine(Here.Data, "runs.log");
        File.GetUnixFileMode(log).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var lines = await File.ReadAllLinesAsync(log);
        lines.Select(JsonText.Parse).ShouldContain(line => (string?)line["code"] == "cell.recovered");
        lines.ShouldAllBe(line => !line.Contains("confidential"));
    }

    [Fact]
    public async Task The_version_is_shown()
    {
        var version = Here.StartProgram(Path.Combine(AppContext.BaseDirectory, "runs"), "--version");
        (await version.Exit()).Exited(0).Out.ShouldMatch("^\\d+\\.\\d+\\.\\d+\n$");
    }
}
