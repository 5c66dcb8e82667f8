using Runs.Actors.Tests.Frames;
using Runs.Actors.Watching;
using Runs.Domain.Runs.State;
using Runs.TestKit.Nodes;

namespace Runs.Actors.Tests.Watching;

/// <summary>A run as those see it who look at it.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public void A_run_that_has_just_been_started_is_told_with_its_steps_before_anything_was_said()
    {
        var run = Prepared("{ id: a, agent: do, task: 'make {{input}}' }", "{ id: b, agent: say, needs: [a] }");
        var started = run.Start("hi").Require();
        started.State.Status.IsTerminal().ShouldBeFalse();
        var snapshot = Of(run, started);
        (snapshot.Objective, snapshot.Seq, snapshot.CanCancel, snapshot.CanCleanup).ShouldBe(("Notes of hi", started.Seq, true, false));
        snapshot.Steps.Select(step => (step.Reference, step.Agent?.Name, step.TaskPreview)).ShouldBe([("s1", null, null), ("a", "do", "make {{input}}"), ("b", "say", null)]);
        (snapshot.Steps[2].Agent!.Model, snapshot.Steps[2].Needs.Single(), snapshot.Steps[2].Upstream.Count).ShouldBe(("mock/say", "a", 0));
        snapshot.Sinks.ShouldBe(["b"]);
        snapshot.Outputs!.ShouldAllBe(output => output.Text == null && output.Bytes == 0);
        snapshot.Steps.ShouldAllBe(step => step.OutputBytes == null);
    }

    [Fact]
    public void It_counts_its_steps_and_says_what_may_be_done_with_it()
    {
        var run = Started("{ id: good, agent: do }", "{ id: bad, agent: bad }", "{ id: hurt, agent: do, needs: [bad] }", "{ id: ask, agent: human }");
        run.UntilParked();
        var waiting = Of(run);
        waiting.Counts.ShouldBe(new Dictionary<StepPhase, int> { [StepPhase.Waiting] = 1, [StepPhase.Succeeded] = 1, [StepPhase.Failed] = 1, [StepPhase.Blocked] = 1 });
        (waiting.CanCancel, waiting.CanPause, waiting.CanMessage, waiting.CanCleanup, waiting.LiveSteps.Count).ShouldBe((true, true, false, false, 0));
        waiting.Steps.Single(step => step.Reference == "hurt").Step.Error!.Message.ShouldBe("It needs bad (failed).");
        run.Answer("human", "yes").Require();
        run.UntilEnded();
        var ended = Of(run);
        (ended.CanCancel, ended.CanPause, ended.CanCleanup, ended.LastEvent).ShouldBe((false, false, true, "run-ended: mixed, 2 steps did not succeed: Step \"bad\" failed: The step's handler failed: no; Step \"hurt\" blocked: It needs bad (failed)."));
        ended.UpdatedAt.ShouldBe(run.State.End!.At);
    }

    [Fact]
    public void A_step_says_what_it_has_worked_on_and_which_artifact_tells_of_it()
    {
        var run = Started("{ id: bad, agent: bad }", "{ id: a, agent: do }", "{ id: b, agent: do, needs: [a], after: [bad] }");
        run.UntilEnded();
        var step = Of(run).Steps.Single(shown => shown.Reference == "b");
        step.Upstream.ShouldBe([new UpstreamOutput("a", StepPhase.Succeeded, 4), new UpstreamOutput("bad", StepPhase.Failed, 0)]);
        (step.Artifact, step.OutputPreview, step.OutputBytes).ShouldBe(("b-final.md", "<<hi>>", 6));
    }

    [Fact]
    public void Steps_come_in_pages_in_the_order_of_the_plan_and_are_counted_all_the_same()
    {
        var run = Started("{ id: many, agent: do, forEach: '[0,1,2,3,4,5,6,7,8,9,10,11]' }", "{ id: last, agent: do, after: [many] }");
        run.UntilEnded();
        var (seen, after) = (new List<string>(), (string?)null);
        do
        {
            var page = Of(run, query: new SnapshotQuery { Limit = 4, AfterStep = after });
            page.Counts.ShouldBe(new Dictionary<StepPhase, int> { [StepPhase.Succeeded] = 14 });
            seen.AddRange(page.Steps.Select(step => step.Reference));
            after = page.NextStep?.Value;
        }
        while (after is not null);

        seen.ShouldBe(["s1", "many", .. Enumerable.Range(0, 12).Select(i => $"many[{i}]"), "last"]);
    }

    [Fact]
    public void Every_sink_is_there_however_little_text_is_wanted_and_the_room_is_shared()
    {
        var run = Started("{ id: a, agent: long }", "{ id: b, agent: do }", "{ id: c, agent: long }", "{ id: d, agent: long }");
        run.UntilEnded();
        var outputs = Of(run, query: new SnapshotQuery { MaxBytes = 40 }).Outputs!;
        outputs.Select(output => (output.Reference, output.Artifact, output.IsCut, output.Text!.Length)).ShouldBe(
            [("a", "a-final.md", true, 5), ("b", "b-final.md", false, 4), ("c", "c-final.md", true, 6), ("d", "d-final.md", true, 7)]);
        outputs.Sum(output => System.Text.Encoding.UTF8.GetByteCount(output.Text!)).ShouldBeLessThanOrEqualTo(40);
        outputs[0].Bytes.ShouldBe(200_000);
        Of(run).Outputs!.ShouldAllBe(output => output.Text == null && output.Bytes > 0 && output.Artifact != null);
    }

    [Fact]
    public void A_text_is_cut_between_characters_wherever_it_lies()
    {
        var run = Started("{ id: a, agent: long }", "{ id: b, agent: face }");
        run.UntilEnded();
        for (var bytes = 0; bytes < 14; bytes++)
        {
            Result(run, "a", bytes).Text.ShouldBe(new string('é', bytes / 2));
            Result(run, "b", bytes).Text.ShouldBe(bytes < 1 ? "" : bytes < 5 ? "a" : bytes < 6 ? "a\U0001F600" : "a\U0001F600b");
        }

        var whole = Result(run, "a", 200_000);
        (whole.Text!.Length, whole.IsCut, whole.Chars, whole.Bytes).ShouldBe((100_000, false, null, 200_000));
    }

    [Fact]
    public void Of_a_step_under_way_there_is_what_it_has_said_so_far()
    {
        var node = TestNodes.WithProcess(async (time, request, output, stop) =>
        {
            output.Text("héllo ");
            output.Diagnostic("not this");
            output.Text("world");
            await Task.Delay(TimeSpan.FromMinutes(1), time);
            return DelegateHandler.Done("the end");
        });
        var run = node.Prepare(TestStrategy.Text(GraphFrameTests.Text("{ id: a, agent: do }")));
        run.Start("hi").Require();
        run.UntilAttempted("a");
        node.Advance(TimeSpan.FromSeconds(1));
        var partial = Result(run, "a", 7);
        (partial.Text, partial.IsCut, partial.IsPartial, partial.Chars, partial.Bytes, partial.Artifact, partial.Phase)
            .ShouldBe(("héllo ", true, true, 11, 12, null, StepPhase.Running));
        run.UntilEnded();
        var result = Result(run, "a", 50);
        (result.Text, result.IsPartial, result.Artifact).ShouldBe(("the end", false, "a-final.md"));
    }

    private static TestRun Prepared(params string[] steps)
    {
        var node = new TestNode(new TestNodeOptions
        {
            Agents =
            [
                new("do", request => $"<{request.Message}>"),
                new("bad", _ => throw new InvalidOperationException("no")),
                new("say", _ => "said"),
                new("long", _ => new string('é', 100_000)),
                new("face", _ => "a\U0001F600b"),
            ],
        });
        return node.Prepare(TestStrategy.Text(GraphFrameTests.Text(steps)));
    }

    private static TestRun Started(params string[] steps)
    {
        var run = Prepared(steps);
        run.Start("hi").Require();
        return run;
    }

    private static RunSnapshot Of(TestRun run, Actors.Runs.RunReply? reply = null, SnapshotQuery? query = null) => run.Node.Ask(async system =>
        await system.Snapshot(reply ?? (await system.Describe(run.Id)).Require(), query ?? SnapshotQuery.Default));

    private static StepResult Result(TestRun run, string step, int? maxBytes) => run.Node.Ask(async system =>
    {
        var reply = (await system.Describe(run.Id)).Require();
        return await system.Result(reply, reply.State.Steps[new($"s1/{step}")], maxBytes);
    });
}
