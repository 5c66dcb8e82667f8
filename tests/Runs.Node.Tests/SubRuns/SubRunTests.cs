using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.SubRuns;

/// <summary>Runs that open runs, with the real program.</summary>
public sealed class SubRunTests : CheckedWorkspaceTest
{
    [Fact]
    public async Task A_process_killed_in_the_middle_of_a_sub_run_goes_on_with_that_very_one()
    {
        var gate = new Gate(Here);
        Here.Write("gated.yaml", Strategies.Gated);
        Here.Write("parent.yaml", Parent("./gated.yaml"));
        var run = Here.Start("run", "parent.yaml", "--run-id", "r");
        var child = await gate.Arrived();
        await run.KillNow();

        // A list has the run that somebody started, and not what it has opened.
        var listed = (await Here.Run("list", "--json")).Exited(0).Json.ShouldHaveSingleItem();
        ((string?)listed["runId"], (string?)listed["state"]).ShouldBe(("r", "interrupted"));
        Here.Write("pid", child.ToString());
        Here.Write("open", "");

        (await Here.Run("resume", "r")).Exited(0).Out.ShouldBe("one two three\n");
        Here.Lines("markers").ShouldBe(["first", "gated", "gated", "dead", "last"]);
        var sub = (await Here.Run("list", "--parent", "r", "--json")).Exited(0).Json.ShouldHaveSingleItem();
        ((string?)sub["strategy"], (string?)sub["state"]).ShouldBe(("Gated", "completed"));
        (await Here.Run("show", (string)sub["runId"]!)).Exited(0).Out.ShouldContain("parent    r (step s1/0)");
        (await Here.Run("show", "r")).Exited(0).Out.ShouldContain("sub-runs  1, see: runs list --parent r");
    }

    [Fact]
    public async Task A_sub_run_that_asks_a_person_is_answered_by_its_own_id_and_the_parent_goes_on()
    {
        Here.Write("ask.yaml", Strategies.Ask);
        Here.Write("middle.yaml", Parent("ask.yaml"));
        Here.Write("parent.yaml", Parent("middle.yaml"));
        (await Here.Run("run", "parent.yaml", "--run-id", "r")).Exited(3).Error.ShouldContain("[run.waiting]");
        var middle = (string)(await Here.Run("list", "--parent", "r", "--json")).Exited(0).Json.Single()["runId"]!;
        var asks = (string)(await Here.Run("list", "--parent", middle, "--json")).Exited(0).Json.Single()["runId"]!;
        (await Here.Run("answer", asks, "yes")).Exited(0).Out.ShouldBe("<yes>\n");
        ((string?)(await Here.Listed("r"))["state"]).ShouldBe("completed");
    }

    [Fact]
    public async Task A_strategy_whose_sub_runs_go_round_is_refused_before_anything_begins()
    {
        Here.Write("a.yaml", Parent("b.yaml"));
        Here.Write("b.yaml", Parent("a.yaml"));
        (await Here.Run("run", "a.yaml")).Exited(2).Error.ShouldContain("a.yaml -> b.yaml -> a.yaml");
        (await Here.Run("list", "--json")).Exited(0).Json.ShouldBeEmpty();
    }

    private static string Parent(string file) => $$"""
        name: Parent
        version: "1"
        agents: { sub: { type: run, config: { strategy: {{file}} } } }
        flow: { name: Main, type: sequential, steps: [{ agent: sub }] }
        """;
}
