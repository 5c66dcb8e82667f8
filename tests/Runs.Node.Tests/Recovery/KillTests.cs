using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.Recovery;

/// <summary>kill -9 of the program, and what is found afterwards.</summary>
public sealed class KillTests : CheckedWorkspaceTest
{
    [Theory]
    [InlineData("resume", "r")]
    [InlineData("run", "gated.yaml", "--run-id", "r")]
    public async Task A_run_killed_in_a_process_goes_on_from_its_last_committed_step(params string[] goOn)
    {
        var gate = new Gate(Here);
        Here.Write("gated.yaml", Strategies.Gated);
        var run = Here.Start("run", "gated.yaml", "--run-id", "r");
        var child = await gate.Arrived();
        await run.KillNow();

        var listed = await Here.Listed("r");
        ((string?)listed["status"], (string?)listed["state"]).ShouldBe(("running", "interrupted"));
        Proc.IsAlive(child).ShouldBeTrue("the process should have outlived its node until the next one");
        Here.Write("pid", child.ToString());
        Here.Write("open", "");

        (await Here.Run(goOn)).Exited(0).Out.ShouldBe("one two three\n");
        Here.Lines("markers").ShouldBe(["first", "gated", "gated", "dead", "last"]);
    }

    [Fact]
    public async Task A_killed_process_that_must_not_be_replayed_fails_its_run()
    {
        var gate = new Gate(Here);
        Here.Write("gate.yaml", Strategies.Gate1("never"));
        var run = Here.Start("run", "gate.yaml", "--run-id", "r");
        await gate.Arrived();
        await run.KillNow();
        (await Here.Run("resume", "r")).Exited(1).Error.ShouldContain("lost with its node");
    }

    [Fact]
    public async Task A_run_killed_in_the_middle_of_a_models_words_asks_the_model_again()
    {
        Here.Write("echo.yaml", Strategies.Echo);
        Here.Write("slow.conf", """runs.models.scripted { "mock/echo" { deltas = ["one ", "two"], delay = 1h } }""");
        Here.Write("first.conf", """runs.models.scripted { "mock/echo" { thinking = "begun", reply = never, delay = 1h } }""");
        var run = Here.Start("run", "echo.yaml", "--run-id", "r", "--json", "--config", "first.conf");
        await run.WaitForOut("begun");
        await run.KillNow();
        ((string?)(await Here.Listed("r"))["state"]).ShouldBe("interrupted");
        var resumed = (await Here.Run("resume", "r", "--json", "--config", "slow.conf", "--set", "runs.models.scripted.\"mock/echo\".delay=1ms")).Exited(0);
        ((string?)resumed.Json[^1]["result"]).ShouldBe("one two");
        (await Here.Events("r")).Count(line => (string?)line["event"]!["type"] == "step-dispatched").ShouldBe(2);
    }

    [Fact]
    public async Task A_run_killed_while_a_person_is_asked_still_asks()
    {
        Here.Write("ask.yaml", Strategies.Ask);
        var run = Here.StartInTerminal("run", "ask.yaml", "--input", "well?", "--run-id", "r");
        await run.WaitForOut("boss > ");
        await KillHolder();
        await run.Exit();
        ((string?)(await Here.Listed("r"))["state"]).ShouldBe("waiting");
        (await Here.Run("resume", "r")).Exited(3).Error.ShouldContain("[run.waiting]");
        (await Here.Run("answer", "r", "yes")).Exited(0).Out.ShouldBe("<yes>\n");
    }

    [Fact]
    public async Task A_run_killed_while_a_model_asks_still_asks_and_calls_no_model_again()
    {
        WriteClerk();
        var run = Here.StartInTerminal("run", "asks.yaml", "--run-id", "r", "--config", "clerk.conf");
        await run.WaitForOut("clerk > ");
        await KillHolder();
        await run.Exit();
        ((string?)(await Here.Listed("r"))["state"]).ShouldBe("waiting");
        (await Here.Run("resume", "r", "--config", "clerk.conf")).Exited(3).Error.ShouldContain("an answer to \"Which colour?\" (clerk)");
        (await Here.Run("answer", "r", "blue", "--config", "clerk.conf")).Exited(0).Out.ShouldBe("User response: \"blue\"\n");
        (await Types("r")).ShouldBe(
        [
            "run-prepared", "run-started", "step-dispatched", "tools-called", "question-asked", "tool-replied", "step-dispatched", "model-replied",
            "agent-replied", "step-succeeded", "run-ended",
        ]);
    }

    [Fact]
    public async Task A_run_killed_between_an_answer_and_the_next_words_repeats_that_call_alone()
    {
        WriteClerk();
        Here.Write("slow.conf", "include \"clerk.conf\"\nruns.models.scripted.\"mock/clerk\" { thinking = begun, delay = 1h }");
        (await Here.Run("run", "asks.yaml", "--run-id", "r", "--config", "clerk.conf")).Exited(3);
        var answer = Here.Start("answer", "r", "blue", "--json", "--config", "slow.conf");
        await answer.WaitForOut("begun");
        await answer.KillNow();
        ((string?)(await Here.Listed("r"))["state"]).ShouldBe("interrupted");
        (await Here.Run("resume", "r", "--config", "clerk.conf")).Exited(0).Out.ShouldBe("User response: \"blue\"\n");
        (await Types("r")).Where(type => type is not "run-recovered").ShouldBe(
        [
            "run-prepared", "run-started", "step-dispatched", "tools-called", "question-asked", "tool-replied", "step-dispatched",
            "attempt-failed", "retry-due", "step-dispatched", "model-replied", "agent-replied", "step-succeeded", "run-ended",
        ]);
    }

    [Fact]
    public async Task Another_run_leaves_an_interrupted_one_alone()
    {
        var gate = new Gate(Here);
        Here.Write("gated.yaml", Strategies.Gated);
        Here.Write("echo.yaml", Strategies.Echo);
        var run = Here.Start("run", "gated.yaml", "--run-id", "r");
        await gate.Arrived();
        await run.KillNow();
        (await Here.Run("run", "echo.yaml", "--input", "x")).Exited(0);
        ((string?)(await Here.Listed("r"))["state"]).ShouldBe("interrupted");
        Here.Lines("markers").ShouldBe(["first", "gated"]);
    }

    [Fact]
    public async Task Steering_an_interrupted_run_executes_and_judges_nothing()
    {
        var gate = new Gate(Here);
        Here.Write("gate.yaml", Strategies.Gate1("never"));
        var run = Here.Start("run", "gate.yaml", "--run-id", "r");
        await gate.Arrived();
        await run.KillNow();
        (await Here.Run("steer", "r", "be brief")).Exited(0);
        ((string?)(await Here.Listed("r"))["state"]).ShouldBe("interrupted");
        (await Here.Events("r")).Select(line => (string?)line["event"]!["type"])
            .ShouldBe(["run-prepared", "run-started", "step-dispatched", "steered"]);
    }

    [Fact]
    public async Task A_message_to_the_step_of_a_killed_process_is_told_once_when_it_goes_on()
    {
        Here.Write("echo.yaml", Strategies.Echo);
        Here.Write("slow.conf", """runs.models.scripted { "mock/echo" { thinking = "begun", reply = never, delay = 1h } }""");
        var run = Here.Start("run", "echo.yaml", "--run-id", "r", "--json", "--config", "slow.conf");
        await run.WaitForOut("begun");
        await run.KillNow();
        string[] message = ["message", "r", "s1/0", "be brief", "--id", "m", "--json"];
        ((bool)(await Here.Run(message)).Exited(0).Json.Single()["reused"]!).ShouldBeFalse();
        ((bool)(await Here.Run(message)).Exited(0).Json.Single()["reused"]!).ShouldBeTrue();
        ((string?)(await Here.Listed("r"))["state"]).ShouldBe("interrupted");

        (await Here.Run("resume", "r")).Exited(0);
        ((string?)(await Here.Run([.. message])).Exited(0).Json.Single()["deliveredIn"]).ShouldBe("s1/0/m2");
        (await Here.Events("r")).Select(line => (string?)line["event"]!["type"]).ShouldBe(
        [
            "run-prepared", "run-started", "step-dispatched", "step-messaged", "run-recovered", "attempt-failed", "retry-due", "step-dispatched",
            "model-replied", "step-continued", "messages-delivered", "step-dispatched", "model-replied", "agent-replied", "step-succeeded", "run-ended",
        ]);
    }

    [Fact]
    public async Task All_interrupted_runs_are_resumed_side_by_side()
    {
        Here.Write("ask.yaml", Strategies.Ask);
        Here.Write("echo.yaml", Strategies.Echo);
        Here.Write("slow.conf", """runs.models.scripted { "mock/echo" { thinking = "begun", reply = never, delay = 1h } }""");
        foreach (var id in (string[])["a", "b"])
        {
            var run = Here.Start("run", "echo.yaml", "--run-id", id, "--json", "--config", "slow.conf");
            await run.WaitForOut("begun");
            await run.KillNow();
        }

        (await Here.Run("run", "ask.yaml", "--run-id", "waits")).Exited(3);
        var done = (await Here.Run("resume", "--all")).Exited(0).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        done.ShouldBe(["a completed", "b completed"], ignoreOrder: true);
    }

    private void WriteClerk()
    {
        Here.Write("asks.yaml", Strategies.Asks);
        Here.Write("clerk.conf", Strategies.Clerk);
    }

    private async Task<List<string?>> Types(string run) => [.. (await Here.Events(run)).Select(line => (string?)line["event"]!["type"])];

    private async Task KillHolder()
    {
        var holder = JsonText.Parse(await File.ReadAllTextAsync(Path.Combine(Here.Data, "holder.json")));
        System.Diagnostics.Process.GetProcessById((int)holder["pid"]!).Kill();
    }
}
