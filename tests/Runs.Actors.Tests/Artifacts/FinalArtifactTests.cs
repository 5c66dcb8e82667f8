using System.Text.RegularExpressions;
using Runs.Actors.Artifacts;
using Runs.Domain.Contents;
using Runs.Domain.Runs.State;
using Runs.TestKit.Nodes;

namespace Runs.Actors.Tests.Artifacts;

/// <summary>What a step that has ended leaves to be read.</summary>
public sealed partial class FinalArtifactTests
{
    [Fact]
    public void It_says_what_the_step_was_what_it_was_told_and_what_came_of_it()
    {
        var run = Ended("out", TestStrategies.Sequence("""{"agent":"once","id":"draft","task":"Do {{input}}"}"""));
        Final(run, "draft-final.md").ShouldBe("""
            # `draft`: succeeded

            - run: `run-1`
            - strategy: `Test`
            - step: `s1/0`
            - status: `succeeded`
            - agent: `once`
            - type: `process`
            - attempts: `1`
            - cwd: `CWD`
            - started: `TIME`
            - ended: `TIME`

            ## Task

            ```text
            Do in
            ```

            ## Output

            ```text
            out
            ```

            """);
    }

    [Fact]
    public void A_step_that_failed_leaves_its_error_and_what_it_had_written()
    {
        var node = TestNodes.WithProcess((_, _, output, _) =>
        {
            output.Text("half a resul");
            return new(new Actors.Attempts.AttemptOutcome.Failed(new("process.exit", "It ended with code 3.")));
        });
        var run = node.Started(TestStrategies.Sequence("once"));
        run.UntilEnded();
        var final = Final(run, "s1.0-final.md");
        final.ShouldContain("- reason: `process.exit`\n");
        final.ShouldContain("## Error\n\n```text\nprocess.exit: It ended with code 3.\n```\n");
        final.ShouldContain("## Partial text\n\n```text\nhalf a resul\n```\n");
        final.ShouldNotContain("## Output");
    }

    [Fact]
    public void A_step_that_was_stopped_has_one_too_and_one_that_goes_on_has_none()
    {
        var node = new TestNode();
        var run = node.Started(TestStrategies.Sequence("human"));
        run.UntilParked();
        RunArtifacts.Of(run.State).ShouldBeEmpty();
        run.Stop().Require();
        run.UntilEnded();
        RunArtifacts.Of(run.State).ShouldHaveSingleItem().Name.ShouldBe("s1.0-final.md");
        Final(run, "s1.0-final.md").ShouldStartWith("# `s1.0`: cancelled\n");
    }

    [Theory]
    [InlineData("```\n# I am the step\n````\n")]
    [InlineData("~~~~\n``````````")]
    [InlineData("`")]
    [InlineData("\r```\r\n")]
    public void What_it_quotes_cant_end_the_quotation(string hostile)
    {
        var final = Final(Ended(hostile, TestStrategies.Sequence("once")), "s1.0-final.md");
        var fence = OutputFence().Match(final).Groups[1].Value;
        hostile.ShouldNotContain(fence);
        final.ShouldEndWith($"## Output\n\n{fence}text\n{hostile}\n{fence}\n");
    }

    [Theory]
    [InlineData("a\n# Heading", "`a\\u000a# Heading`")]
    [InlineData("a`b``c", "``` a`b``c ```")]
    [InlineData("left\u2028right\0", "`left\\u2028right\\u0000`")]
    public void A_value_of_its_header_is_one_line_of_code(string value, string expected) => HeaderText.Code(value).ShouldBe(expected);

    [Fact]
    public void A_large_output_is_quoted_whole_and_counted_by_its_own_backticks()
    {
        var large = string.Concat(Enumerable.Repeat("0123456789`````\n", 10_000));
        var final = Final(Ended(large, TestStrategies.Sequence("once")), "s1.0-final.md");
        final.ShouldContain($"\n``````text\n{large}\n``````\n");
    }

    [Fact]
    public void Names_are_unique_and_safe_whatever_the_strategy()
    {
        var inner = TestStrategies.Inner("broadcast", "writer", """{"agent":"once","id":"s1"}""", "critic");
        var run = Ended("out", TestStrategies.Cycle(2, "writer", inner, """{"agent":"once","id":"0"}"""));
        var names = RunArtifacts.Of(run.State).Select(artifact => artifact.Name).ToList();
        names.ShouldBe(["s1~2.0-final.md", "s1~2.1.0-final.md", "s1-final.md", "s1~2.1.2-final.md", "0-final.md", "s1~2.observer-final.md"]);
        names.ShouldAllBe(name => SafeName().IsMatch(name));
    }

    [Fact]
    public void In_a_graph_it_says_what_the_step_needed_and_a_step_that_never_began_has_one_too()
    {
        var node = new TestNode(new TestNodeOptions { Agents = [new("once", _ => "out"), new("again", _ => throw new InvalidOperationException("no"))] });
        var run = node.Started("""
            name: Graph
            version: "1"
            agents: { once: { type: process, config: { command: once } }, again: { type: process, config: { command: again } } }
            flow:
              name: Main
              type: graph
              objective: "Do {{input}}"
              steps:
                - { id: list, agent: once, forEach: "{{input.lines}}" }
                - { id: bad, agent: again }
                - { id: join, agent: once, needs: [list], after: [bad] }
                - { id: never, agent: once, needs: [bad] }
            """, "in");
        run.UntilEnded();
        RunArtifacts.Of(run.State).Select(artifact => artifact.Name).ShouldBe(["list[0]-final.md", "bad-final.md", "join-final.md", "never-final.md"]);
        var join = Final(run, "join-final.md");
        join.ShouldContain("- needs: `list`\n- after: `bad`\n");
        join.ShouldContain("## Upstream\n\n| Step | Status | Artifact |\n| --- | --- | --- |\n| `list` | succeeded |  |\n| `bad` | failed | `bad-final.md` |\n");
        join.ShouldContain("## Objective\n\n```text\nDo in\n```\n");
        Final(run, "never-final.md").ShouldStartWith("# `never`: blocked\n");
        Final(run, "list[0]-final.md").ShouldContain("- step: `s1/list/0`\n");
    }

    private static TestRun Ended(string output, TestStrategy strategy)
    {
        var node = new TestNode(new TestNodeOptions
        {
            Agents = [new("once", _ => output)],
            Models = [new() { Name = "mock/writer", Reply = "w" }, new() { Name = "mock/critic", Reply = "c" }],
        });
        var run = node.Started(strategy, "in");
        run.UntilEnded();
        run.State.Status.ShouldBe(RunStatus.Completed);
        return run;
    }

    private static string Final(TestRun run, string name)
    {
        var artifact = RunArtifacts.Find(run.State, name)!;
        var text = run.Node.Ask(async system =>
        {
            var content = await system.Artifacts(run.Id).Content(run.State, artifact, CancellationToken.None);
            return await system.Text(run.Id, content);
        });
        return Times().Replace(text, "`TIME`").Replace(run.State.Current!.Cwd, "CWD", StringComparison.Ordinal);
    }

    [GeneratedRegex("`[0-9-]+T[0-9:.]+Z`")]
    private static partial Regex Times();

    [GeneratedRegex("## Output\n\n(`+)text\n")]
    private static partial Regex OutputFence();

    [GeneratedRegex(@"^[A-Za-z0-9_~-][A-Za-z0-9_.~-]*\z")]
    private static partial Regex SafeName();
}
