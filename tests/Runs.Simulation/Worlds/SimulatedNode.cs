using Runs.Actors;
using Runs.Actors.Attempts;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;
using Runs.Runtime.Cells;
using Runs.Runtime.Journal;
using Runs.Runtime.Lanes;
using Runs.Runtime.Nodes;
using Runs.Simulation.Handlers;
using Runs.Simulation.Plants;
using Runs.Simulation.Recording;
using Runs.TestKit.Artifacts;
using Runs.TestKit.Journal;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Worlds;

/// <summary>One process with a run system in it. It can be crashed between any two of its steps, and started again.</summary>
internal sealed class SimulatedNode(SimulationKernel kernel, SimulatedJournal journal, MemoryArtifactStore artifacts, Witness witness, PlantedParts parts)
{
    private readonly SeededRandom _random = kernel.Random.Fork();
    private SimulationContext? _process;
    private bool _isStopping;

    /// <summary>The system, once it has started.</summary>
    public RunSystem? System { get; private set; }

    /// <summary>Whether handlers do well from the next start on.</summary>
    public bool IsKind { get; set; }

    /// <summary>How often it was started.</summary>
    public int Starts { get; private set; }

    public void Start()
    {
        Starts++;
        var process = kernel.NewContext($"node {Starts}");
        _process = process;
        _isStopping = false;
        System = null;
        process.Start(async () =>
        {
            var system = await StartSystem(process);
            if (_process == process)
                System = system;
        });
    }

    public void Crash()
    {
        kernel.Trace.Add("crash");
        _process!.Crash();
        System = null;
    }

    /// <summary>Shuts the process down as an operator would, and starts the next one when that has ended. Until then clients still find it.</summary>
    public void Restart()
    {
        if (_isStopping || System is not { } system || _process is not { } process)
            return;
        _isStopping = true;
        kernel.Trace.Add("restart");
        var grace = _random.NextTime(TimeSpan.FromSeconds(20));
        process.Start(async () =>
        {
            await system.Shutdown(grace);
            if (_process == process && process.IsAlive)
                Start();
        });
    }

    /// <summary>Calls the system inside its process. A crash leaves the caller without an answer.</summary>
    public Task<T> Call<T>(Func<RunSystem, ValueTask<T>> function)
    {
        var system = System!;
        return _process!.Call(async () => await function(system));
    }

    /// <summary>Runs a loop inside the process.</summary>
    public void Run(Func<RunSystem, Task> loop)
    {
        var system = System!;
        _process!.Start(() => loop(system));
    }

    private async Task<RunSystem> StartSystem(SimulationContext process)
    {
        var system = new RunSystemParts
        {
            Journal = journal,
            Artifacts = artifacts,
            Handlers = [Handler(PlanAgentKind.Llm, process), Handler(PlanAgentKind.Process, process)],
            Time = process.Time,
        };
        while (true)
        {
            try
            {
                return await RunSystem.Start(system, Options());
            }
            catch (JournalException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), process.Time);
            }
        }
    }

    private IStepHandler Handler(PlanAgentKind kind, SimulationContext process) =>
        parts.Handler(new SimulatedHandler(kind, _random.Fork(), process.Time, witness, IsKind));

    private RunSystemOptions Options()
    {
        var ids = _random.Fork();
        return new RunSystemOptions
        {
            NewId = () => $"{ids.NextBits():x16}",
            LaneThread = false,
            BaseDirectory = "/sim",
            Runs = new RunSettings { Concurrency = _random.Next(1, 4), ModelTimeout = TimeSpan.FromMinutes(3), ProcessTimeout = TimeSpan.FromMinutes(3), MaxRecoveries = 4 },
            Runtime = new RuntimeOptions
            {
                Cells = new CellOptions
                {
                    PassivateAfter = TimeSpan.FromSeconds(_random.Next(1, 20)),
                    MailboxCapacity = _random.Next(2, 16),
                    TurnBatch = _random.Next(1, 16),
                    RecoveryConcurrency = _random.Next(1, 4),
                    RecoveryPageBytes = _random.Next(1, 4000),
                },
                Lane = new LaneOptions { MaxBatch = _random.Next(1, 16), Deadline = TimeSpan.FromSeconds(20) },
            },
        };
    }
}
