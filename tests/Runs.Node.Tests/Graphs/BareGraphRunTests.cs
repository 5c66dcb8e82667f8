using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.Graphs;

public sealed class BareGraphRunTests : WorkspaceTest
{
    /// <summary>A58: the directory becomes a link between planning and launch.</summary>
    [Fact]
    public async Task A58_a_directory_bent_before_the_launch_fails_its_step_alone()
    {
        Directory.CreateDirectory(Here.Path("work"));
        Here.Write("nightly.yaml", """
            steps:
              - { id: swap, process: { command: sh, args: [-c, 'rmdir work && ln -s /tmp work'] } }
              - { id: bent, process: { command: touch, args: [escaped] }, needs: [swap], cwd: work }
              - { id: blocked, process: { command: touch, args: [blocked] }, needs: [bent] }
              - { id: rest, process: { command: sh, args: [-c, 'echo "bent $1" > rest', _, "{{steps.bent.status}}"] }, after: [bent] }
            """);

        (await Here.Run("run", "nightly.yaml", "--run-id", "r")).Exited(1).Error.ShouldContain("is a link; name the directory itself");
        Here.Lines("rest").ShouldBe(["bent failed"]);
        File.Exists(Here.Path("blocked")).ShouldBeFalse();
        ((string?)(await Here.Listed("r"))["strategy"]).ShouldBe("nightly");
    }

    [Fact]
    public async Task A_graph_that_cannot_be_planned_says_all_that_is_wrong_and_starts_nothing()
    {
        Here.Write("graph.yaml", """
            steps:
              - { id: a, process: { command: touch, args: [started] } }
              - { id: b, delay: 1s, needs: [c, zzz] }
              - { id: c, delay: 1s, after: [b] }
            """);

        var error = (await Here.Run("run", "graph.yaml")).Exited(2).Error;
        error.ShouldContain("b needs c, c after b");
        error.ShouldContain("steps.1.needs.1");
        File.Exists(Here.Path("started")).ShouldBeFalse();
    }
}
