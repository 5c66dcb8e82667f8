using System.Diagnostics;
using Runs.TestKit.Simulation;

namespace Runs.Runtime.Tests.Loop;

/// <summary>Turn → lane → unknown outcome → takeover from oneself → recovery.</summary>
public sealed class RiskiestLoopTests
{
    private const int Seeds = 1000;
    private const string TraceFile = "RUNS_LOOP_TRACE_FILE";

    [Fact]
    public void Every_acknowledged_command_is_counted_once_whatever_fails()
    {
        var traces = new TraceHash();
        var (crashes, unknown, fenced, takeovers) = (0, 0, 0, 0);
        for (var seed = 0UL; seed < Seeds; seed++)
        {
            var world = new CounterWorld(seed);
            try
            {
                traces.Add(world.Run());
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"Seed {seed}: {error.Message}", error);
            }

            crashes += world.Crashes;
            unknown += world.Journal.UnknownOutcomes;
            fenced += world.Journal.FencedAppends;
            takeovers += world.Journal.Takeovers;
        }

        crashes.ShouldBeGreaterThan(Seeds / 2, "the seeds hardly crash");
        unknown.ShouldBeGreaterThan(Seeds, "the seeds hardly leave an append in doubt");
        fenced.ShouldBeGreaterThan(Seeds / 20, "the seeds hardly fence");
        if (Environment.GetEnvironmentVariable(TraceFile) is { } file)
            File.WriteAllText(file, traces.ToString());
        TestContext.Current.SendDiagnosticMessage($"{crashes} crashes, {unknown} unknown outcomes, {fenced} fenced appends, {takeovers} takeovers");
    }

    /// <summary>What differs from process to process, such as the hashes of texts, must not reach a decision.</summary>
    [Fact]
    public async Task All_seeds_together_give_the_same_trace_in_two_processes()
    {
        var directory = Directory.CreateTempSubdirectory("runs-loop-");
        try
        {
            var files = new[] { Path.Combine(directory.FullName, "one"), Path.Combine(directory.FullName, "two") };
            foreach (var file in files)
                await RunAllSeeds(file);
            var traces = files.Select(File.ReadAllText).ToList();
            traces[0].Length.ShouldBe(16);
            traces[1].ShouldBe(traces[0]);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_seed_gives_the_same_trace_each_time()
    {
        for (var seed = 0UL; seed < 20; seed++)
            new CounterWorld(seed).Run().ShouldBe(new CounterWorld(seed).Run(), $"seed {seed}");
    }

    private static async Task RunAllSeeds(string traceFile)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(RiskiestLoopTests).Assembly.Location);
        start.ArgumentList.Add("-method");
        start.ArgumentList.Add($"{typeof(RiskiestLoopTests).FullName}.{nameof(Every_acknowledged_command_is_counted_once_whatever_fails)}");
        start.Environment[TraceFile] = traceFile;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, output);
    }
}
