using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.Client;

/// <summary>Forks and comparisons, here and at a server.</summary>
public sealed class ForkVerbTests : ServerTest
{
    private const string Graph = """
        name: Graph
        version: "1"
        agents: { one: { model: mock/echo }, two: { model: mock/echo } }
        flow: { name: Main, type: graph, steps: [{ id: top, agent: one }, { id: end, agent: two, needs: [top], task: "of {{steps.top.output}}" }] }
        """;

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_fork_executes_a_part_of_a_run_once_more_and_compare_says_what_came_of_it(bool byUrl)
    {
        Here.Write("graph.yaml", Graph);
        var server = await Serve();
        (await Run(server, byUrl, "run", "graph.yaml", "--run-id", "r", "--input", "x")).Exited(0).Out.ShouldBe("<of <x>>\n");

        var fork = (await Run(server, byUrl, "fork", "r", "--from", "end", "--run-id", "f", "--set", "steps.end.task=after {{steps.top.output}}")).Exited(0);
        fork.Out.ShouldBe("<after <x>>\n");
        fork.Error.ShouldContain("top taken over from r");
        (await Run(server, byUrl, "show", "f")).Exited(0).Out.ShouldContain("fork of   r at event ");

        var compared = (await Run(server, byUrl, "compare", "r", "f")).Exited(1).Out;
        compared.ShouldContain("input the same, result differs");
        compared.ShouldContain("taken over");
        (await Run(server, byUrl, "compare", "r", "r")).Exited(0);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task What_can_not_be_forked_is_refused(bool byUrl)
    {
        Here.Write("graph.yaml", Graph);
        var server = await Serve();
        (await Run(server, byUrl, "run", "graph.yaml", "--run-id", "r", "--input", "x")).Exited(0);

        (await Run(server, byUrl, "fork", "r", "--from", "nobody")).Refused("step.not-found");
        (await Run(server, byUrl, "fork", "r")).Refused("run.not-forkable");
        (await Run(server, byUrl, "fork", "nobody", "--from", "end")).Refused("run.not-found");
        (await Run(server, byUrl, "fork", "r", "--from", "end", "--run-id", "r")).Refused("run.exists");
        (await Run(server, byUrl, "fork", "r", "--from", "end", "--set", "agents")).Refused("cli.set");
        (await Run(server, byUrl, "fork", "r", "--from", "end", "--set", "agents.nobody.model=m")).Refused("strategy.change-path");
        (await Run(server, byUrl, "compare", "r", "nobody")).Refused("run.not-found");
    }
}
