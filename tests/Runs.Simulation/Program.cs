using System.Diagnostics;
using System.Globalization;
using Runs.Simulation;
using Runs.Simulation.Plants;
using Runs.Simulation.Worlds;

var options = SimulationOptions.Parse(args);
if (options.Plant is not null || options.PlantsAll)
    return PlantSearch.Print(options);

var seeds = Enumerable.Range(0, options.Seeds).Select(i => options.From + (ulong)i).ToList();
if (options.SeedFile is { } file)
    seeds.AddRange(File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#').Select(line => ulong.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture)));

var start = Stopwatch.GetTimestamp();
var reports = new List<WorldReport>();
var failed = 0;
foreach (var seed in seeds)
{
    try
    {
        var report = new RunWorld(seed).Run();
        reports.Add(report);
        if (options.PrintsHashes)
            Console.WriteLine($"{seed} {report.Trace}");
    }
    catch (Exception error)
    {
        failed++;
        Console.WriteLine($"seed {seed}: {error.GetType().Name}: {error.Message}");
        if (options.Seeds == 1)
            Console.WriteLine(error);
        Console.WriteLine($"  again: dotnet run -c Release --project tests/Runs.Simulation -- --seed {seed}");
    }
}

Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
    {seeds.Count} seeds, {failed} failed, {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s
    simulated hours   {reports.Sum(report => report.Time.TotalHours):F1}
    steps             {reports.Sum(report => report.Steps)}
    restarts          {reports.Sum(report => report.Restarts)}
    unknown outcomes  {reports.Sum(report => report.UnknownOutcomes)}
    fenced appends    {reports.Sum(report => report.FencedAppends)}
    segments          {reports.Sum(report => report.Segments)}
    attempts          {reports.Sum(report => report.Attempts)}
    questions         {reports.Sum(report => report.Questions)}
    messages          {reports.Sum(report => report.Messages)}
    summaries         {reports.Sum(report => report.Summaries)}
    blocked steps     {reports.Sum(report => report.Blocked)}
    skipped steps     {reports.Sum(report => report.Skipped)}
    items of lists    {reports.Sum(report => report.Items)}
    mixed ends        {reports.Sum(report => report.Mixed)}
    steps taken over  {reports.Sum(report => report.Taken)}
    steps begun anew  {reports.Sum(report => report.Retried)}
    pauses            {reports.Sum(report => report.Pauses)}
    expired           {reports.Sum(report => report.Expired)}
    sub-runs          {reports.Sum(report => report.SubRuns)}
    """));
return failed == 0 ? 0 : 1;
