using Runs.Runtime.Tests.Architecture;

namespace Runs.Runtime.Tests.Simulation;

public sealed class SimulationTests
{
    private const int Seeds = 500;

    [Fact]
    public async Task Worlds_keep_every_promise_and_two_processes_see_the_same_of_each()
    {
        var known = Path.Combine(SourceTree.Root, "tests/Runs.Simulation/seeds.txt");
        string[] arguments = ["--seeds", $"{Seeds}", "--seed-file", known, "--hashes"];
        var runs = await Task.WhenAll(SimulationProcess.Run(arguments), SimulationProcess.Run(arguments));
        foreach (var (exitCode, output, error) in runs)
            exitCode.ShouldBe(0, $"{Failures(output)}\n{error}");
        var hashes = runs[0].Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        hashes.Length.ShouldBe(Seeds + File.ReadLines(known).Count(line => line.Length > 0 && line[0] != '#'));
        runs[1].Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(hashes, "a world depends on more than its seed");
    }

    private static string Failures(string output) =>
        string.Join('\n', output.Split('\n').SkipWhile(line => !line.StartsWith("seed ", StringComparison.Ordinal)).Take(20));
}
