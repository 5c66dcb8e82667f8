using System.Collections.Immutable;
using Runs.Domain.Admissions;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.Steps.Models;
using Runs.TestKit.Nodes;

namespace Runs.Actors.Tests.Queues;

/// <summary>A node on virtual time with queues, and strategies whose one step takes five minutes.</summary>
internal static class QueueWorld
{
    public static readonly TimeSpan Work = TimeSpan.FromMinutes(5);

    public static TestNode Node(AdmissionRules rules, ulong seed = 1) => new(new TestNodeOptions
    {
        Seed = seed,
        Admission = rules,
        Models = [new ScriptedModel { Name = "slow", Reply = "done", Delay = Work }, new ScriptedModel { Name = "quick", Reply = "done" }],
    });

    public static AdmissionRules OneQueue(int? runs = null, int? steps = null, int? queued = null) => new()
    {
        Queues = ImmutableSortedDictionary<string, QueueRules>.Empty
            .Add("q", new QueueRules { MaxConcurrentRuns = runs, MaxConcurrentSteps = steps, MaxQueued = queued })
            .Add("other", new QueueRules { MaxConcurrentRuns = runs }),
        Limits = ImmutableSortedDictionary<string, int>.Empty.Add("api", 2),
    };

    /// <summary>A strategy of one step, with these lines at its top.</summary>
    public static TestStrategy Strategy(params string[] top) => TestStrategy.Text($"""
        name: Work
        version: "1"
        {string.Join('\n', top)}
        agents:
          worker: {"{ model: slow }"}
        flow:
          name: f
          type: sequential
          steps:
            - agent: worker
        """);

    /// <summary>A strategy whose steps have nothing to do with each other.</summary>
    public static TestStrategy Wide(int steps, params string[] top) => TestStrategy.Text($"""
        name: Wide
        version: "1"
        {string.Join('\n', top)}
        agents:
          worker: {"{ model: slow }"}
        flow:
          name: f
          type: graph
          steps:
        {string.Join('\n', Enumerable.Range(1, steps).Select(step => $"    - {{ id: s{step}, agent: worker }}"))}
        """);

    public static TestRun Started(this TestNode node, TestStrategy strategy)
    {
        var run = node.Prepare(strategy);
        run.Start("go").IsOk.ShouldBeTrue();
        return run;
    }

    public static void UntilRunning(this TestRun run) => run.Until(it => it.State.Status == RunStatus.Running && it.State.Live.Count > 0, "to be running");

    public static int Held(this TestNode node, string limit)
    {
        var rows = node.Journal.Permits(limit, CancellationToken.None).AsTask();
        node.Until(() => rows.IsCompleted, "the rows");
        return rows.Result.Count(row => row.Holder is not null);
    }

    public static DateTimeOffset? StartedAt(this TestRun run) => run.Events.FirstOrDefault(update => update.Event is RunStarted)?.At;
}
