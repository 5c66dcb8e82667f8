using Runs.Domain.Plans;
using Runs.Domain.Strategies;
using Runs.Domain.Tests.Strategies;

namespace Runs.Domain.Tests.Plans;

public sealed class GraphRefusalTests
{
    private const string Head = "name: S\nversion: '1'\nagents:\n  m: { model: x }\n  p: { type: process, config: { command: ls } }\n  u: { type: user }\nflow:\n  name: F\n";

    /// <summary>The line of the first step.</summary>
    private const int First = 11;

    /// <summary>A3: the step's path and line, and what its author may have meant.</summary>
    [Theory]
    [InlineData("{ id: b, agent: m, needs: [fetsh] }", "needs.0", "there is no step \"fetsh\" in this graph; did you mean \"fetch\"?.")]
    [InlineData("{ id: b, agent: m, after: [fetch, zzz] }", "after.1", "there is no step \"zzz\" in this graph.")]
    [InlineData("{ id: b, agent: m, needs: [inner] }", "needs.0", "there is no step \"inner\" in this graph; the step of that id stands elsewhere, and only steps of one graph can wait for each other.")]
    public void A3_an_unknown_dependency_is_refused_where_it_stands(string step, string key, string message)
    {
        var issue = Issues("{ id: fetch, agent: m }", "{ id: nested, type: sequential, steps: [{ id: inner, agent: m }] }", step).ShouldHaveSingleItem();
        issue.ShouldBe(new StrategyIssue("strategy.unknown-dependency", $"flow.steps.2.{key}", $"flow.steps.2.{key}: {message}", First + 2, 7));
    }

    [Fact]
    public void A3_the_same_id_twice_is_refused_in_whatever_flow_it_stands()
    {
        var issue = Issues("{ id: a, agent: m }", "{ id: b, type: sequential, steps: [{ id: a, agent: m }] }").ShouldHaveSingleItem();
        (issue.Code, issue.Path, issue.Line).ShouldBe(("strategy.duplicate-step-id", "flow.steps.1.steps.0.id", First + 1));
    }

    /// <summary>A4: one issue, the edges in order with their kinds, from the first step of the file on.</summary>
    [Theory]
    [InlineData("a needs b, b after c, c needs a", "needs", "a<b", "b-c", "c<a")]
    [InlineData("b after c, c needs b", "after", "a<b", "b-c", "c<b", "d<c")]
    [InlineData("a needs c, c needs a", "needs", "b<a", "c<a", "a<c-b")]
    public void A4_a_circle_is_spelled_out_once(string circle, string key, params string[] steps)
    {
        var lines = steps.Order(StringComparer.Ordinal).Select(step => step.Split('<', '-') is var ids && step.Contains('<')
            ? $"{{ id: {ids[0]}, agent: m, needs: [{ids[1]}], after: [{string.Join(", ", ids[2..])}] }}"
            : $"{{ id: {ids[0]}, agent: m, after: [{ids[1]}] }}").ToArray();
        var issue = Issues(lines).ShouldHaveSingleItem();
        issue.Code.ShouldBe("strategy.dependency-cycle");
        issue.Message.ShouldBe($"{issue.Path}: steps wait for each other in a circle: {circle}.");
        issue.Path.ShouldEndWith($".{key}");
        issue.Line.ShouldBe(First + circle[0] - 'a');
    }

    [Fact]
    public void A_step_that_waits_for_itself_is_a_circle_too() =>
        Issues("{ id: a, agent: m, after: [a] }").ShouldHaveSingleItem()
            .ShouldBe(new StrategyIssue("strategy.dependency-cycle", "flow.steps.0.after.0", "flow.steps.0.after.0: a step waits for itself: a after a.", First, 7));

    [Fact]
    public void A_circle_of_thousands_is_found_and_cut_short()
    {
        var steps = Enumerable.Range(0, 5_000).Select(i => $"{{ id: s{i}, agent: m, needs: [s{(i + 1) % 5_000}] }}");
        Issues([.. steps]).ShouldHaveSingleItem().Message.ShouldEndWith("s19 needs s20, and 4980 more.");
    }

    [Fact]
    public void Every_step_of_a_graph_has_an_id() =>
        Issues("{ agent: m }").ShouldHaveSingleItem().ShouldBe(new StrategyIssue("strategy.required", "flow.steps.0.id", "flow.steps.0.id: every step of a graph has an id.", First, 7));

    [Theory]
    [InlineData("{ id: a, type: sequential, maxDuration: 1h, steps: [{ agent: m }] }", "maxDuration")]
    [InlineData("{ id: a, type: sequential, retention: 1h, steps: [{ agent: m }] }", "retention")]
    [InlineData("{ id: a, type: sequential, cwd: x, steps: [{ agent: p }] }", "cwd")]
    [InlineData("{ id: a, type: sequential, outputLimit: 1KiB, steps: [{ agent: m }] }", "outputLimit")]
    [InlineData("{ id: a, agent: m, cwd: x }", "cwd")]
    [InlineData("{ id: a, http: { url: 'https://example.com/' }, cwd: x }", "cwd")]
    [InlineData("{ id: a, agent: u, outputLimit: 1KiB }", "outputLimit")]
    [InlineData("{ id: a, agent: u, onTimeout: fail-step }", "onTimeout")]
    [InlineData("{ id: a, type: sequential, steps: [{ agent: m, needs: [a] }] }", "steps.0.needs")]
    [InlineData("{ id: a, type: sequential, steps: [{ agent: m, after: [a] }] }", "steps.0.after")]
    [InlineData("{ id: a, type: sequential, steps: [{ agent: m, onTimeout: fail-step }] }", "steps.0.onTimeout")]
    public void A_key_that_means_nothing_where_it_stands_is_refused(string step, string key)
    {
        var issue = Issues(step).ShouldHaveSingleItem();
        (issue.Code, issue.Path).ShouldBe(("strategy.misplaced-key", $"flow.steps.0.{key}"));
        issue.Line.ShouldBe(First);
    }

    [Theory]
    [InlineData("needs: [a]", "needs")]
    [InlineData("after: [a]", "after")]
    [InlineData("when: a == a", "when")]
    [InlineData("forEach: '[1]'", "forEach")]
    [InlineData("onTimeout: fail-step", "onTimeout")]
    [InlineData("cwd: x", "cwd")]
    [InlineData("outputLimit: 1KiB", "outputLimit")]
    public void The_root_flow_stands_for_the_run(string member, string key) =>
        Build(Head + $"  type: graph\n  {member}\n  steps: [{{ id: a, agent: m }}]\n").Issues.Select(issue => (issue.Code, issue.Path)).ShouldBe([("strategy.misplaced-key", $"flow.{key}")]);

    [Theory]
    [InlineData("..")]
    [InlineData("a/../b")]
    [InlineData("/etc")]
    [InlineData("\\\\x")]
    [InlineData("a\\0b")]
    public void A5_a_directory_that_is_none_below_the_runs_is_refused_before_anything_runs(string cwd) =>
        Issues($"{{ id: a, agent: p, cwd: \"{cwd}\" }}").Select(issue => (issue.Code, issue.Path, issue.Line)).ShouldBe([("strategy.cwd", "flow.steps.0.cwd", First)]);

    [Fact]
    public void A_directory_is_no_template() =>
        Issues("{ id: a, agent: p, cwd: 'x{{input}}' }").ShouldHaveSingleItem().Code.ShouldBe("strategy.template-not-allowed");

    [Theory]
    [InlineData("one, two")]
    [InlineData("{}")]
    [InlineData("[1, 2")]
    [InlineData("x{{input}}")]
    [InlineData("{{input}} {{message}}")]
    [InlineData("[{{input}}] and more")]
    public void What_can_be_no_list_is_refused(string items) =>
        Issues($"{{ id: a, agent: m, forEach: '{items}' }}").Select(issue => (issue.Code, issue.Path, issue.Line)).ShouldBe([("strategy.list", "flow.steps.0.forEach", First)]);

    [Theory]
    [InlineData("{{input}}")]
    [InlineData(" {{ input.lines }} ")]
    [InlineData("[\"a\", 2, {}]")]
    [InlineData("[{{input}}, 1]")]
    public void What_may_be_a_list_is_planned(string items) => Issues($"{{ id: a, agent: m, forEach: '{items}', task: '{{{{item}}}} {{{{index}}}}' }}").ShouldBeEmpty();

    [Fact]
    public void A2_all_mistakes_are_told_at_once()
    {
        Issues(
            "{ agent: nobody, needs: [b] }",
            "{ id: b, agent: m, needs: [b, c], when: nonsense, task: '{{steps.zzz.output}}' }",
            "{ id: c, agent: u, after: [b], timeout: 1s, cwd: .. }").Select(issue => issue.Code).ShouldBe(
            [
                "strategy.unknown-agent", "strategy.condition", "strategy.required", "strategy.dependency-cycle", "strategy.dependency-cycle",
                "strategy.no-attempts", "strategy.misplaced-key", "strategy.unknown-look-up",
            ]);
    }

    [Fact]
    public void Concurrency_is_a_graphs_and_a_lists_too() =>
        Build(Head + "  type: graph\n  concurrency: 2\n  steps: [{ id: a, agent: m, onTimeout: fail-step, forEach: { items: '[1]', concurrency: 1 } }]\n").Error.ShouldBeNull();

    private static IEnumerable<StrategyIssue> Issues(params string[] steps) =>
        Build(Head + "  type: graph\n  steps:\n" + string.Concat(steps.Select(step => $"    - {step}\n"))).Issues;

    private static StrategyResult<Plan> Build(string yaml) => PlanBuilder.Build(Read.Yaml(yaml), new PlanOptions());
}
