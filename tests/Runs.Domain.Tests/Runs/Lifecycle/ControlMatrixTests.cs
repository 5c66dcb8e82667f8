using Runs.Domain.Contents;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

/// <summary>
/// Every command in every status of a run, with a step in each phase in it. The script checks after each that the state is sound; here that a
/// second command of the same kind changes nothing, and that the run still comes to its end.
/// </summary>
public sealed class ControlMatrixTests
{
    private static readonly Dictionary<string, Action<RunScript>> Statuses = new()
    {
        ["prepared"] = _ => { },
        ["queued"] = run => Gated(run).When(new StartRun("x\ny")),
        ["queued for its next segment"] = run => Ended(Mixed(run)).InQueue().Continued("x\ny"),
        ["admitted"] = run => Mixed(Gated(run)),
        ["waiting for its slots again"] = run => Rested(Mixed(Gated(run))).When(new ResumeRun()),
        ["yielded and paused"] = run => Rested(Mixed(Gated(run))),
        ["with steps that wait for permits"] = run => Mixed(Gated(run.InQueue(boundsSteps: true))).When(new RetryStep("backing")),
        ["running"] = run => Mixed(run),
        ["paused over a step"] = run => Mixed(run).Fails("s1/exhausted"),
        ["paused"] = run => Mixed(run).When(new PauseRun()),
        ["paused now"] = run => Mixed(run).When(new PauseRun(Now: true)),
        ["resumed while stopping"] = run => Mixed(run).When(new PauseRun(Now: true)).When(new ResumeRun()),
        ["cancelling"] = run => Mixed(run).When(new StopRun()),
        ["cancelling by force"] = run => Mixed(run).When(new StopRun(Force: true)),
        ["expiring"] = run => Mixed(run).After(TimeSpan.FromMinutes(30)),
        ["quarantined"] = run => Quarantined(Mixed(run)),
        ["cancelled"] = run => Ended(Mixed(run).When(new StopRun())),
        ["killed"] = run => Mixed(run).When(new KillRun()),
        ["ended"] = run => Ended(Mixed(run)),
    };

    private static readonly string[] Steps =
        ["succeeded", "failed", "timedout", "blocked", "skipped", "cancelled", "live", "stopping", "pending", "ready", "waiting", "asking", "backing", "exhausted", "flow", "s1/flow/1", "list", "list[1]", "nobody", "s1"];

    public static TheoryData<string, string> Cases() => new(
        from status in Statuses.Keys
        from command in Commands().Keys
        select (status, command));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_command_leaves_a_run_sound_is_idempotent_and_does_not_keep_it_from_its_end(string status, string command)
    {
        var run = Given.Flow(
            """
            type: graph, maxDuration: 20m, steps: [
            { id: succeeded, agent: once }, { id: failed, agent: never }, { id: timedout, agent: once, timeout: 1s }, { id: blocked, agent: once, needs: [failed] },
            { id: skipped, agent: once, when: 'x == y' }, { id: cancelled, agent: user }, { id: live, agent: safe }, { id: stopping, agent: once }, { id: pending, agent: once, needs: [live, backing] },
            { id: waiting, agent: wait, after: [live] }, { id: asking, agent: user }, { id: backing, agent: safe, retry: { maxAttempts: 2, backoff: 10m } },
            { id: exhausted, agent: never, onExhausted: pause }, { id: flow, name: flow, type: sequential, steps: [{ agent: user }, { agent: safe }] },
            { id: list, agent: safe, forEach: '{{message.lines}}' }, { id: ready, agent: safe }]
            """,
            new() { Concurrency = 10, MaxRecoveries = 0 }).Prepared();
        Statuses[status](run);

        run.When(Commands()[command]);
        if (!Owed.Turn(run.State))
        {
            var before = run.Seq;
            run.When(Commands()[command]);
            run.Seq.ShouldBe(before, "the same command again changed something");
        }

        new RandomSchedule(new Random(1), run).Finish();
        run.State.Status.ShouldBeOneOf(RunStatus.Prepared, RunStatus.Completed, RunStatus.Mixed, RunStatus.Failed, RunStatus.Expired, RunStatus.Cancelled, RunStatus.Killed);
    }

    private static Dictionary<string, RunCommand> Commands()
    {
        var commands = new Dictionary<string, RunCommand>
        {
            ["stop"] = new StopRun(),
            ["stop by force"] = new StopRun(Force: true),
            ["pause"] = new PauseRun(),
            ["pause now"] = new PauseRun(Now: true),
            ["kill"] = new KillRun(),
        };
        foreach (var step in Steps)
        {
            commands[$"cancel {step}"] = new CancelStep(step);
            commands[$"cancel {step} by force"] = new CancelStep(step, Force: true);
            commands[$"retry {step}"] = new RetryStep(step);
        }

        return commands;
    }

    /// <summary>A started run with its steps in every phase.</summary>
    private static RunScript Mixed(RunScript run)
    {
        Permitted(run.When(new StartRun("x\ny"))).Replies("s1/succeeded").Fails("s1/failed").After(TimeSpan.FromSeconds(1)).When(new CancelStep("cancelled"));
        if (run.State.Live.ContainsKey(new("s1/backing")))
            run.Fails("s1/backing");
        return run.When(new CancelStep("stopping"));
    }

    /// <summary>Prepared again, in a queue.</summary>
    private static RunScript Gated(RunScript run)
    {
        if (run.Admission is null)
            run.InQueue();
        return run.When(new StopRun()).When(new PrepareRun(run.Preparation));
    }

    /// <summary>A run that has all the slots that it waits for.</summary>
    private static RunScript Permitted(RunScript run)
    {
        if (Owed.RunDemand(run.State) is not null)
            run.Admitted();
        while (Owed.StepDemands(run.State).FirstOrDefault() is { } demand)
            run.Granted(demand.Step.Value);
        return run;
    }

    /// <summary>Paused, and nothing of it lives.</summary>
    private static RunScript Rested(RunScript run)
    {
        run.When(new PauseRun(Now: true));
        while (!run.State.Live.IsEmpty)
            run.Stops(run.State.Live.Keys.First().Value);
        return run;
    }

    private static RunScript Quarantined(RunScript run)
    {
        run.Node = 2;
        return run.When(new RecoverRun());
    }

    private static RunScript Ended(RunScript run)
    {
        new RandomSchedule(new Random(1), run).Finish();
        return run;
    }
}
