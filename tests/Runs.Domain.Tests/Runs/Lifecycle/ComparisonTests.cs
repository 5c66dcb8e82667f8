using Runs.Domain.Runs.Comparisons;

namespace Runs.Domain.Tests.Runs;

public sealed class ComparisonTests
{
    [Fact]
    public void Of_each_step_it_says_in_what_the_runs_differ()
    {
        var steps = new[] { "id: same, agent: a", "id: other, agent: b", "id: fails, agent: never", "id: next, agent: once, needs: [other]" };
        var left = Given.Graph(steps).Started().Replies("s1/same").Replies("s1/other", "x").Replies("s1/fails").Replies("s1/next", "end");
        var right = Given.Graph([.. steps, "id: more, agent: a"]).Started().Replies("s1/same").Replies("s1/other", "y").Fails("s1/fails").Replies("s1/next", "end").Replies("s1/more");

        var compared = RunComparison.Of(left.State, right.State);

        compared.Steps.Select(step => (step.Place, step.Differences)).ShouldBe(
        [
            ("same", StepDifferences.None),
            ("other", StepDifferences.Output),
            ("fails", StepDifferences.Status | StepDifferences.Output | StepDifferences.Error),
            ("next", StepDifferences.Input),
            ("more", StepDifferences.Presence),
        ]);
        (compared.HaveSameInput, compared.HaveSameResult).ShouldBe((true, false));
    }

    [Fact]
    public void A_fork_differs_from_its_source_in_what_it_executed_anew()
    {
        var source = Given.Graph("id: a, agent: once", "id: b, agent: once, needs: [a]").Started().Runs();
        var fork = source.ForkedFrom("b").Started("in").Replies("s1/b", "new");

        RunComparison.Of(source.State, fork.State).Steps.Select(step => (step.Place, step.Differences))
            .ShouldBe([("a", StepDifferences.None), ("b", StepDifferences.Output)]);
    }

    [Fact]
    public void A_changed_model_is_a_difference_of_the_agent()
    {
        static string Of(string model) => $"name: t, version: '1', agents: {{ a: {{ model: {model} }} }}, flow: {{ name: f, type: sequential, steps: [{{ agent: a }}] }}";

        RunComparison.Of(Given.Strategy($"{{ {Of("x/y")} }}").Started().State, Given.Strategy($"{{ {Of("x/z")} }}").Started().State)
            .Steps.Single().Differences.ShouldBe(StepDifferences.Agent);
    }
}
