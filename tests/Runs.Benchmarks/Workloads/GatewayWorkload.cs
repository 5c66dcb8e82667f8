using System.Diagnostics;
using System.Globalization;
using Runs.Benchmarks.Floors;
using Runs.Benchmarks.Serving;
using Runs.Journal.Sqlite.Schema;

namespace Runs.Benchmarks.Workloads;

/// <summary>
/// Clients of a real server over WebSockets, each of which prepares a run of one instant agent, starts it and waits for its end, again
/// and again. The server has a process of its own; the clients share this one, and both share the machine.
/// </summary>
internal sealed class GatewayWorkload(WorkloadOptions options)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly List<RunTimes> _times = [];
    private readonly List<RunClient> _clients = [];

    public async Task<Dictionary<string, object>> Measure()
    {
        await using var server = await ServerProcess.Start(new ServerOptions { Config = BenchStrategies.InstantModel });
        var strategy = server.Write("one.json", BenchStrategies.OneAgent("bench/instant"));
        try
        {
            for (var i = 0; i < options.Clients; i++)
                _clients.Add(new RunClient(await FrameSocket.Connect(server.Address), strategy));
            await RunMany("warm", options.Warmup, TimeSpan.Zero);
            _times.Clear();
            return await Figures(server);
        }
        finally
        {
            foreach (var client in _clients)
                client.Dispose();
        }
    }

    private async Task<Dictionary<string, object>> Figures(ServerProcess server)
    {
        GC.Collect();
        var (frames, bytes) = (_clients.Sum(client => client.Frames), _clients.Sum(client => client.Bytes));
        var (serverCpu, cpu, start) = (server.Cpu, Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        await RunMany("run", options.Runs, TimeSpan.FromSeconds(options.Seconds));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        serverCpu = server.Cpu - serverCpu;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        var load = MachineLoad.Averages;
        var resident = server.Resident;
        await server.Stop();

        double runs = _times.Count;
        List<double> prepared = [.. _times.Select(time => time.Prepared)];
        List<double> started = [.. _times.Select(time => time.Started)];
        var figures = new Dictionary<string, object>
        {
            ["workload"] = "gateway",
            ["journal"] = "sqlite",
            ["clients"] = options.Clients,
            ["runs"] = _times.Count,
            ["seconds"] = Math.Round(seconds, 2),
            ["runsPerSecond"] = Math.Round(runs / seconds),
            ["preparedP50Ms"] = prepared.Percentile(0.50),
            ["preparedP95Ms"] = prepared.Percentile(0.95),
            ["preparedP99Ms"] = prepared.Percentile(0.99),
            ["startedP50Ms"] = started.Percentile(0.50),
            ["startedP95Ms"] = started.Percentile(0.95),
            ["startedP99Ms"] = started.Percentile(0.99),
            ["serverCpuMsPerRun"] = Math.Round(serverCpu.TotalMilliseconds / runs, 3),
            ["clientCpuMsPerRun"] = Math.Round(cpu.TotalMilliseconds / runs, 3),
            ["clientShareOfCpu"] = Math.Round(cpu / (cpu + serverCpu), 2),
            ["coresUsed"] = Math.Round((cpu + serverCpu).TotalSeconds / seconds, 2),
            ["framesPerRun"] = Math.Round((_clients.Sum(client => client.Frames) - frames) / runs, 1),
            ["bytesPerRun"] = Math.Round((_clients.Sum(client => client.Bytes) - bytes) / runs),
            ["serverResidentMb"] = resident / (1024 * 1024),
            ["loadAverage"] = load,
        };
        AddFloor(figures, server.JournalPath, runs + options.Warmup);
        return figures;
    }

    /// <summary>What a bare append of the size that the server's had costs, in the same minute.</summary>
    private void AddFloor(Dictionary<string, object> figures, string journal, double runs)
    {
        long appends, bytes;
        using (var connection = JournalOpening.Writer(journal))
        {
            appends = connection.Scalar("select count(*) from appends");
            bytes = connection.Scalar("select sum(length(data)) from appends");
        }

        var floor = SqliteAppendFloor.Measure(1, (int)(bytes / appends), 1000, TimeSpan.FromSeconds(2));
        figures["appendsPerRun"] = Math.Round(appends / runs, 2);
        figures["bytesPerAppend"] = bytes / appends;
        figures["floorP50Ms"] = floor.P50Ms;
        if (_clients.Count == 1)
            figures["aboveTwoFloorsMs"] = Math.Round((double)figures["startedP50Ms"] - (2 * floor.P50Ms), 3);
    }

    /// <summary>So many runs, or as many as begin in a time when that is given.</summary>
    private async Task RunMany(string name, int runs, TimeSpan time)
    {
        using var late = new CancellationTokenSource(time + Patience);
        var (next, start) = (-1, Stopwatch.GetTimestamp());
        await Task.WhenAll(_clients.Select(client => Task.Run(() => Work(client))));

        async Task Work(RunClient client)
        {
            int index;
            while (IsMore(index = Interlocked.Increment(ref next)))
            {
                var times = await client.Run($"{name}-{index.ToString(CultureInfo.InvariantCulture)}", late.Token);
                lock (_times)
                    _times.Add(times);
            }
        }

        bool IsMore(int index) => time > TimeSpan.Zero ? Stopwatch.GetElapsedTime(start) < time : index < runs;
    }
}
