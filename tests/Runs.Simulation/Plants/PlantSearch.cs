using Runs.Simulation.Worlds;

namespace Runs.Simulation.Plants;

/// <summary>Runs worlds with a planted bug until the checker that must find it does.</summary>
internal static class PlantSearch
{
    /// <summary>Within how many worlds a bug must be found: a checker or the worlds are too weak else.</summary>
    public const int MostSeeds = 1_000;

    /// <summary>Looks for the bugs that are asked for, and prints which world showed each. The exit code is 1 if one wasn't found.</summary>
    public static int Print(SimulationOptions options)
    {
        IReadOnlyList<Plant> plants = options.Plant is { } name ? [AllPlants.Of(name)] : AllPlants.List;
        var lost = 0;
        foreach (var plant in plants)
        {
            var found = options.Plant is not null
                ? Find(plant, options.From, MostSeeds)
                : Find(plant, plant.Seed, 1) ?? Find(plant, options.From, MostSeeds);
            lost += found is null ? 1 : 0;
            Console.WriteLine(found is { } world
                ? $"{plant.Bug} found by {plant.Checker} in the world of seed {world.Seed}, number {world.Worlds}"
                : $"{plant.Bug} not found by {plant.Checker} in {MostSeeds} worlds");
            if (options.Plant is not null && found is { } shown)
                Console.WriteLine($"  {shown.Problem}");
        }

        return lost == 0 ? 0 : 1;
    }

    /// <summary>The seed of the world in which it was found, and how many worlds that took; nothing if it wasn't.</summary>
    public static (ulong Seed, int Worlds, string Problem)? Find(Plant plant, ulong from, int most)
    {
        for (var world = 1; world <= most; world++)
        {
            var seed = from + (ulong)world - 1;
            if (Problem(plant, seed) is { } problem)
                return (seed, world, problem);
        }

        return null;
    }

    private static string? Problem(Plant plant, ulong seed)
    {
        try
        {
            new RunWorld(seed, plant.Bug).Run();
            return null;
        }
        catch (CheckFailedException failed)
        {
            return failed.Violations.FirstOrDefault(violation => violation.Checker == plant.Checker)?.Problem;
        }
    }
}
