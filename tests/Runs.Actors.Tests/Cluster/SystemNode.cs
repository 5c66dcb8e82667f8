using Runs.Actors.Attempts;
using Runs.Domain.Plans;
using Runs.Runtime.Cells;
using Runs.Runtime.Journal;
using Runs.Runtime.Nodes;
using Runs.Steps.Models;
using Runs.TestKit.Simulation;

namespace Runs.Actors.Tests.Cluster;

/// <summary>One process with a run system among others. It can be crashed and started again.</summary>
internal sealed class SystemNode(SystemCluster cluster, string name)
{
    public string Name { get; } = name;

    /// <summary>The system, once it has started.</summary>
    public RunSystem? System { get; private set; }

    public SimulationContext Process { get; private set; } = null!;

    public int Owned => System?.OwnedShards ?? 0;

    public void Start()
    {
        var process = cluster.Kernel.NewContext(Name);
        Process = process;
        process.Start(async () =>
        {
            var parts = new RunSystemParts
            {
                Journal = cluster.Journal,
                Artifacts = cluster.Artifacts,
                Handlers = Handlers(process.Time),
                Time = process.Time,
                Links = cluster.Network.Connect(process),
            };
            System = await Start(parts, process.Time);
        });
    }

    public void Crash()
    {
        Process.Crash();
        System = null;
    }

    public Task<T> Call<T>(Func<RunSystem, ValueTask<T>> function) => Process.Call(async () => await function(System!));

    private async Task<RunSystem> Start(RunSystemParts parts, TimeProvider time)
    {
        while (true)
        {
            try
            {
                return await RunSystem.Start(parts, Options());
            }
            catch (JournalException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), time);
            }
        }
    }

    private RunSystemOptions Options() => new()
    {
        Runtime = new RuntimeOptions
        {
            NodeName = Name,
            Cells = new CellOptions { PassivateAfter = TimeSpan.FromMinutes(1) },
            Cluster = new ClusterOptions { Address = Name, Lease = TimeSpan.FromSeconds(8), FirstClaims = 32, MoveAtOnce = 32 },
        },
        BaseDirectory = AppContext.BaseDirectory,
        NewId = cluster.NewId,
        LocalAttempts = cluster.LocalAttempts,
        LaneThread = false,
    };

    private IReadOnlyList<IStepHandler> Handlers(TimeProvider time) =>
    [
        new ModelHandler(new ModelCatalog(cluster.Models.Select(script => Model(script, time)))),
        new DelegateHandler(PlanAgentKind.Process, (request, output, stop) => cluster.Process(time, request, output, stop)),
    ];

    private ScriptedChatModel Model(ScriptedModel script, TimeProvider time) =>
        ScriptedChatModel.TryCreate(script, cluster.Artifacts, time, out var model, out var error) ? model : throw new ArgumentException(error.Message);
}
