using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

/// <summary>What a parent decides about its sub-runs, and a sub-run about itself.</summary>
public sealed class SubRunTests
{
    private static readonly RunError Boom = new(RunErrors.ExecutionError, "boom");

    [Fact]
    public void A_step_opens_a_run_of_its_own_and_waits_without_an_attempt()
    {
        var run = Parent("agent: sub", "agent: a").Started("hello")
            .Then("run-started 1 'hello'", "step-started s1/0", "sub-run-opened s1/0 #1");
        run.State.Live.ShouldBeEmpty();
        run.PhaseOf("s1/0").ShouldBe(StepPhase.Waiting);
        var sub = Owed.SubRuns(run.State).Values.ShouldHaveSingleItem();
        sub.Wish.ShouldBe(SubRunWish.Run);
        sub.Link.ShouldBe(new ParentLink("r1", new StepId("s1/0"), 1, 1));
        sub.Input.Inline.ShouldBe("hello");
        sub.Preparation.Owner.ShouldBe("owner");
        sub.Preparation.Cwd.ShouldBe("/project");
        RunId.TryParse(sub.Id, out _, out _).ShouldBeTrue();
    }

    [Fact]
    public void Its_result_is_that_of_the_step_and_its_usage_counts()
    {
        var run = Parent("agent: sub", "agent: a").Started().When(Ends(RunStatus.Completed, "done"))
            .Then("sub-run-ended s1/0 completed", "step-succeeded s1/0 'done'", "step-dispatched s1/1 #1");
        run.MessageOf("s1/1").ShouldBe("done");
        run.Runs();
        run.State.Usage.PromptTokens.ShouldBeGreaterThanOrEqualTo(3);
        Owed.OtherRuns(run.State).ShouldBeFalse();
    }

    [Fact]
    public void A_report_counts_once_and_a_stranger_s_never()
    {
        var run = Parent("agent: sub", "agent: user, task: ''").Started();
        var report = Ends(RunStatus.Completed, "done")(run);
        run.When(report with { SubRun = "r1.other" }).ThenNothing();
        run.When(report);
        run.When(report).ThenNothing();
    }

    [Theory]
    [InlineData(RunStatus.Failed, "sub-run.failed", "ended failed: boom")]
    [InlineData(RunStatus.Killed, "sub-run.failed", "ended killed: boom")]
    [InlineData(RunStatus.Cancelled, "sub-run.cancelled", "was stopped: boom")]
    public void Its_failure_is_the_step_s(RunStatus status, string code, string says)
    {
        var run = Parent("agent: sub").Started();
        var id = run.State.OpenedSubRuns[0];
        run.When(Ends(status, null)).Runs();
        run.State.Steps[new("s1/0")].Error.ShouldBe(new RunError(code, $"Sub-run {id} {says}"));
        run.Error.ShouldBe($"Step \"sub\" failed: Sub-run {id} {says}");
    }

    [Fact]
    public void Each_attempt_is_another_run_and_one_that_somebody_stopped_is_not_tried_again()
    {
        var run = Parent("agent: sub, retry: { maxAttempts: 3, backoff: 1s, jitter: 0 }").Started()
            .When(Ends(RunStatus.Failed, null)).Wakes().Then("retry-due s1/0", "sub-run-opened s1/0 #2")
            .When(Ends(RunStatus.Cancelled, null));
        run.State.OpenedSubRuns.Distinct().Count().ShouldBe(2);
        run.Runs().State.Status.ShouldBe(RunStatus.Failed);
    }

    [Fact]
    public void A_step_s_timeout_stops_the_sub_run_and_is_not_held_up_by_it()
    {
        var run = Parent("agent: sub, timeout: 5s, onExhausted: pause").Started().Wakes()
            .Then("sub-run-left s1/0 Step s1/0 of parent run r1 waited longer than 5s.", $"attempt-failed s1/0 #1 Sub-run {First(Parent("agent: sub").Started())} took longer than 5s.", "step-exhausted s1/0");
        Owed.SubRuns(run.State).Values.Single().Wish.ShouldBe(SubRunWish.Stop);
        run.When(new ResumeRun()).Then("run-resumed", "sub-run-opened s1/0 #2");
        Owed.SubRuns(run.State).Count.ShouldBe(2);
        run.When(new ReportSubRun(run.State.OpenedSubRuns[0], new(RunStatus.Cancelled, null, Boom, default))).Then("sub-run-ended s1/0 cancelled");
        run.When(Ends(RunStatus.Completed, "late but fine")).Runs().Result.ShouldBe("late but fine");
    }

    [Fact]
    public void A_stopped_parent_waits_for_its_sub_runs_to_stop()
    {
        var run = Parent("agent: sub").Started().When(new StopRun("enough")).Then("cancel-requested enough");
        var sub = Owed.SubRuns(run.State).Values.Single();
        (sub.Wish, sub.Reason).ShouldBe((SubRunWish.Stop, "Parent run r1 was stopped: enough"));
        run.When(Ends(RunStatus.Cancelled, null)).Then("sub-run-ended s1/0 cancelled", "run-ended cancelled: enough");
        run.PhaseOf("s1/0").ShouldBe(StepPhase.Cancelled);
    }

    [Fact]
    public void One_that_does_not_stop_within_the_grace_is_owed_its_end_beyond_the_parent_s()
    {
        var run = Parent("agent: sub").Started().When(new StopRun("enough")).Wakes().Then("sub-run-left s1/0", "run-ended cancelled: enough");
        Owed.SubRuns(run.State).Values.Single().Wish.ShouldBe(SubRunWish.Stop);
        run.When(new EraseRun()).ThenRefused(RunErrors.Active, $"Run r1 still waits for the end of its sub-run {First(run)}; delete it later.");
        run.Continued().When(new ReportSubRun(run.State.OpenedSubRuns[0], new(RunStatus.Cancelled, null, Boom, default))).Then("sub-run-ended s1/0 cancelled");
        run.State.SubRuns.Count.ShouldBe(1);
        run.State.OpenedSubRuns.Count.ShouldBe(2);
    }

    [Fact]
    public void A_failing_sibling_stops_it()
    {
        var run = Given.Strategy(Yaml("{ type: broadcast, name: main, steps: [{ agent: sub }, { agent: never }] }")).Started().Fails("s1/1");
        Owed.SubRuns(run.State).Values.Single().Wish.ShouldBe(SubRunWish.Stop);
        run.When(Ends(RunStatus.Cancelled, null)).State.Status.ShouldBe(RunStatus.Failed);
    }

    [Fact]
    public void In_a_graph_a_sub_run_that_fails_takes_along_only_what_needs_it()
    {
        var run = Graph("{ id: x, agent: sub }", "{ id: y, agent: sub, cwd: below }", "{ id: z, agent: a, needs: [x] }").Started();
        run.State.SubRuns.Values.Select(sub => sub.Preparation.Cwd).Order(StringComparer.Ordinal).ShouldBe(["/project", "/project/below"]);
        run.When(EndsAt("s1/x", RunStatus.Mixed));
        Owed.SubRuns(run.State).Values.Single().Wish.ShouldBe(SubRunWish.Run);
        run.When(EndsAt("s1/y", RunStatus.Completed)).Runs();
        run.State.Status.ShouldBe(RunStatus.Mixed);
        run.PhaseOf("s1/z").ShouldBe(StepPhase.Blocked);
    }

    [Fact]
    public void A_result_over_the_step_s_limit_fails_it()
    {
        var run = Graph("{ id: x, agent: sub, outputLimit: 3B, retry: { maxAttempts: 3 } }").Started().When(Ends(RunStatus.Completed, "four"));
        run.State.Steps[new("s1/x")].Error!.Code.ShouldBe(RunErrors.OutputLimit);
        run.State.OpenedSubRuns.Count.ShouldBe(1);
    }

    [Fact]
    public void In_a_graph_a_step_that_is_cancelled_stops_its_sub_run_alone_and_waits_for_its_end()
    {
        var run = Graph("{ id: x, agent: sub }", "{ id: y, agent: sub }").Started().When(new CancelStep("x", "not needed"));
        run.State.SubRuns.Values.Single(sub => sub.Step.Value == "s1/x").Wish.ShouldBe(SubRunWish.Stop);
        run.State.SubRuns.Values.Single(sub => sub.Step.Value == "s1/y").Wish.ShouldBe(SubRunWish.Run);
        run.PhaseOf("s1/x").ShouldBe(StepPhase.Waiting);
        run.When(EndsAt("s1/x", RunStatus.Cancelled)).Then("sub-run-ended s1/x cancelled", "step-cancelled s1/x");
        run.When(EndsAt("s1/y", RunStatus.Completed)).State.Status.ShouldBe(RunStatus.Mixed);
    }

    [Fact]
    public void In_a_graph_a_failing_flow_stops_the_sub_runs_in_it_and_gives_them_up_after_the_grace()
    {
        var run = Graph("{ id: x, name: inner, type: broadcast, steps: [{ agent: sub }, { agent: never }] }", "{ id: y, agent: sub }").Started().Fails("s1/x/1");
        run.State.SubRuns.Values.Single(sub => sub.Step.Value == "s1/x/0").Wish.ShouldBe(SubRunWish.Stop);
        run.Wakes().Events.Select(EventText.Of).First().ShouldBe("sub-run-left s1/x/0");
        run.PhaseOf("s1/x").ShouldBe(StepPhase.Failed);
        run.When(EndsAt("s1/y", RunStatus.Completed)).State.Status.ShouldBe(RunStatus.Mixed);
        Owed.SubRuns(run.State).Values.Single().IsLeft.ShouldBeTrue();
    }

    [Fact]
    public void A_killed_parent_has_its_sub_runs_killed()
    {
        var run = Parent("agent: sub").Started().When(new KillRun());
        Owed.SubRuns(run.State).Values.Single().Wish.ShouldBe(SubRunWish.Kill);
    }

    [Fact]
    public void Sub_runs_that_nest_too_deep_fail_at_the_step()
    {
        var run = Parent("agent: sub", new RunSettings { MaxSubRunDepth = 2 });
        run.When(new OpenSubRun(new("p", new("s1/0"), 1, 2), run.Preparation, "in", SubRunWish.Run, null));
        run.State.Steps[new("s1/0")].Error!.Code.ShouldBe(RunErrors.SubRunTooDeep);
        run.State.OpenedSubRuns.ShouldBeEmpty();
    }

    [Fact]
    public void A_sub_run_is_prepared_and_started_at_once_and_owes_its_parent_its_end_until_that_is_confirmed()
    {
        var link = new ParentLink("p", new("s1/0"), 1, 1);
        var run = Given.Steps("a");
        var open = new OpenSubRun(link, run.Preparation, "in", SubRunWish.Run, null);
        run.When(open).Then("run-prepared 1", "run-started 1 'in'", "step-dispatched s1/0 #1");
        run.When(open).ThenNothing();
        run.When(open with { Parent = link with { Run = "q" } }).ThenRefused(RunErrors.SubRunTaken, "There is another run of the id that sub-run r1 would have.");
        run.Runs().State.Report.ShouldNotBeNull().Output!.Inline.ShouldBe("a(in)");
        run.When(new EraseRun()).ThenRefused(RunErrors.Active, "The parent of run r1 has not heard of its end; delete it later.");
        run.When(open).ThenNothing();
        run.When(new ConfirmReport()).Then("parent-told");
        run.When(new ConfirmReport()).ThenNothing();
        run.When(open).ThenRefused(RunErrors.SubRunTaken, "There is another run of the id that sub-run r1 would have.");
        run.Continued().Runs().State.Report.ShouldBeNull();
    }

    [Fact]
    public void One_that_is_made_only_to_be_stopped_never_begins()
    {
        var run = Given.Steps("a");
        run.When(new OpenSubRun(new("p", new("s1/0"), 1, 1), run.Preparation, "", SubRunWish.Stop, "Parent run p was stopped: enough"))
            .Then("run-prepared 1", "run-started 1 ''", "cancel-requested Parent run p was stopped: enough", "run-ended cancelled: Parent run p was stopped: enough");
        run.State.Report!.Status.ShouldBe(RunStatus.Cancelled);
    }

    [Fact]
    public void The_ids_of_sub_runs_are_run_ids_however_long_the_parent_s_and_differ_by_all_that_they_follow_from()
    {
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        string[] parents = ["p", new string('p', RunId.MaxLength), new string('p', RunId.MaxLength - 1)];
        var ids = (from parent in parents
                   from time in new[] { at, at.AddTicks(1) }
                   from step in new[] { "s1/0", "s1/0~1/0" }
                   from attempt in new[] { 1, 2 }
                   select SubRunIds.Of(parent, time, new StepId(step), attempt)).ToList();
        ids.ShouldAllBe(id => RunId.Parse(id).Value == id);
        ids.Distinct().Count().ShouldBe(ids.Count);
        SubRunIds.Of("p", at, new("s1/0"), 1).ShouldBe("p.b7abfb4799d57298");
    }

    private static string First(RunScript run) => run.State.OpenedSubRuns[0];

    private static Func<RunScript, ReportSubRun> Ends(RunStatus status, string? output) => run => new ReportSubRun(
        run.State.SubRuns.Values.First(sub => !sub.IsLeft).Id,
        new(status, output is null ? null : Content.Of(output), status == RunStatus.Completed ? null : Boom, new(3, 4)));

    private static Func<RunScript, ReportSubRun> EndsAt(string step, RunStatus status) => run => new ReportSubRun(
        run.State.SubRuns.Values.Single(sub => sub.Step.Value == step && !sub.IsLeft).Id,
        new(status, null, status == RunStatus.Completed ? null : Boom, default));

    private static RunScript Graph(params string[] steps) => Given.Strategy(Yaml($"{{ type: graph, name: main, steps: [{string.Join(", ", steps)}] }}"));

    private static RunScript Parent(params string[] steps) => Parent(string.Join(", ", steps.Select(step => $"{{ {step} }}")), new RunSettings(), isSteps: true);

    private static RunScript Parent(string step, RunSettings settings, bool isSteps = false) =>
        Given.Strategy(Yaml($"{{ type: sequential, name: main, steps: [{(isSteps ? step : $"{{ {step} }}")}] }}"), settings);

    private static string Yaml(string flow) => $$"""
        name: parent
        version: '1'
        agents:
          sub: { type: run, config: { strategy: { name: child, version: '1', agents: { x: { model: test/m } }, flow: { name: inner, type: sequential, steps: [{ agent: x }] } } } }
          a: { model: test/m }
          never: { model: test/m, modelOptions: { maxRetries: 0 } }
          user: { type: user }
        flow: {{flow}}

        """;
}
