using Runs.Runtime.Tests.Architecture;

namespace Runs.Runtime.Tests.Simulation;

public sealed class SimulationTests
{
    private static readonly string Known = Path.Combine(SourceTree.Root, "tests/Runs.Simulation/seeds.txt");

    [Theory]
    [InlineData(3, 200)]
    [InlineData(1, 150)]
    public async Task Worlds_keep_every_promise(int nodes, int seeds)
    {
        var (exitCode, output, error) = await SimulationProcess.Run("--nodes", $"{nodes}", "--seeds", $"{seeds}");
        exitCode.ShouldBe(0, $"{Failures(output)}\n{error}");
    }

    [Fact]
    public async Task Seeds_that_once_failed_fail_no_more_and_two_processes_see_the_same_of_each()
    {
        string[] arguments = ["--from", "100000", "--seeds", "40", "--seed-file", Known, "--hashes"];
        var runs = await Task.WhenAll(SimulationProcess.Run([.. arguments, "--threads", "1"]), SimulationProcess.Run([.. arguments, "--threads", "3"]));
        foreach (var (exitCode, output, error) in runs)
            exitCode.ShouldBe(0, $"{Failures(output)}\n{error}");
        var hashes = runs[0].Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        hashes.Length.ShouldBe(40 + File.ReadLines(Known).Count(line => line.Length > 0 && line[0] != '#'));
        runs[1].Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(hashes, "a world depends on more than its seed");
    }

    private static string Failures(string output) =>
        string.Join('\n', output.Split('\n').SkipWhile(line => !line.StartsWith("seed ", StringComparison.Ordinal)).Take(20));
}
