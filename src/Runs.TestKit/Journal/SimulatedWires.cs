using Runs.TestKit.Simulation;

namespace Runs.TestKit.Journal;

/// <summary>The connections of processes to a simulated journal: calls are made in the world, and go on there when their connection breaks.</summary>
internal sealed class SimulatedWires(SimulationKernel kernel)
{
    private readonly List<(SimulationContext? Process, Action Break)> _calls = [];

    /// <summary>Makes a call in the world for the process that runs now. <see langword="null"/> when its connection broke before the answer.</summary>
    public Task<T?> Call<T>(Func<SimulationContext?, Task<T?>> call)
        where T : class
    {
        var process = SynchronizationContext.Current as SimulationContext;
        // Not one that runs its continuations asynchronously: WhenAny over such a task completes on the thread pool.
        var result = new TaskCompletionSource<T?>();
        (SimulationContext?, Action) wire = (process, () => result.SetResult(null));
        _calls.Add(wire);
        kernel.World.Start(async () =>
        {
            var answer = await call(process);
            if (_calls.Remove(wire))
                result.SetResult(answer);
        });
        return result.Task;
    }

    /// <summary>Fails all calls of a process that are under way. Called in the world.</summary>
    public void Break(SimulationContext? process)
    {
        foreach (var call in _calls.Where(call => call.Process == process).ToList())
        {
            _calls.Remove(call);
            call.Break();
        }
    }
}
