using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.Recovery;

/// <summary>kill -9 of the program, and what is found afterwards.</summary>
public sealed class KillTests : IAsyncLifetime
{
    private readonly Workspace _here = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _here.DisposeAsync();

    [Theory]
    [InlineData("resume", "r")]
    [InlineData("run", "gated.yaml", "--run-id", "r")]
    public async Task A_run_killed_in_a_process_goes_on_from_its_last_committed_step(params string[] goOn)
    {
        var gate = new Gate(_here);
        _here.Write("gated.yaml", Strategies.Gated);
        var run = _here.Start("run", "gated.yaml", "--run-id", "r");
        var child = await gate.Arrived();
        await run.KillNow();

        var listed = await _here.Listed("r");
        ((string?)listed["status"], (string?)listed["state"]).ShouldBe(("running", "interrupted"));
        Proc.IsAlive(child).ShouldBeTrue("the process should have outlived its node until the next one");
        _here.Write("pid", child.ToString());
        _here.Write("open", "");

        (await _here.Run(goOn)).Exited(0).Out.ShouldBe("one two three\n");
        _here.Lines("markers").ShouldBe(["first", "gated", "gated", "dead", "last"]);
    }

    [Fact]
    public async Task A_killed_process_that_must_not_be_replayed_fails_its_run()
    {
        var gate = new Gate(_here);
        _here.Write("gate.yaml", Strategies.Gate1("never"));
        var run = _here.Start("run", "gate.yaml", "--run-id", "r");
        await gate.Arrived();
        await run.KillNow();
        (await _here.Run("resume", "r")).Exited(1).Error.ShouldContain("lost with its node");
    }

    [Fact]
    public async Task A_run_killed_in_the_middle_of_a_models_words_asks_the_model_again()
    {
        _here.Write("echo.yaml", Strategies.Echo);
        _here.Write("slow.conf", """runs.models.scripted { "mock/echo" { deltas = ["one ", "two"], delay = 1h } }""");
        _here.Write("first.conf", """runs.models.scripted { "mock/echo" { thinking = "begun", reply = never, delay = 1h } }""");
        var run = _here.Start("run", "echo.yaml", "--run-id", "r", "--json", "--config", "first.conf");
        await run.WaitForOut("begun");
        await run.KillNow();
        ((string?)(await _here.Listed("r"))["state"]).ShouldBe("interrupted");
        var resumed = (await _here.Run("resume", "r", "--json", "--config", "slow.conf", "--set", "runs.models.scripted.\"mock/echo\".delay=1ms")).Exited(0);
        ((string?)resumed.Json[^1]["result"]).ShouldBe("one two");
        (await _here.Events("r")).Count(line => (string?)line["event"]!["type"] == "step-dispatched").ShouldBe(2);
    }

    [Fact]
    public async Task A_run_killed_while_a_person_is_asked_still_asks()
    {
        _here.Write("ask.yaml", Strategies.Ask);
        var run = _here.StartInTerminal("run", "ask.yaml", "--input", "well?", "--run-id", "r");
        await run.WaitForOut("boss > ");
        await KillHolder();
        await run.Exit();
        ((string?)(await _here.Listed("r"))["state"]).ShouldBe("waiting");
        (await _here.Run("resume", "r")).Exited(3).Error.ShouldContain("[run.waiting]");
        (await _here.Run("answer", "r", "yes")).Exited(0).Out.ShouldBe("<yes>\n");
    }

    [Fact]
    public async Task Another_run_leaves_an_interrupted_one_alone()
    {
        var gate = new Gate(_here);
        _here.Write("gated.yaml", Strategies.Gated);
        _here.Write("echo.yaml", Strategies.Echo);
        var run = _here.Start("run", "gated.yaml", "--run-id", "r");
        await gate.Arrived();
        await run.KillNow();
        (await _here.Run("run", "echo.yaml", "--input", "x")).Exited(0);
        ((string?)(await _here.Listed("r"))["state"]).ShouldBe("interrupted");
        _here.Lines("markers").ShouldBe(["first", "gated"]);
    }

    [Fact]
    public async Task All_interrupted_runs_are_resumed_side_by_side()
    {
        _here.Write("ask.yaml", Strategies.Ask);
        _here.Write("echo.yaml", Strategies.Echo);
        _here.Write("slow.conf", """runs.models.scripted { "mock/echo" { thinking = "begun", reply = never, delay = 1h } }""");
        foreach (var id in (string[])["a", "b"])
        {
            var run = _here.Start("run", "echo.yaml", "--run-id", id, "--json", "--config", "slow.conf");
            await run.WaitForOut("begun");
            await run.KillNow();
        }

        (await _here.Run("run", "ask.yaml", "--run-id", "waits")).Exited(3);
        var done = (await _here.Run("resume", "--all")).Exited(0).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        done.ShouldBe(["a completed", "b completed"], ignoreOrder: true);
    }

    private async Task KillHolder()
    {
        var holder = JsonText.Parse(await File.ReadAllTextAsync(Path.Combine(_here.Data, "holder.json")));
        System.Diagnostics.Process.GetProcessById((int)holder["pid"]!).Kill();
    }
}
