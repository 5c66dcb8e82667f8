using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.CommandLine;

public sealed class RunVerbTests : WorkspaceTest
{
    [Fact]
    public async Task The_result_stands_alone_on_standard_output()
    {
        Here.Write("echo.yaml", Strategies.Echo);
        var done = (await Here.Run("run", "echo.yaml", "--input", "Grüße 🦊")).Exited(0);
        done.Out.ShouldBe("<Grüße 🦊>\n");
        done.Error.ShouldContain("▸ echo");
        done.Error.ShouldContain("✓ echo");
    }

    [Fact]
    public async Task Marks_are_ascii_where_the_locale_is_not_utf_8()
    {
        Here.Environment["LC_ALL"] = "C";
        Here.Write("echo.yaml", Strategies.Echo);
        var done = (await Here.Run("run", "echo.yaml", "--input", "é")).Exited(0);
        done.Error.ShouldAllBe(c => c < 128);
        done.Out.ShouldBe("<é>\n");
    }

    [Fact]
    public async Task Input_comes_from_a_file_or_from_standard_input()
    {
        Here.Write("echo.yaml", Strategies.Echo);
        Here.Write("input.txt", "from the file");
        (await Here.Run("run", "echo.yaml", "--input", "@input.txt")).Exited(0).Out.ShouldBe("<from the file>\n");
        var piped = Here.Start("run", "echo.yaml", "--input", "-");
        await piped.Input.WriteAsync("from the pipe");
        piped.Input.Close();
        (await piped.Exit()).Exited(0).Out.ShouldBe("<from the pipe>\n");
        (await Here.Run("run", "echo.yaml", "--input", "@missing.txt")).Refused("input.unreadable");
    }

    [Fact]
    public async Task A_delay_ends_though_the_run_has_left_memory_in_the_meantime()
    {
        Here.Write("delay.yaml", """
            name: Delay
            version: "1"
            agents: { wait: { type: delay, config: { duration: 400ms } } }
            flow: { name: Delay, type: sequential, steps: [{ agent: wait }] }
            """);
        (await Here.Run("run", "delay.yaml", "--input", "passed on", "--set", "runs.cells.passivate-after=50ms")).Exited(0).Out.ShouldBe("passed on\n");
    }

    [Fact]
    public async Task A_run_that_goes_on_says_what_it_does_not_use()
    {
        Here.Write("ask.yaml", """
            name: Ask
            version: "1"
            agents: { human: { type: user } }
            flow: { name: Ask, type: sequential, steps: [{ agent: human }] }
            """);
        Here.Write("other.yaml", Strategies.Echo);
        (await Here.Run("run", "ask.yaml", "--run-id", "r")).Exited(3);
        var done = (await Here.Run("run", "other.yaml", "--run-id", "r", "--input", "new", "--answer", "yes")).Exited(0);
        done.Out.ShouldBe("yes\n");
        done.Error.ShouldContain("not used: other.yaml, --input.");
    }

    [Fact]
    public async Task Json_shows_what_a_step_writes_while_it_writes()
    {
        var gate = new Gate(Here);
        Here.Write("streamed.yaml", Strategies.Streamed);
        var run = Here.Start("run", "streamed.yaml", "--run-id", "r", "--json");
        await run.WaitForOut("\"text\":\"one \"");
        await gate.Arrived();
        await gate.Open();
        var lines = (await run.Exit()).Exited(0).Json;
        var output = lines.Single(line => (string?)line["type"] == "output" && (string?)line["text"] == "one ");
        ((string?)output["part"], (int)output["attempt"]!).ShouldBe(("text", 1));
        ((string?)lines[^1]["result"]).ShouldBe("one two");
    }

    [Fact]
    public async Task Json_shows_every_event_once_and_in_order_and_ends_with_what_came_of_it()
    {
        Here.Write("echo.yaml", Strategies.Echo);
        var lines = (await Here.Run("run", "echo.yaml", "--input", "hi", "--run-id", "r", "--json")).Exited(0).Json;
        var events = lines.Where(line => (string?)line["type"] == "event").ToList();
        events.Select(line => (int)line["seq"]!).ShouldBe(Enumerable.Range(1, events.Count));
        ((string?)events[0]["event"]!["type"]).ShouldBe("run-prepared");
        var end = lines[^1];
        ((string?)end["type"], (string?)end["runId"], (string?)end["status"], (string?)end["state"], (int)end["exitCode"]!, (string?)end["result"])
            .ShouldBe(("end", "r", "completed", "completed", 0, "<hi>"));
    }

    [Fact]
    public async Task A_failed_run_exits_with_1_and_says_why()
    {
        Here.Write("echo.yaml", Strategies.Echo);
        var failed = (await Here.Run("run", "echo.yaml", "--model", "mock/fail", "--run-id", "r")).Exited(1);
        failed.Out.ShouldBe("");
        failed.Error.ShouldContain("model exploded");
        failed.Error.ShouldContain("[EXECUTION_ERROR]");
        var listed = await Here.Listed("r");
        ((string?)listed["status"], (string?)listed["state"]).ShouldBe(("error", "failed"));
    }

    [Fact]
    public async Task The_run_works_in_the_directory_that_is_named()
    {
        Here.Write("elsewhere/file.txt", "");
        Here.Write("ls.yaml", """
            name: Ls
            version: "1"
            agents: { ls: { type: process, config: { command: ls, replay: safe } } }
            flow: { name: Main, type: sequential, steps: [{ agent: ls }] }
            """);
        (await Here.Run("run", "ls.yaml", "--cwd", "elsewhere")).Exited(0).Out.ShouldBe("file.txt\n");
        (await Here.Run("run", "ls.yaml", "--cwd", "nowhere")).Refused("run.cwd");
    }

    [Fact]
    public async Task Interrupting_once_cancels_the_run()
    {
        var gate = new Gate(Here);
        Here.Write("gate.yaml", Strategies.Gate1("safe"));
        var run = Here.Start("run", "gate.yaml", "--run-id", "r");
        var child = await gate.Arrived();
        run.Signal(RunningProcess.Interrupt);
        (await run.Exit()).Exited(130).Error.ShouldContain("[CANCELLED]");
        Proc.IsAlive(child).ShouldBeFalse();
        ((string?)(await Here.Listed("r"))["state"]).ShouldBe("cancelled");
    }

    [Fact]
    public async Task Interrupting_twice_leaves_the_run_interrupted_and_says_how_to_go_on()
    {
        var gate = new Gate(Here);
        Here.Write("gate.yaml", Strategies.Gate1("safe").Replace(Gate.Script, $"trap \"\" TERM; {Gate.Script}"));
        var run = Here.Start("run", "gate.yaml", "--run-id", "r");
        var child = await gate.Arrived();
        run.Signal(RunningProcess.Interrupt);
        await run.WaitForError("press Ctrl-C again");
        run.Signal(RunningProcess.Interrupt);
        (await run.Exit()).Exited(130).Error.ShouldContain("runs resume r --data");
        Proc.IsAlive(child).ShouldBeFalse();
        ((string?)(await Here.Listed("r"))["state"]).ShouldBe("interrupted");
    }

    [Fact]
    public async Task Termination_leaves_the_run_interrupted_and_resume_completes_it()
    {
        var gate = new Gate(Here);
        Here.Write("gated.yaml", Strategies.Gated);
        var run = Here.Start("run", "gated.yaml", "--run-id", "r");
        await gate.Arrived();
        run.Signal(RunningProcess.Terminate);
        (await run.Exit()).Exited(143).Error.ShouldContain("runs resume r --data");
        ((string?)(await Here.Listed("r"))["state"]).ShouldBe("interrupted");
        Here.Write("open", "");
        (await Here.Run("resume", "r")).Exited(0).Out.ShouldBe("one two three\n");
        Here.Lines("markers").ShouldBe(["first", "gated", "gated", "last"]);
    }

    [Fact]
    public async Task A_person_answers_in_advance_or_later()
    {
        Here.Write("ask.yaml", Strategies.Ask);
        (await Here.Run("run", "ask.yaml", "--input", "well?", "--answer", "yes")).Exited(0).Out.ShouldBe("<yes>\n");
        var left = (await Here.Run("run", "ask.yaml", "--input", "well?", "--run-id", "r")).Exited(3);
        left.Error.ShouldContain("[run.waiting]");
        left.Error.ShouldContain("runs answer r \"text\" --data");
        left.Error.ShouldContain("well?");
        ((string?)(await Here.Listed("r"))["state"]).ShouldBe("waiting");
        (await Here.Run("show", "r")).Exited(0).Out.ShouldContain("runs answer r");
        (await Here.Run("resume", "r")).Exited(3);
        (await Here.Run("answer", "r", "later", "--agent", "nobody")).Refused("run.no-pending-input");
        (await Here.Run("answer", "r", "later")).Exited(0).Out.ShouldBe("<later>\n");
        (await Here.Run("answer", "r", "again")).Refused("run.no-pending-input");
    }

    [Fact]
    public async Task A_run_that_has_ended_is_not_run_again_but_continued()
    {
        Here.Write("hist.yaml", Strategies.Echo.Replace("mock/echo", "mock/hist"));
        (await Here.Run("run", "hist.yaml", "--input", "a", "--run-id", "r")).Exited(0).Out.ShouldBe("msgs=1\n");
        (await Here.Run("run", "hist.yaml", "--input", "b", "--run-id", "r")).Refused("run.exists");
        (await Here.Run("continue", "r", "--input", "b")).Exited(0).Out.ShouldBe("msgs=3\n");
        File.Delete(Here.Path("hist.yaml"));
        (await Here.Run("continue", "r", "--input", "c")).Exited(0).Error.ShouldContain("file is gone");
        (await Here.Run("resume", "r")).Refused("run.terminal");
        (await Here.Run("continue", "unknown", "--input", "b")).Refused("run.not-found");
    }
}
