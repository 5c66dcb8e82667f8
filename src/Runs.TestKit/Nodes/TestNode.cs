using System.Globalization;
using Runs.Actors;
using Runs.Domain.Identity;
using Runs.TestKit.Artifacts;
using Runs.TestKit.Journal;
using Runs.TestKit.Simulation;

namespace Runs.TestKit.Nodes;

/// <summary>
/// A whole node in memory, for tests: the real engine on virtual time, with a journal that can fail and a process that can crash.
/// Everything happens on the caller's thread, and only while a method of the node or of one of its runs is being called. What
/// happens depends on the seed alone. Use one from one thread, and not from asynchronous tests.
/// </summary>
public sealed class TestNode
{
    private readonly TestNodeOptions _options;
    private readonly List<TestRun> _runs = [];
    private NodeProcess _process;
    private int _lastId;

    /// <summary>Starts a node.</summary>
    public TestNode(TestNodeOptions? options = null)
    {
        _options = options ?? new TestNodeOptions();
        Kernel = new SimulationKernel(_options.Seed);
        Journal = new SimulatedJournal(Kernel);
        _process = NewProcess();
        Restart();
    }

    /// <summary>The world that the node lives in.</summary>
    public SimulationKernel Kernel { get; }

    /// <summary>The journal. It outlives crashes; its faults can be set at any time.</summary>
    public SimulatedJournal Journal { get; }

    /// <summary>The artifact store. It outlives crashes.</summary>
    public MemoryArtifactStore Artifacts { get; } = new();

    /// <summary>Virtual time.</summary>
    public DateTimeOffset Now => Kernel.Now;

    /// <summary>The system of the node's present life.</summary>
    /// <exception cref="InvalidOperationException">The node is down.</exception>
    public RunSystem System => _process is { IsAlive: true, System: { } system } ? system : throw new InvalidOperationException("The node is down; restart it first.");

    /// <summary>A run of this node, prepared already or not. Its frames are watched from now on, through crashes.</summary>
    public TestRun Run(string runId)
    {
        var run = new TestRun(this, RunId.Parse(runId));
        _runs.Add(run);
        _process.Run(system => run.Watch(system, _process));
        return run;
    }

    /// <summary>Prepares a run.</summary>
    /// <exception cref="InvalidOperationException">The strategy was refused.</exception>
    public TestRun Prepare(TestStrategy strategy)
    {
        var run = Run($"run-{_runs.Count + 1}");
        run.Prepare(strategy).Require();
        return run;
    }

    /// <summary>Kills the process as <c>kill -9</c> would. What it has sent to the journal by then still arrives there.</summary>
    public void Crash() => _process.Crash();

    /// <summary>Starts the node again, after a crash or a shutdown, and waits until it takes commands.</summary>
    public void Restart()
    {
        var process = NewProcess();
        _process.Crash();
        _process = process;
        process.Start();
        Until(() => process.System is not null, "the node to start");
        foreach (var run in _runs)
            process.Run(system => run.Watch(system, process));
    }

    /// <summary>Shuts the node down in good order.</summary>
    public void Shutdown(TimeSpan? grace = null)
    {
        Ask(async system =>
        {
            await system.Shutdown(grace);
            return true;
        });
        _process.Crash();
    }

    /// <summary>Lets virtual time pass, and everything happen that happens in it.</summary>
    public void Advance(TimeSpan time) => Kernel.Run(() => Task.Delay(time, Kernel.World.Time), long.MaxValue);

    /// <summary>Asks the system something, and lets happen what must until the answer is there.</summary>
    /// <exception cref="TimeoutException">No answer came.</exception>
    public T Ask<T>(Func<RunSystem, ValueTask<T>> question)
    {
        _ = System;
        Task<T>? answer = null;
        Kernel.World.Start(async () =>
        {
            answer = _process.Call(question);
            await answer;
        });
        Until(() => answer is { IsCompleted: true }, "an answer");
        return answer!.GetAwaiter().GetResult();
    }

    /// <summary>Lets everything happen until the condition holds; it is looked at before each step of any process.</summary>
    /// <param name="condition">The condition. It must not wait for anything.</param>
    /// <param name="what">What is waited for, for the error.</param>
    /// <param name="within">How much virtual time may pass. Default: <see cref="TestNodeOptions.Patience"/>.</param>
    /// <exception cref="TimeoutException">The condition doesn't hold in time.</exception>
    public void Until(Func<bool> condition, string what, TimeSpan? within = null)
    {
        var patience = within ?? _options.Patience;
        // Not one that runs its continuations asynchronously: WhenAny over such a task completes on the thread pool.
        var met = new TaskCompletionSource();
        var before = Kernel.BeforeStep;
        Kernel.BeforeStep = () =>
        {
            before?.Invoke();
            if (!met.Task.IsCompleted && condition())
                met.SetResult();
        };
        try
        {
            Kernel.Run(() => Task.WhenAny(met.Task, Task.Delay(patience, Kernel.World.Time)), long.MaxValue);
        }
        finally
        {
            Kernel.BeforeStep = before;
        }

        if (!met.Task.IsCompleted)
            throw new TimeoutException($"Waited {Domain.Durations.Format(patience)} of virtual time for {what}.\n{string.Join('\n', _runs)}");
    }

    private NodeProcess NewProcess() =>
        new(Kernel.NewContext("node"), _options, Journal, Artifacts, () => "id-" + (++_lastId).ToString(CultureInfo.InvariantCulture));
}
