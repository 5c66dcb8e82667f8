using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.Client;

/// <summary>Signals to a program whose run is executed by a server.</summary>
public sealed class LeavingServerTests : ServerTest
{
    [Theory]
    [MemberData(nameof(Doors))]
    public async Task The_first_interrupt_stops_the_run(bool byUrl)
    {
        var gate = new Gate(Here);
        Here.Write("gate.yaml", Strategies.Gate1("safe"));
        var server = await Serve();
        var run = Start(server, byUrl, "run", "gate.yaml", "--run-id", "r", "--cwd", Here.Root);
        await gate.Arrived();
        run.Signal(RunningProcess.Interrupt);
        (await run.Exit()).Exited(130).Error.ShouldContain("run r cancelled");
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task The_second_leaves_it_there(bool byUrl)
    {
        var gate = new Gate(Here);
        Here.Write("stubborn.yaml", Strategies.Stubborn);
        var server = await Serve("--set", "runs.process.stop-grace=1h", "--set", "runs.run.stop-grace=1h");
        var run = Start(server, byUrl, "run", "stubborn.yaml", "--run-id", "r", "--cwd", Here.Root, "--json");
        await gate.Arrived();
        await run.WaitForOut("step-dispatched");
        run.Signal(RunningProcess.Interrupt);
        await run.WaitForOut("cancel-requested");
        await run.WaitForError("Cancelling");
        run.Signal(RunningProcess.Interrupt);
        var left = (await run.Exit()).Exited(130);
        left.Error.ShouldContain($"runs watch r {(byUrl ? $"--url {server.Url}" : $"--data {Here.Data}")} [run.left]");
        ((string?)left.Json[^1]["type"], (string?)left.Json[^1]["state"]).ShouldBe(("end", "cancelling"));
        ((string?)(await Here.Listed("r"))["state"]).ShouldBe("cancelling");
        (await Run(server, byUrl, "kill", "r")).Exited(0);
    }

    [Fact]
    public async Task A_terminated_client_leaves_the_run_as_it_is()
    {
        var gate = new Gate(Here);
        Here.Write("streamed.yaml", Strategies.Streamed);
        await Serve();
        var run = Here.Start("run", "streamed.yaml", "--run-id", "r");
        await gate.Arrived();
        run.Signal(RunningProcess.Terminate);
        (await run.Exit()).Exited(143).Error.ShouldContain("[run.left]");
        var watch = Here.Start("watch", "r");
        await watch.WaitForError("gated");
        await gate.Open();
        (await watch.Exit()).Exited(0).Out.ShouldBe("one two\n");
    }

    [Fact]
    public async Task A_person_at_the_terminal_is_asked_what_a_run_at_the_server_asks()
    {
        Here.Write("ask.yaml", Strategies.Ask);
        await Serve();
        var run = Here.StartInTerminal("run", "ask.yaml", "--input", "well?", "--run-id", "r");
        await run.WaitForOut("boss > ");
        await run.Input.WriteLineAsync("yes");
        await run.Input.FlushAsync();
        (await run.Exit()).Exited(0).Out.ShouldContain("<yes>");
    }

    [Fact]
    public async Task An_answer_from_elsewhere_is_as_good_as_one_from_the_terminal()
    {
        Here.Write("ask.yaml", Strategies.Ask);
        await Serve();
        var run = Here.StartInTerminal("run", "ask.yaml", "--input", "well?", "--run-id", "r");
        await run.WaitForOut("boss > ");
        (await Here.Run("answer", "r", "yes")).Exited(0).Out.ShouldBe("<yes>\n");
        (await run.Exit()).Exited(0).Out.ShouldContain("<yes>");
    }
}
