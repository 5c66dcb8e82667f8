using System.Collections.Immutable;
using Runs.Domain;
using Runs.Domain.Admissions;
using Runs.Domain.Plans;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.Domain.Strategies;
using Runs.Runtime;
using Runs.TestKit.Nodes;

namespace Runs.Actors.Tests.Permits;

/// <summary>The slots that runs take and give back with their appends, whoever proposes them.</summary>
public sealed class PermitTests
{
    private const string Key = "queue:q/runs";

    private static readonly AdmissionRules Rules = new()
    {
        Queues = ImmutableSortedDictionary<string, QueueRules>.Empty.Add("q", new() { MaxConcurrentRuns = 1 }),
        Limits = ImmutableSortedDictionary<string, int>.Empty.Add("gpu", 1),
    };

    [Fact]
    public void A_queued_run_takes_its_slot_with_the_append_that_starts_it_and_gives_it_back_with_its_end()
    {
        var node = Node();
        var run = Started(node, "{ type: process, config: { command: x } }", "");
        run.State.Status.ShouldBe(RunStatus.Queued);
        Holder(node, Key).ShouldBeNull();
        node.System.LiveAttempts.ShouldBe(0);

        Grant(run, new GrantRun([new(Key, 0, 1)])).ShouldBeNull();
        Holder(node, Key).ShouldBe(run.Id.Value);
        run.UntilEnded();
        Holder(node, Key).ShouldBeNull();
        run.Result.ShouldBe("done");
    }

    [Fact]
    public void A_slot_that_another_run_holds_is_refused_and_the_run_waits_on()
    {
        var node = Node();
        var first = Started(node, "{ type: process, config: { command: x } }", "");
        var second = Started(node, "{ type: process, config: { command: x } }", "");
        Grant(first, new GrantRun([new(Key, 0, 1)])).ShouldBeNull();

        Grant(second, new GrantRun([new(Key, 0, 2)]))!.Code.ShouldBe(RefusalCodes.SlotTaken);
        node.Ask(system => system.Describe(second.Id)).Require().State.Status.ShouldBe(RunStatus.Queued);

        first.UntilEnded();
        Grant(second, new GrantRun([new(Key, 0, 2)])).ShouldBeNull();
        second.UntilEnded();
    }

    [Fact]
    public void A_step_holds_its_slot_as_long_as_its_attempt_lives_and_its_run_keeps_a_cell_meanwhile()
    {
        var node = Node();
        var run = Started(node, "{ type: process, limits: [gpu], config: { command: x } }", "", queue: "default");
        run.State.Status.ShouldBe(RunStatus.Running);
        node.Advance(TimeSpan.FromMinutes(5));
        node.System.LiveCells.ShouldBe(1, "who waits for permits repeats its demand");
        var step = Owed.StepDemands(run.State).ShouldHaveSingleItem().Step;

        Grant(run, new GrantStep(step, [new("limit:gpu", 0, 1)])).ShouldBeNull();
        Holder(node, "limit:gpu").ShouldBe(run.Id.Value);
        run.UntilEnded();
        Holder(node, "limit:gpu").ShouldBeNull();
        run.Seen<StepDispatched>().ShouldHaveSingleItem().Permits.ShouldBe([new("limit:gpu", 0, 1)]);
    }

    [Fact]
    public void A_queued_run_has_no_cell_and_is_listed_by_its_queue_over_a_restart()
    {
        var node = Node();
        var run = Started(node, "{ type: process, config: { command: x } }", "", priority: 7);
        node.Advance(TimeSpan.FromMinutes(5));
        node.System.LiveCells.ShouldBe(0);
        run.Crash();
        node.Advance(TimeSpan.FromMinutes(5));

        var queued = node.Ask(async _ => await node.Journal.Queued("q", null, 10, default)).ShouldHaveSingleItem();
        (queued.Entity.Id, queued.Priority, queued.Limits).ShouldBe((run.Id.Value, 7, Key));
        var listed = node.Ask(async system => await system.List(new() { Kind = RunEntity.Kind, Limit = 10 })).ShouldHaveSingleItem();
        (listed.Status, listed.State).ShouldBe(("pending", "queued"));
        Grant(run, new GrantRun([new(Key, 0, 1)])).ShouldBeNull();
        run.UntilEnded();
    }

    [Fact]
    public void A_run_that_waits_for_a_person_holds_no_slot_and_is_queued_again_with_their_answer()
    {
        var node = Node();
        var run = Started(node, "{ type: user, config: { ask: always } }", "b: { type: process, config: { command: x } }");
        Grant(run, new GrantRun([new(Key, 0, 1)])).ShouldBeNull();
        run.UntilParked();
        Holder(node, Key).ShouldBeNull();

        run.Answer("a", "yes").Require();
        node.Advance(TimeSpan.FromMinutes(5));
        var listed = node.Ask(async system => await system.List(new() { Kind = RunEntity.Kind, Limit = 10 })).ShouldHaveSingleItem();
        (listed.Status, listed.State).ShouldBe(("running", "queued"));
        Grant(run, new GrantRun([new(Key, 0, 2)])).ShouldBeNull();
        run.UntilEnded();
    }

    [Fact]
    public void What_a_client_asks_in_the_turn_of_a_wrong_grant_is_done()
    {
        var node = Node();
        var first = Started(node, "{ type: process, config: { command: x } }", "");
        var second = Started(node, "{ type: process, config: { command: x } }", "");
        Grant(first, new GrantRun([new(Key, 0, 1)])).ShouldBeNull();

        var (steered, granted) = node.Ask(async system =>
        {
            var steer = system.Steer(second.Id, "left").AsTask();
            var grant = system.Ask(second.Id, new GrantRun([new(Key, 0, 2)])).AsTask();
            return Tuple.Create(await steer, await grant);
        });
        steered.Error.ShouldBeNull();
        granted.Error!.Code.ShouldBe(RefusalCodes.SlotTaken);
        first.UntilEnded();
    }

    [Fact]
    public void A_queue_or_a_limit_that_is_not_configured_is_refused_when_the_run_is_prepared()
    {
        var node = Node();
        node.Ask(system => system.Prepare(Request("{ type: process, config: { command: x } }", "", "nowhere", 0))).Error!.Code.ShouldBe(RunErrors.QueueUnknown);
        node.Ask(system => system.Prepare(Request("{ type: process, limits: [cpu], config: { command: x } }", "", "q", 0))).Error!.Code.ShouldBe(RunErrors.LimitUnknown);
    }

    [Fact]
    public void A_continuation_stays_in_the_queue_that_was_asked_for_first()
    {
        var node = Node();
        var run = Started(node, "{ type: process, config: { command: x } }", "", priority: 3);
        run.Stop().Require();
        node.Ask(system => system.Prepare(Request("{ type: process, config: { command: x } }", "", null, null) with { Run = run.Id })).Require()
            .Reply.State.Pending!.Admission.ShouldBe(new Admission("q", 3, [Key], []));
    }

    private static TestNode Node() => new(new TestNodeOptions
    {
        Admission = Rules,
        Handlers = [time => new DelegateHandler(PlanAgentKind.Process, async (_, _, _) =>
        {
            await Task.Delay(TimeSpan.FromMinutes(1), time);
            return DelegateHandler.Done("done");
        })],
    });

    private static PrepareRequest Request(string agent, string others, string? queue, int? priority)
    {
        var steps = others.Length > 0 ? "{ agent: a }, { agent: b }" : "{ agent: a }";
        var yaml = $"name: S\nversion: '1'\nagents:\n  a: {agent}\n  {others}\nflow: {{ name: F, type: sequential, steps: [{steps}] }}\n";
        return new() { Strategy = StrategyReader.Read(yaml, StrategyFormat.Yaml).Value!, Queue = queue, Priority = priority };
    }

    private static TestRun Started(TestNode node, string agent, string others, string queue = "q", int priority = 0)
    {
        var prepared = node.Ask(system => system.Prepare(Request(agent, others, queue, priority))).Require();
        var run = node.Run(prepared.Run.Value);
        run.Start("").Require();
        run.Until(started => started.IsUpToDate, "the start to be seen");
        return run;
    }

    private static RunError? Grant(TestRun run, RunCommand grant) => run.Node.Ask(system => system.Ask(run.Id, grant)).Error;

    private static string? Holder(TestNode node, string key) =>
        node.Ask(async _ => await node.Journal.Permits(key, default)).SingleOrDefault(permit => permit.Slot == 0).Holder is { } holder ? holder.Id : null;
}
