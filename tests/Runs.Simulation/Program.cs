using System.Diagnostics;
using System.Globalization;
using Runs.Simulation;
using Runs.Simulation.Plants;
using Runs.Simulation.Worlds;

var options = SimulationOptions.Parse(args);
if (options.Plant is not null || options.LooksForPlants)
    return PlantSearch.Run(options);

var worlds = options.Worlds();
var start = Stopwatch.GetTimestamp();
var hours = 0.0;
var counts = new List<(string What, long Count)>();
var failed = 0;
new WorldRunner(worlds, options.Threads, options.PrintsTrace ? Console.Out : null).Run((seed, report, error) =>
{
    if (report is not null)
        Add(report);
    else
        failed++;
    if (report is not null && options.PrintsHashes)
        Console.WriteLine($"{seed} {report.Hash}");
    if (error is not null)
        Console.WriteLine(Describe(seed, error));
});

Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{worlds.Count} seeds, {failed} failed, {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s"));
Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"simulated hours",-22}{hours:F1}"));
foreach (var (what, count) in counts)
    Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-22}{count}"));
return failed == 0 ? 0 : 1;

void Add(WorldReport report)
{
    hours += report.Time.TotalHours;
    counts = counts.Count == 0 ? [.. report.Counts] : [.. counts.Zip(report.Counts, (sum, next) => (sum.What, sum.Count + next.Count))];
}

string Describe(WorldSeed seed, Exception error) => $"""
    seed {seed.Seed}: {error.GetType().Name}: {(worlds.Count == 1 ? error : error.Message)}
      again: dotnet run -c Release --project tests/Runs.Simulation -- --seed {seed.Seed} --nodes {seed.Nodes}
    """;
