using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

public sealed class ListTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_step_over_lines_has_an_instance_for_each_and_joins_them_in_order(bool lastFirst)
    {
        var run = Lines("forEach: '{{steps.list.output.lines}}'").Started().Replies("s1/list", "x\n\ny\r\nz\n");

        run.ThenLive("s1/each/0", "s1/each/1", "s1/each/2").MessageOf("s1/each/1").ShouldBe("y");
        run.Runs(lastFirst).Result.ShouldBe("once(x)\n\nonce(y)\n\nonce(z)");
    }

    [Fact]
    public void A_list_is_a_json_array_too()
    {
        var run = Lines("forEach: '{{steps.list.output}}', task: '{{index}}={{item}} of {{message}}'").Started().Replies("s1/list", """["a b", 2, {"c": null}]""");

        (run.MessageOf("s1/each/0"), run.MessageOf("s1/each/1"), run.MessageOf("s1/each/2")).ShouldBe(("0=a b of a b", "1=2 of 2", """2={"c":null} of {"c":null}"""));
    }

    [Fact]
    public void Its_concurrency_bounds_the_instances()
    {
        Lines("forEach: { items: '{{steps.list.output.lines}}', concurrency: 2, separator: '|' }").Started().Replies("s1/list", "x\ny\nz")
            .ThenLive("s1/each/0", "s1/each/1").Replies("s1/each/1").ThenLive("s1/each/0", "s1/each/2").Runs().Result.ShouldBe("once(x)|once(y)|once(z)");
    }

    [Fact]
    public void Instances_begin_in_the_order_of_the_items_beyond_the_tenth_too()
    {
        var run = Lines("forEach: '{{steps.list.output.lines}}'").Started().Replies("s1/list", string.Join('\n', Enumerable.Range(0, 12)));

        var begun = new List<string>();
        while (!run.State.Live.IsEmpty)
        {
            begun.AddRange(run.State.Live.Keys.Select(step => step.Value).Except(begun));
            run.Replies(run.State.Live.Keys.First().Value);
        }

        begun.ShouldBe(Enumerable.Range(0, 12).Select(i => $"s1/each/{i}"), ignoreOrder: true);
        begun.Take(8).ShouldBe(Enumerable.Range(0, 8).Select(i => $"s1/each/{i}"));
    }

    [Fact]
    public void A_list_without_items_is_done_at_once()
    {
        Lines("forEach: '{{steps.list.output.lines}}'").Started().Replies("s1/list", "\n \n").State.Status.ShouldBe(RunStatus.Completed);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"a":1}""")]
    [InlineData("[1] 2")]
    public void What_is_no_list_fails_the_step(string output)
    {
        var run = Lines("forEach: '{{steps.list.output}}'").Started().Replies("s1/list", output);

        run.PhaseOf("s1/each").ShouldBe(StepPhase.Failed);
        run.State.Steps[new("s1/each")].Error!.Code.ShouldBe("step.list-refused");
        run.State.Status.ShouldBe(RunStatus.Mixed);
    }

    [Fact]
    public void A_failed_instance_fails_the_list_after_the_others_have_ended()
    {
        var run = Given.Graph("id: list, agent: once", "id: each, agent: never, needs: [list], forEach: '{{steps.list.output.lines}}'", "id: next, agent: once, needs: [each]").Started()
            .Replies("s1/list", "x\ny\nz").Fails("s1/each/1").ThenLive("s1/each/0", "s1/each/2").Replies("s1/each/0").Replies("s1/each/2");

        (run.PhaseOf("s1/each"), run.PhaseOf("s1/next"), run.State.Status).ShouldBe((StepPhase.Failed, StepPhase.Blocked, RunStatus.Mixed));
        run.State.Steps[new("s1/each")].Error!.Message.ShouldBe("Step \"each[1]\" failed: LLM call failed: boom");
    }

    [Fact]
    public void A_list_stands_in_a_sequence_too_and_over_a_flow()
    {
        var run = Given.Steps("a", "name: pair, type: sequential, forEach: '{{message.lines}}', steps: [{ agent: once }, { agent: once, task: '{{item}}/{{message}}' }]", "b").Started()
            .Replies("s1/0", "x\ny").ThenLive("s1/1/0/0", "s1/1/1/0");

        run.Replies("s1/1/0/0", "1").MessageOf("s1/1/0/1").ShouldBe("x/1");
        run.Runs().State.Status.ShouldBe(RunStatus.Completed);
    }

    private static RunScript Lines(string keys) => Given.Graph("id: list, agent: once", $"id: each, agent: once, needs: [list], {keys}");
}
