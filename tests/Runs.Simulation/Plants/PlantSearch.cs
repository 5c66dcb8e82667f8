using Runs.Simulation.Worlds;

namespace Runs.Simulation.Plants;

/// <summary>Runs worlds with a planted bug until the checker that must find it does.</summary>
internal static class PlantSearch
{
    /// <summary>Within how many worlds a bug must be found: else a checker or the worlds are too weak.</summary>
    private const int MostWorlds = 1_000;

    /// <summary>Looks for the bugs that are asked for, and prints which world showed each. The exit code is 1 if one wasn't found.</summary>
    public static int Run(SimulationOptions options)
    {
        IReadOnlyList<Plant> plants = options.Plant is { } name ? [AllPlants.Of(name)] : AllPlants.List;
        var ends = new string?[plants.Count];
        var lost = 0;
        var (next, told) = (0, 0);
        var gate = new Lock();
        var threads = Enumerable.Range(0, Math.Min(options.Threads, plants.Count)).Select(_ => new Thread(Search, maxStackSize: 16 << 20)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return lost == 0 ? 0 : 1;

        void Search()
        {
            while (Interlocked.Increment(ref next) - 1 is var index && index < plants.Count)
            {
                var plant = plants[index];
                var found = options.Plant is null && Problem(plant, plant.Seed, options) is { } known ? (plant.Seed, 1, known) : Find(plant, options);
                lock (gate)
                {
                    lost += found is null ? 1 : 0;
                    ends[index] = found is { } world
                        ? $"{plant.Bug} found by {plant.Checker} with seed {world.Seed}, in world {world.Worlds}{(options.Plant is null ? "" : $":\n{world.Problem}")}"
                        : $"{plant.Bug} not found by {plant.Checker} in {MostWorlds} worlds";
                    for (; told < ends.Length && ends[told] is { } end; told++)
                        Console.WriteLine(end);
                }
            }
        }
    }

    private static (ulong Seed, int Worlds, string Problem)? Find(Plant plant, SimulationOptions options)
    {
        for (var world = 1; world <= MostWorlds; world++)
        {
            var seed = options.From + (ulong)world - 1;
            if (Problem(plant, seed, options) is { } problem)
                return (seed, world, problem);
        }

        return null;
    }

    /// <summary>What the checker finds because of the bug: in the same world without it, it must find nothing.</summary>
    private static string? Problem(Plant plant, ulong seed, SimulationOptions options) =>
        ProblemIn(new ClusterWorld(new WorldSeed(seed, plant.Nodes ?? options.Nodes), trace: null, plant), plant.Checker) is { } problem
        && ProblemIn(new ClusterWorld(new WorldSeed(seed, plant.Nodes ?? options.Nodes)), plant.Checker) is null
            ? problem
            : null;

    private static string? ProblemIn(ClusterWorld world, string checker)
    {
        try
        {
            world.Run();
            return null;
        }
        catch (CheckFailedException failed)
        {
            return failed.Violations.FirstOrDefault(violation => violation.Checker == checker)?.Problem;
        }
    }
}
