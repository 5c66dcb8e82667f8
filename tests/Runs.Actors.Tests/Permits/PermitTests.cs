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
    private const string Work = "{ type: process, config: { command: x } }";
    private const string Limited = "{ type: process, limits: [gpu], config: { command: x } }";

    private static readonly AdmissionRules Rules = new()
    {
        Queues = ImmutableSortedDictionary<string, QueueRules>.Empty.Add("q", new() { MaxConcurrentRuns = 1 }),
        Limits = ImmutableSortedDictionary<string, int>.Empty.Add("gpu", 1),
    };

    [Fact]
    public void A_queued_run_takes_its_slot_with_the_append_that_starts_it_and_gives_it_back_with_its_end()
    {
        var node = Node();
        var run = Working(node, Work);
        Holder(node, Key).ShouldBe(run.Id.Value);
        run.Seen<RunQueued>().ShouldHaveSingleItem();
        run.Seen<RunAdmitted>().ShouldHaveSingleItem().Permits.ShouldBe([new(Key, 0, 1)]);
        run.UntilEnded();
        Holder(node, Key).ShouldBeNull();
        run.Result.ShouldBe("done");
    }

    [Fact]
    public void A_slot_that_another_run_holds_is_refused_and_the_run_waits_on()
    {
        var node = Node();
        var first = Working(node, Work);
        var second = Started(node, Work, "");

        Grant(second, new GrantRun([new(Key, 0, 2)]))!.Code.ShouldBe(RefusalCodes.SlotTaken);
        node.Ask(system => system.Describe(second.Id)).Require().State.Status.ShouldBe(RunStatus.Queued);

        first.UntilEnded();
        second.UntilEnded();
        second.Seen<RunAdmitted>().ShouldHaveSingleItem().Permits.ShouldBe([new(Key, 0, 2)]);
    }

    [Fact]
    public void A_step_holds_its_slot_as_long_as_its_attempt_lives_and_another_waits_for_it_with_its_cell()
    {
        var node = Node();
        var first = Started(node, Limited, "", queue: "default");
        first.Until(run => !run.State.Live.IsEmpty, "the first attempt");
        Holder(node, "limit:gpu").ShouldBe(first.Id.Value);
        var second = Started(node, Limited, "", queue: "default");
        second.State.Status.ShouldBe(RunStatus.Running);
        node.Advance(TimeSpan.FromSeconds(30));
        node.System.LiveCells.ShouldBe(4, "both runs, of which one repeats its demand, and the coordinators of two queues");
        Owed.StepDemands(second.State).ShouldHaveSingleItem().Keys.ShouldBe(["limit:gpu"]);

        first.UntilEnded();
        second.UntilEnded();
        Holder(node, "limit:gpu").ShouldBeNull();
        second.Seen<StepDispatched>().ShouldHaveSingleItem().Permits.ShouldBe([new("limit:gpu", 0, 2)]);
    }

    [Fact]
    public void A_queued_run_has_no_cell_and_is_listed_by_its_queue_over_a_restart()
    {
        var node = Node();
        Working(node, Work);
        var run = Started(node, Work, "", priority: 7);
        node.Advance(TimeSpan.FromSeconds(30));
        node.System.LiveCells.ShouldBe(3, "the run that works, and the coordinators of two queues");
        IsListed();
        run.Crash();
        IsListed();
        run.UntilEnded();
        run.Result.ShouldBe("done");

        void IsListed()
        {
            var queued = node.Ask(async _ => await node.Journal.Queued("q", null, 10, default)).ShouldHaveSingleItem();
            (queued.Entity.Id, queued.Priority, queued.Limits).ShouldBe((run.Id.Value, 7, Key));
            Listed(node, run).ShouldBe(("pending", "queued"));
        }
    }

    [Fact]
    public void A_run_that_waits_for_a_person_holds_no_slot_and_is_queued_again_with_their_answer()
    {
        var node = Node();
        var run = Started(node, "{ type: user, config: { ask: always } }", "b: { type: process, config: { command: x } }");
        run.UntilParked();
        Holder(node, Key).ShouldBeNull();
        var other = Working(node, Work);

        run.Answer("a", "yes").Require();
        Listed(node, run).ShouldBe(("running", "queued"));
        other.UntilEnded();
        run.UntilEnded();
        run.Seen<RunAdmitted>().Count.ShouldBe(2);
    }

    [Fact]
    public void What_a_client_asks_in_the_turn_of_a_wrong_grant_is_done()
    {
        var node = Node();
        var first = Working(node, Work);
        var second = Started(node, Work, "");

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
        var run = Started(node, Work, "", priority: 3);
        run.UntilEnded();
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

    /// <summary>One that has its slot, and an attempt of a minute.</summary>
    private static TestRun Working(TestNode node, string agent)
    {
        var run = Started(node, agent, "");
        run.Until(started => !started.State.Live.IsEmpty, "its attempt");
        return run;
    }

    private static (string Status, string? State) Listed(TestNode node, TestRun run)
    {
        var listed = node.Ask(async system => await system.List(new() { Kind = RunEntity.Kind, Limit = 10 })).Single(listed => listed.RunId == run.Id.Value);
        return (listed.Status, listed.State);
    }

    private static RunError? Grant(TestRun run, RunCommand grant) => run.Node.Ask(system => system.Ask(run.Id, grant)).Error;

    private static string? Holder(TestNode node, string key) =>
        node.Ask(async _ => await node.Journal.Permits(key, default)).SingleOrDefault(permit => permit.Slot == 0).Holder is { } holder ? holder.Id : null;
}
