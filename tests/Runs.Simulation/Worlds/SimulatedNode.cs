using System.Globalization;
using Runs.Actors;
using Runs.Runtime.Journal;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Worlds;

/// <summary>One node: a process with a run system in it, and the next one once that has ended.</summary>
internal sealed class SimulatedNode(SimulatedCluster cluster, string name)
{
    private readonly SimulatedNodeOptions _options = new(cluster, name, cluster.Kernel.Random.Fork());
    private SimulationContext? _process;
    private TaskCompletionSource _end = new();
    private bool _isStopping;

    public string Name => name;

    /// <summary>The system, once it has started.</summary>
    public RunSystem? System { get; private set; }

    /// <summary>How often it was started.</summary>
    public int Starts { get; private set; }

    /// <summary>The process of the moment, dead or alive.</summary>
    public SimulationContext? Process => _process;

    /// <summary>Ends with the process of the moment, unless that is shut down in good order.</summary>
    public Task End => _end.Task;

    public void Start()
    {
        Starts++;
        var process = cluster.Kernel.NewContext(Starts == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}/{Starts}"));
        // A clock that is right or a little wrong: leases are measured by it.
        process.ClockDrift = (_options.Random.NextUnit() - 0.5) * 0.01;
        cluster.Trace.Add(process.Name, "starts");
        (_process, _end, _isStopping, System) = (process, new TaskCompletionSource(), false, null);
        process.Start(async () =>
        {
            var system = await StartSystem(process);
            if (_process == process)
                System = system;
        });
    }

    /// <summary>Ends the process as <c>kill -9</c> would, and starts the next one after a while.</summary>
    public void Crash(TimeSpan down)
    {
        if (_process is not { IsAlive: true } process)
            return;
        cluster.Trace.Add(process.Name, "crashes");
        EndNow(process);
        StartAfter(process, down);
    }

    /// <summary>Shuts the process down as an operator would, and starts the next one when that has ended. Until then clients still find it.</summary>
    public async Task Restart(TimeSpan grace, TimeSpan down)
    {
        if (_isStopping || System is not { } system || _process is not { } process)
            return;
        _isStopping = true;
        cluster.Trace.Add(process.Name, "shuts down");
        await Task.WhenAny(End, process.Call(async () =>
        {
            await system.Shutdown(grace);
            return true;
        }));
        if (_process != process || !process.IsAlive)
            return;
        cluster.Trace.Add(process.Name, "has ended");
        EndNow(process);
        StartAfter(process, down);
    }

    /// <summary>Stops the process for a while, after which it goes on as if nothing had happened.</summary>
    public async Task Freeze(TimeSpan time)
    {
        if (_process is not { IsAlive: true, IsFrozen: false } process)
            return;
        cluster.Trace.Add(process.Name, "freezes");
        process.Freeze();
        await Task.WhenAny(_end.Task, cluster.Pass(time));
        if (process.IsFrozen)
            Thaw();
    }

    public void Thaw()
    {
        if (_process is not { IsAlive: true, IsFrozen: true } process)
            return;
        cluster.Trace.Add(process.Name, "goes on");
        process.Thaw();
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

    private void EndNow(SimulationContext process)
    {
        process.Crash();
        System = null;
        var end = _end;
        // In the world: whoever waits for it must not go on inside of what crashed it.
        cluster.Kernel.World.Post(_ => end.TrySetResult(), null);
    }

    private void StartAfter(SimulationContext ended, TimeSpan down) => cluster.Kernel.World.Start(async () =>
    {
        if (down > TimeSpan.Zero)
            await cluster.Pass(down);
        if (_process == ended)
            Start();
    });

    private async Task<RunSystem> StartSystem(SimulationContext process)
    {
        while (true)
        {
            try
            {
                return await RunSystem.Start(_options.Parts(process), _options.Next());
            }
            catch (JournalException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), process.Time);
            }
        }
    }
}
