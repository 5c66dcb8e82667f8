using Runs.Actors;
using Runs.Actors.Artifacts;
using Runs.Runtime.Journal;
using Runs.TestKit.Agents;
using Runs.TestKit.Simulation;

namespace Runs.TestKit.Nodes;

/// <summary>One life of a test node: a simulated process with a run system in it.</summary>
internal sealed class NodeProcess(SimulationContext process, TestNodeOptions options, IJournalStore journal, IArtifactStore artifacts, Func<string> newId)
{
    private static readonly TimeSpan StartAgain = TimeSpan.FromMilliseconds(100);

    /// <summary>The system; <see langword="null"/> until it has started.</summary>
    public RunSystem? System { get; private set; }

    /// <summary>The clock.</summary>
    public TimeProvider Time => process.Time;

    /// <summary>Whether it has neither crashed nor been shut down.</summary>
    public bool IsAlive => process.IsAlive;

    public void Start() => process.Start(async () => System = await StartSystem());

    public void Crash() => process.Crash();

    /// <summary>Calls the system inside its process.</summary>
    public Task<T> Call<T>(Func<RunSystem, ValueTask<T>> function) => process.Call(async () => await function(System!));

    /// <summary>Runs a loop inside the process, for as long as that lives.</summary>
    public void Run(Func<RunSystem, Task> loop) => process.Start(() => loop(System!));

    private async Task<RunSystem> StartSystem()
    {
        var parts = new RunSystemParts
        {
            Journal = journal,
            Artifacts = artifacts,
            Handlers = NodeHandlers.Make(options, artifacts, process.Time),
            Time = process.Time,
        };
        while (true)
        {
            try
            {
                return await RunSystem.Start(parts, SystemOptions());
            }
            catch (JournalException)
            {
                // As whoever supervises a process would: the journal can't be reached yet.
                await Task.Delay(StartAgain, process.Time);
            }
        }
    }

    private RunSystemOptions SystemOptions() => new()
    {
        Runtime = options.Runtime,
        Runs = options.Runs,
        Admission = options.Admission,
        BaseDirectory = options.BaseDirectory,
        NewId = newId,
        LaneThread = false,
    };
}
