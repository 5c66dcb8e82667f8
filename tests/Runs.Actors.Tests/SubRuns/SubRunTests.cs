using Runs.Actors.Attempts;
using Runs.Actors.Frames;
using Runs.Domain;
using Runs.Domain.Contents;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.Runtime.Journal;
using Runs.TestKit.Nodes;

namespace Runs.Actors.Tests.SubRuns;

public sealed class SubRunTests
{
    [Fact]
    public void A_step_s_sub_run_does_its_work_and_its_result_goes_on_in_the_parent()
    {
        var node = Working();
        var parent = node.Started(SubRunStrategies.Parent(["sub", "work"], "work", "work"), "hi");
        parent.UntilEnded();
        parent.Result.ShouldBe("[[[hi]]]");
        var sub = Sub(parent);
        sub.State.Parent.ShouldBe(new ParentLink(parent.Id.Value, new("s1/0"), 1, 1));
        sub.State.Owner.ShouldBe(parent.State.Owner);
        sub.State.Status.ShouldBe(RunStatus.Completed);
        parent.Frames.OfType<SubRunStarted>().Single().SubRunId.ShouldBe(sub.Id.Value);
        sub.Until(run => run.State.Report is null, "word that the parent was told");
        Erase(sub);
    }

    [Fact]
    public void Its_failure_comes_up_through_all_generations()
    {
        var node = Working();
        var grand = node.Started(TestStrategy.Text(SubRunStrategies.Json("Grand", ["sub"], SubRunStrategies.Json("Parent", ["sub"], SubRunStrategies.Json("Child", ["fail"])))));
        grand.UntilEnded();
        var parent = Sub(grand);
        var child = Sub(parent);
        child.Id.Value.ShouldStartWith(parent.Id.Value);
        grand.State.Steps[new("s1/0")].Error!.Code.ShouldBe(RunErrors.SubRunFailed);
        grand.State.End!.Error!.Message.ShouldBe(
            $"Step \"sub\" failed: Sub-run {parent.Id} ended failed: Step \"sub\" failed: Sub-run {child.Id} ended failed: Step \"fail\" failed: it does");
    }

    [Fact]
    public void A_stopped_parent_stops_what_is_below_it_and_ends_when_that_has_ended()
    {
        var node = Working(TimeSpan.FromHours(1));
        var grand = node.Started(SubRunStrategies.Generations(3));
        grand.Until(_ => node.System.LiveAttempts == 1, "the work of the last generation");
        grand.Stop().Require();
        grand.UntilEnded();
        grand.State.Status.ShouldBe(RunStatus.Cancelled);
        var parent = Sub(grand);
        var last = Sub(parent);
        last.State.Status.ShouldBe(RunStatus.Cancelled);
        last.State.End!.At.ShouldBeLessThanOrEqualTo(grand.State.End!.At);
        last.State.End.Error!.Message.ShouldBe($"Parent run {parent.Id} was stopped: Parent run {grand.Id} was stopped: Run cancelled by client");
        node.System.LiveAttempts.ShouldBe(0);
    }

    [Fact]
    public void A_killed_parent_has_what_is_below_it_killed()
    {
        var node = Working(TimeSpan.FromHours(1));
        var parent = node.Started(SubRunStrategies.Generations(2));
        parent.Until(_ => node.System.LiveAttempts == 1, "the work of the sub-run");
        parent.Kill().Require();
        var sub = parent.Node.Run(parent.State.OpenedSubRuns[0]);
        sub.UntilEnded();
        sub.State.Status.ShouldBe(RunStatus.Killed);
        parent.Until(run => run.State.SubRuns.IsEmpty, "the end of the sub-run");
        Erase(parent);
    }

    [Fact]
    public void A_sub_run_that_somebody_stops_fails_its_step()
    {
        var node = Working(TimeSpan.FromHours(1));
        var parent = node.Started(SubRunStrategies.Generations(2));
        parent.Until(_ => node.System.LiveAttempts == 1, "the work of the sub-run");
        Sub(parent).Stop().Require();
        parent.UntilEnded();
        parent.State.Steps[new("s1/0")].Error!.Code.ShouldBe(RunErrors.SubRunCancelled);
    }

    [Fact]
    public void A_step_s_timeout_stops_its_sub_run_and_the_next_attempt_is_another_run()
    {
        var node = Working(TimeSpan.FromMinutes(1));
        var parent = node.Started(SubRunStrategies.Parent(["""{"agent":"sub","timeout":"10s","retry":{"maxAttempts":2,"backoff":"1s"}}"""], "work"));
        parent.UntilEnded();
        parent.State.Steps[new("s1/0")].Error!.Code.ShouldBe(RunErrors.AttemptTimeout);
        var subs = parent.State.OpenedSubRuns.Select(node.Run).ToList();
        subs.Count.ShouldBe(2);
        foreach (var sub in subs)
        {
            sub.UntilEnded();
            sub.State.Status.ShouldBe(RunStatus.Cancelled);
        }
    }

    [Fact]
    public void A_sub_run_asks_its_person_under_its_own_id()
    {
        var node = Working();
        var parent = node.Started(SubRunStrategies.Parent(["sub"], "human"));
        parent.Until(run => run.State.OpenedSubRuns.Count == 1, "the sub-run");
        var sub = Sub(parent);
        sub.Until(run => run.State.AsksSomebody, "the question");
        node.Advance(TimeSpan.FromHours(1));
        node.System.LiveCells.ShouldBe(0);
        sub.Answer("human", "yes").Require();
        parent.UntilEnded();
        parent.Result.ShouldBe("yes");
    }

    [Fact]
    public void Texts_too_large_for_a_journal_pass_both_ways_and_outlive_the_sub_run()
    {
        var node = new TestNode(new TestNodeOptions { Agents = [new("work", request => $"[{request.Message}]")] });
        var large = new string('x', 100_000);
        var parent = node.Started(SubRunStrategies.Parent(["work", "sub"], "work"), large);
        parent.UntilEnded();
        var sub = Sub(parent);
        sub.State.Current!.Input.Length.ShouldBe(large.Length + 2);
        sub.Until(run => run.State.Report is null, "word that the parent was told");
        Erase(sub);
        parent.Result.ShouldBe($"[[{large}]]");
    }

    [Fact]
    public void A_message_that_no_run_may_be_started_with_fails_the_step()
    {
        var parent = Working().Started(SubRunStrategies.Parent(["work", "sub"], "work"), new string('x', 1 << 20));
        parent.UntilEnded();
        parent.State.End!.Error!.Message.ShouldContain("The message has 1048578 characters, and a sub-run takes 1048576.");
    }

    [Theory]
    [InlineData(3, RunStatus.Completed)]
    [InlineData(4, RunStatus.Failed)]
    public void Sub_runs_nest_only_so_deep(int generations, RunStatus status)
    {
        var parent = Working(settings: new RunSettings { MaxSubRunDepth = 2 }).Started(SubRunStrategies.Generations(generations));
        parent.UntilEnded();
        parent.State.Status.ShouldBe(status);
        if (status == RunStatus.Failed)
            parent.State.End!.Error!.Message.ShouldContain("sub-runs may nest 2 deep");
    }

    [Fact]
    public void Lists_leave_sub_runs_out()
    {
        var node = Working();
        var parent = node.Started(SubRunStrategies.Generations(2));
        parent.UntilEnded();
        node.Ask(system => system.List(new ListingQuery { Kind = RunEntity.Kind })).ShouldHaveSingleItem().RunId.ShouldBe(parent.Id.Value);
        node.Ask(system => system.List(new ListingQuery { Kind = RunEntity.Kind, IncludeHidden = true }))
            .Where(run => run.IsSubRun).ShouldHaveSingleItem().RunId.ShouldBe(parent.State.OpenedSubRuns[0]);
    }

    [Fact]
    public void A_run_that_is_made_anew_under_its_old_id_has_sub_runs_of_its_own()
    {
        var node = Working();
        var parent = node.Started(SubRunStrategies.Generations(2), "one");
        parent.UntilEnded();
        Erase(parent);
        node.Advance(TimeSpan.FromSeconds(1));
        var again = node.Run(parent.Id.Value);
        again.Prepare(SubRunStrategies.Generations(2)).Require();
        again.Start("two").Require();
        again.UntilEnded();
        again.Result.ShouldBe("[two]");
    }

    private static void Erase(TestRun run)
    {
        run.Node.Ask(system => system.Ask(run.Id, new EraseRun())).Require();
        run.Node.Ask(async system =>
        {
            await run.Node.Artifacts.DeleteAll(run.Id, CancellationToken.None);
            return true;
        });
    }

    private static TestRun Sub(TestRun parent)
    {
        var id = parent.State.OpenedSubRuns[^1];
        var run = parent.Node.Run(id);
        var known = parent.Node.Ask(system => system.Describe(run.Id)).Require();
        run.Until(sub => sub.Events.Count >= known.Seq && known.Seq > 0, "all that the sub-run has done");
        return run;
    }

    private static TestNode Working(TimeSpan takes = default, RunSettings? settings = null) => TestNodes.WithProcess(
        async (time, request, _, stop) =>
        {
            if (takes > TimeSpan.Zero)
                await Task.Delay(takes, time, stop.Requested);
            return request.Agent.Name == "fail"
                ? new AttemptOutcome.Failed(new RunError("test.fails", "it does"))
                : new AttemptOutcome.Succeeded(Content.Of($"[{request.Message}]"));
        },
        settings);
}
