using Runs.Actors.Attempts;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.TestKit.Nodes;

namespace Runs.Actors.Tests;

/// <summary>Nodes whose processes do what a test says.</summary>
internal static class TestNodes
{
    /// <summary>A node on which every process does this.</summary>
    public static TestNode WithProcess(Func<TimeProvider, AttemptRequest, IAttemptOutput, AttemptStop, ValueTask<AttemptOutcome>> work, RunSettings? settings = null) =>
        new(new TestNodeOptions
        {
            Runs = settings ?? new RunSettings(),
            Handlers = [time => new DelegateHandler(PlanAgentKind.Process, (request, output, stop) => work(time, request, output, stop))],
        });

    /// <summary>A prepared and started run.</summary>
    public static TestRun Started(this TestNode node, TestStrategy strategy, string input = "")
    {
        var run = node.Prepare(strategy);
        run.Start(input).Require();
        return run;
    }

    /// <summary>The events of a type that the run's subscriber has seen.</summary>
    public static IReadOnlyList<T> Seen<T>(this TestRun run)
        where T : RunEvent => [.. run.Events.Select(update => update.Event).OfType<T>()];
}
