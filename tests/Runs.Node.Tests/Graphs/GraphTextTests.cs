using Runs.Domain.Plans;
using Runs.Domain.Strategies;
using Runs.Node.Graphs;
using Runs.Node.Terminal;
using Runs.TestKit.Nodes;

namespace Runs.Node.Tests.Graphs;

public sealed class GraphTextTests
{
    private const string Strategy = """
        name: S
        version: "1"
        agents: { w: { type: process, config: { command: work } }, c: { model: m } }
        flow:
          name: Main
          type: graph
          steps:
            - { id: ship, agent: w, needs: [test], after: [lint], when: "{{steps.lint.status}} != failed" }
            - { id: test, agent: w, needs: [build] }
            - { id: lint, agent: w }
            - id: build
              name: Build
              type: sequential
              steps: [{ agent: w, id: fetch }, { agent: w, id: make }]
            - { id: files, agent: w, needs: [build], forEach: '["a"]' }
            - { id: polish, name: Polish, type: cycle, cycles: 3, observer: c, needs: [test], steps: [{ agent: c, id: draft }] }
        """;

    [Fact]
    public void Steps_stand_in_layers_in_the_order_of_the_file_with_what_they_need()
    {
        Text(isUnicode: true).ShouldBe(
        [
            "· Main  (graph)",
            "  1  · lint",
            "  1  · build  (sequential)",
            "    · fetch",
            "    · make",
            "  2  · test  ← build",
            "  2  · files  for each  ← build",
            "  3  · ship  ← test  ⇠ lint  when {{steps.lint.status}} != failed",
            "  3  · polish  (cycle, at most 3 rounds)  ← test",
            "    · draft",
            "    · c (observer)",
        ]);
        string.Concat(Text(isUnicode: false)).ShouldAllBe(c => char.IsAscii(c));
    }

    [Fact]
    public void A_flowchart_has_solid_and_dashed_edges_subgraphs_and_stacks()
    {
        new MermaidText(GraphNodes.Of(Plan(Strategy))).Lines().ShouldBe(
        [
            "flowchart TD",
            "  n1[\"ship #40;when #123;#123;steps.lint.status#125;#125; #33;#61; failed#41;\"]",
            "  n2[\"test\"]",
            "  n3[\"lint\"]",
            "  subgraph n4[\"build\"]",
            "    n5[\"fetch\"]",
            "    n6[\"make\"]",
            "  end",
            "  n7@{ shape: procs, label: \"files for each\" }",
            "  subgraph n9[\"polish\"]",
            "    n10[\"draft\"]",
            "    n11{\"c #40;observer#41;\"}",
            "  end",
            "  n5 --> n6",
            "  n10 --> n11",
            "  n11 -- again --> n10",
            "  n2 --> n1",
            "  n3 -.-> n1",
            "  n4 --> n2",
            "  n4 --> n7",
            "  n2 --> n9",
        ]);
    }

    [Fact]
    public void A_run_that_was_only_prepared_is_drawn_as_its_plan()
    {
        var run = new TestNode().Prepare(TestStrategy.Text(Strategy));
        run.Until(prepared => prepared.State.Pending is not null, "the preparation");
        var nodes = GraphNodes.Of(run.State).ShouldNotBeNull();
        new GraphText(nodes, Marks.Of(isUnicode: true), DateTimeOffset.UnixEpoch).Lines().ShouldBe(Text(isUnicode: true));
        new MermaidText(nodes).Lines().ShouldBe(new MermaidText(GraphNodes.Of(Plan(Strategy))).Lines());
    }

    [Theory]
    [InlineData("\"]; click n1 \"javascript:alert(1)\"; n2[\"")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("a\n  end\n  click n1 href \"https://example.org\"")]
    [InlineData("%%{init: {\"securityLevel\": \"loose\"}}%%")]
    [InlineData("`**md** [x](javascript:alert(1))` #quot; &lt; \\")]
    [InlineData("‮evil​\u0007\ue000")]
    public void No_text_of_an_author_leaves_its_label(string hostile)
    {
        var name = Newtonsoft.Json.JsonConvert.ToString(hostile);
        var when = Newtonsoft.Json.JsonConvert.ToString($"x == '{hostile.Replace("{", "(")}'");
        var lines = new MermaidText(GraphNodes.Of(Plan($$"""
            { "name": {{name}}, "version": "1", "agents": { {{name}}: { "type": "process", "config": { "command": "w" } } },
              "flow": { "name": {{name}}, "type": "graph", "steps": [
                { "agent": {{name}}, "id": "a" },
                { "agent": {{name}}, "id": "b", "when": {{when}}, "forEach": "[]" },
                { "name": {{name}}, "id": "c", "type": "sequential", "steps": [{ "agent": {{name}} }] } ] } }
            """, StrategyFormat.Json))).Lines();
        lines.Count.ShouldBe(6);
        foreach (var line in lines.Skip(1).Select(line => line.Trim()).Where(line => line != "end"))
            line.ShouldMatch("""^(subgraph n\d+\[|n\d+\[|n\d+@\{ shape: procs, label: )"([\p{L}\p{Nd} _.,/+-]|#\d+;)*"(\]| \})$""");
    }

    private static IReadOnlyList<string> Text(bool isUnicode) =>
        new GraphText(GraphNodes.Of(Plan(Strategy)), Marks.Of(isUnicode), DateTimeOffset.UnixEpoch).Lines();

    private static Plan Plan(string text, StrategyFormat format = StrategyFormat.Yaml)
    {
        var read = StrategyReader.Read(text, format);
        read.Error.ShouldBeNull();
        var planned = PlanBuilder.Build(read.Value!, new PlanOptions());
        planned.Error.ShouldBeNull();
        return planned.Value!;
    }
}
