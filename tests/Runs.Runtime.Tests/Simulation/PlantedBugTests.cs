using Runs.Checkers;
using Runs.Runtime.Tests.Architecture;
using Runs.Simulation.Plants;

namespace Runs.Runtime.Tests.Simulation;

/// <summary>The simulator is tested itself: with bugs that it is given on purpose.</summary>
public sealed class PlantedBugTests
{
    [Fact]
    public async Task Planted_bugs_are_found()
    {
        var (exitCode, output, error) = await SimulationProcess.Run("--plants");
        exitCode.ShouldBe(0, $"{string.Join('\n', output.Split('\n').Where(line => line.Contains("not found", StringComparison.Ordinal)))}\n{error}");
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(AllPlants.List.Count);
    }

    [Fact]
    public void Each_checker_finds_a_planted_bug() =>
        AllCheckers.Promises.Select(promise => promise.Checker).ShouldBe(AllPlants.List.Select(plant => plant.Checker).Distinct(), ignoreOrder: true);

    [Fact]
    public void The_page_on_the_simulation_names_every_checker_and_every_planted_bug()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs/simulation.md"));
        foreach (var (checker, promise) in AllCheckers.Promises)
            page.ShouldContain($"| `{checker}` | {promise} |");
        foreach (var plant in AllPlants.List)
            page.ShouldMatch($@"\| `{plant.Bug}` \| .+ \| `{plant.Checker}` \| \d+ \|");
        AllPlants.List.Select(plant => plant.Bug).ShouldBe(Enum.GetValues<PlantedBug>().Where(bug => bug != PlantedBug.None), ignoreOrder: true);
    }
}
