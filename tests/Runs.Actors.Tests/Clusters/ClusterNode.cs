using Runs.Runtime.Nodes;
using Runs.TestKit.Simulation;

namespace Runs.Actors.Tests.Clusters;

/// <summary>One life of a node of a <see cref="Cluster"/>.</summary>
internal sealed class ClusterNode(string name, SimulationContext process, RunSystemParts parts, Func<string> newId)
{
    public string Name => name;

    public bool IsAlive => process.IsAlive;

    /// <summary>The system, once it has started.</summary>
    public RunSystem? System { get; private set; }

    public void Start() => process.Start(async () => System = await RunSystem.Start(parts, Options()));

    public Task<T> Call<T>(Func<RunSystem, ValueTask<T>> function) => process.Call(async () => await function(System!));

    /// <summary>Kills the process as <c>kill -9</c> would.</summary>
    public void Crash() => process.Crash();

    private RunSystemOptions Options() => new()
    {
        Runtime = new RuntimeOptions { NodeName = name, Cluster = new ClusterOptions { Address = name, Lease = TimeSpan.FromSeconds(10) } },
        NewId = newId,
        LaneThread = false,
    };
}
