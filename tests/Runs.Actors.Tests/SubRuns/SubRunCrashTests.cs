using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.Runtime.Journal;
using Runs.TestKit.Nodes;
using Runs.TestKit.Simulation;

namespace Runs.Actors.Tests.SubRuns;

/// <summary>Parents and sub-runs whose process dies, at each step that it takes, and again and again.</summary>
public sealed class SubRunCrashTests
{
    private const int Seeds = 100;

    [Fact]
    public void A_crash_at_any_point_leaves_one_sub_run_and_one_result()
    {
        var most = StepsOf(stops: false);
        most.ShouldBeGreaterThan(50);
        for (var at = 0; at <= most; at++)
            HasOneSubRun(Run(seed: 1, [at], stops: false), RunStatus.Completed, $"crash at {at}");
    }

    [Fact]
    public void A_crash_at_any_point_of_a_stop_leaves_nothing_that_runs()
    {
        var most = StepsOf(stops: true);
        for (var at = 0; at <= most; at++)
            HasOneSubRun(Run(seed: 1, [at], stops: true), RunStatus.Cancelled, $"crash at {at}");
    }

    [Fact]
    public void Crashes_again_and_again_leave_one_sub_run_and_one_result()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var random = new SeededRandom((ulong)seed);
            var crashes = Enumerable.Range(0, random.Next(2, 8)).Select(_ => random.Next(150)).ToList();
            var stops = random.Chance(0.5);
            HasOneSubRun(Run((ulong)seed, crashes, stops), stops ? RunStatus.Cancelled : RunStatus.Completed, $"seed {seed}: crashes after {string.Join(", ", crashes)}, stops {stops}");
        }
    }

    /// <summary>How many steps the process takes from the parent's start to its end, and a little beyond.</summary>
    private static int StepsOf(bool stops)
    {
        var steps = 0;
        var parent = Begun(seed: 1, stops);
        parent.Node.Until(() => ++steps > 0 && parent.HasEnded, "the end");
        return steps + 20;
    }

    private static TestRun Run(ulong seed, IReadOnlyList<int> crashes, bool stops)
    {
        var parent = Begun(seed, stops);
        foreach (var at in crashes)
        {
            var steps = 0;
            var over = parent.Node.Now + TimeSpan.FromMinutes(10);
            parent.Node.Until(() => ++steps > at || parent.Node.Now > over, "the moment of the crash");
            parent.Crash();
        }

        parent.UntilEnded();
        parent.Until(run => run.State.SubRuns.IsEmpty, "the end of the sub-run");
        parent.Node.Advance(TimeSpan.FromMinutes(1));
        // What a process that died while it started has sent to the journal may have taken shards from the next one.
        parent.Crash();
        parent.Node.Advance(TimeSpan.FromMinutes(1));
        return parent;
    }

    private static TestRun Begun(ulong seed, bool stops)
    {
        var node = new TestNode(new TestNodeOptions
        {
            Seed = seed,
            Runs = new RunSettings { MaxRecoveries = 1000 },
            Handlers =
            [
                time => new DelegateHandler(Domain.Plans.PlanAgentKind.Process, async (request, _, stop) =>
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(50), time, stop.Requested);
                    return DelegateHandler.Done($"[{request.Message}]");
                }),
            ],
        });
        var parent = node.Started(SubRunStrategies.Parent(["sub", "work"], "work"), "hi");
        if (stops)
        {
            // While the sub-run may or may not have been made.
            var steps = 0;
            var at = new SeededRandom(seed).Next(30);
            node.Until(() => ++steps > at, "the moment of the stop");
            parent.Stop().Require();
        }

        return parent;
    }

    private static void HasOneSubRun(TestRun parent, RunStatus status, string what)
    {
        parent.State.Status.ShouldBe(status, what);
        if (status == RunStatus.Completed)
            parent.Result.ShouldBe("[[hi]]", what);
        parent.Seen<SubRunOpened>().Count.ShouldBe(1, what);
        var runs = parent.Node.Ask(system => system.List(new ListingQuery { Kind = RunEntity.Kind, IncludeHidden = true }));
        runs.Count.ShouldBe(2, what);
        // A sub-run that was done before the stop stays so.
        runs.ShouldAllBe(run => run.State == status.ToWord() || (run.IsSubRun && run.State == "completed"), what);
        var sub = parent.Node.Ask(system => system.Describe(Domain.Identity.RunId.Parse(parent.State.OpenedSubRuns[0]))).Require().State;
        sub.Report.ShouldBeNull(what);
        parent.Node.System.LiveAttempts.ShouldBe(0, what);
        parent.Node.Advance(TimeSpan.FromMinutes(1));
        parent.Node.System.LiveCells.ShouldBe(0, what);
        parent.Node.Ask(system => parent.Node.Journal.Due(DateTimeOffset.MaxValue, 10, null, CancellationToken.None)).ShouldBeEmpty(what);
    }
}
