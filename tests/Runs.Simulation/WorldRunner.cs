using Runs.Simulation.Worlds;

namespace Runs.Simulation;

/// <summary>Runs worlds side by side, each on one thread from its first step to its last, and hands their reports on in the order of the worlds.</summary>
internal sealed class WorldRunner(IReadOnlyList<WorldSeed> worlds, int threads, TextWriter? trace)
{
    private readonly Lock _gate = new();
    private readonly (WorldReport? Report, Exception? Error)?[] _ends = new (WorldReport?, Exception?)?[worlds.Count];
    private int _next;
    private int _told;

    /// <summary>Runs them all. Whoever listens is told of one world at a time.</summary>
    public void Run(Action<WorldSeed, WorldReport?, Exception?> ended)
    {
        var running = Enumerable.Range(0, Math.Min(threads, worlds.Count)).Select(_ => new Thread(() => RunNext(ended), maxStackSize: 16 << 20)).ToList();
        running.ForEach(thread => thread.Start());
        running.ForEach(thread => thread.Join());
    }

    private void RunNext(Action<WorldSeed, WorldReport?, Exception?> ended)
    {
        while (Interlocked.Increment(ref _next) - 1 is var index && index < worlds.Count)
        {
            var end = RunOne(worlds[index]);
            lock (_gate)
            {
                _ends[index] = end;
                for (; _told < worlds.Count && _ends[_told] is { } known; _told++)
                    ended(worlds[_told], known.Report, known.Error);
            }
        }
    }

    private (WorldReport? Report, Exception? Error) RunOne(WorldSeed seed)
    {
        try
        {
            return (new ClusterWorld(seed, trace).Run(), null);
        }
        catch (Exception error)
        {
            return (null, error);
        }
    }
}
