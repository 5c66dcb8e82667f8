using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.CommandLine;

/// <summary>Pauses and commands to single steps, on a data directory and with a server.</summary>
public sealed class ControlVerbTests : ServerTest
{
    private const string Graph = """
        name: Graph
        version: "1"
        agents:
          bad: { type: process, config: { command: sh, args: [-c, '[ -e mended ]'], replay: safe } }
          boss: { type: user, config: { ask: always } }
        flow: { name: Main, type: graph, steps: [{ id: bad, agent: bad }, { id: one, agent: boss }, { id: two, agent: boss }] }
        """;

    [Fact]
    public async Task A_run_in_a_directory_is_paused_tried_again_and_cancelled_step_by_step()
    {
        Here.Write("graph.yaml", Graph);
        (await Here.Run("run", "graph.yaml", "--run-id", "r")).Exited(3);
        (await Here.Run("pause", "r", "--now", "--reason", "lunch")).Exited(0);
        ((string?)(await Here.Listed("r"))["state"]).ShouldBe("paused");
        (await Here.Run("retry-step", "r", "nobody")).Refused("step.not-found");
        Here.Write("mended", "");
        (await Here.Run("retry-step", "r", "bad")).Exited(0);
        (await Here.Run("cancel-step", "r", "two", "--reason", "enough")).Exited(0);
        (await Here.Run("resume", "r")).Exited(3);
        (await Here.Run("answer", "r", "yes", "--step", "one")).Exited(1).Error.ShouldContain("enough");
        (await Here.Run("show", "r")).Exited(0).Out.ShouldContain("mixed");
        (await Here.Run("retry-step", "r", "two")).Refused("run.terminal");
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_run_at_a_server_is_too(bool byUrl)
    {
        Here.Write("graph.yaml", Graph);
        var server = await Serve();
        (await Run(server, byUrl, "run", "graph.yaml", "--run-id", "r", "--cwd", Here.Root)).Exited(3);
        (await Run(server, byUrl, "pause", "r")).Exited(0);
        ((string?)(await Here.Listed("r"))["state"]).ShouldBe("paused");
        Here.Write("mended", "");
        (await Run(server, byUrl, "retry-step", "r", "s1/bad")).Exited(0);
        (await Run(server, byUrl, "cancel-step", "r", "two", "--force")).Exited(0);
        (await Run(server, byUrl, "retry-step", "r", "one")).Refused("step.not-retryable");
        (await Run(server, byUrl, "resume", "r")).Exited(3);
        (await Run(server, byUrl, "answer", "r", "yes", "--step", "one")).Exited(1);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_stop_by_force_kills_a_process_that_heeds_no_other(bool byUrl)
    {
        var gate = new Gate(Here);
        Here.Write("stubborn.yaml", Strategies.Stubborn);
        var server = await Serve("--set", "runs.process.stop-grace=1h", "--set", "runs.run.stop-grace=1h");
        var run = Start(server, byUrl, "run", "stubborn.yaml", "--run-id", "r", "--cwd", Here.Root);
        var child = await gate.Arrived();
        (await Run(server, byUrl, "stop", "r", "--force", "--reason", "enough")).Exited(0).Out.ShouldBe("r cancelled\n");
        Proc.IsAlive(child).ShouldBeFalse();
        (await run.Exit()).Exited(130);
    }
}
