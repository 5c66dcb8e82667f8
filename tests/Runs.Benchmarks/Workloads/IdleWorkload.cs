using System.Globalization;
using System.Net;
using Runs.Benchmarks.Serving;

namespace Runs.Benchmarks.Workloads;

/// <summary>
/// Connections that do nothing, and then the same ones with a prepared run each: what each costs the server. One server is left
/// alone, for its resident memory as it comes; a second one collects its garbage before each look, for what is really held.
/// </summary>
internal sealed class IdleWorkload(WorkloadOptions options)
{
    private const double Kilobyte = 1024;

    /// <summary>A source address has fewer than 28,000 ports for connections to one server.</summary>
    private const int ConnectionsPerAddress = 20_000;

    private const int SpareFiles = 500;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly int _warmup = Math.Min(options.Warmup, options.Connections);

    public async Task<Dictionary<string, object>> Measure()
    {
        CheckOpenFiles();
        var plain = await Life(tellsHeap: false);
        var collected = await Life(tellsHeap: true);
        return new Dictionary<string, object>
        {
            ["workload"] = "idle",
            ["journal"] = "sqlite",
            ["connections"] = options.Connections,
            ["warmup"] = _warmup,
            ["residentKbEach"] = Each(plain, 0, 1, look => look.Resident),
            ["collectedKbEach"] = Each(collected, 0, 1, look => look.Resident),
            ["heapKbEach"] = Each(collected, 0, 1, look => look.Heap),
            ["preparedResidentKbEach"] = Each(plain, 0, 2, look => look.Resident),
            ["preparedCollectedKbEach"] = Each(collected, 0, 2, look => look.Resident),
            ["preparedHeapKbEach"] = Each(collected, 0, 2, look => look.Heap),
            ["residentMbBefore"] = Math.Round(plain[0].Resident / Kilobyte / Kilobyte),
            ["residentMbConnected"] = Math.Round(plain[1].Resident / Kilobyte / Kilobyte),
            ["residentMbPrepared"] = Math.Round(plain[2].Resident / Kilobyte / Kilobyte),
            ["loadAverage"] = MachineLoad.Averages,
        };
    }

    private double Each(List<MemoryLook> looks, int from, int to, Func<MemoryLook, long> what) =>
        Math.Round((what(looks[to]) - what(looks[from])) / Kilobyte / options.Connections, 2);

    /// <summary>One server: looks at it before, with the connections, and with a prepared run for each.</summary>
    private async Task<List<MemoryLook>> Life(bool tellsHeap)
    {
        var all = options.Connections + _warmup;
        await using var server = await ServerProcess.Start(new ServerOptions
        {
            Config = BenchStrategies.InstantModel,
            Settings = [string.Create(CultureInfo.InvariantCulture, $"runs.gateway.max-clients={all + 1}"), "runs.cells.passivate-after=1s"],
            TellsHeap = tellsHeap,
        });
        var strategy = server.Write("one.json", BenchStrategies.OneAgent("bench/instant"));
        var connections = new IdleConnection[all];
        try
        {
            await Connect(server, connections, 0, _warmup);
            await Prepare(strategy, connections, 0, _warmup);
            var looks = new List<MemoryLook> { await Look(server, tellsHeap) };
            await Connect(server, connections, _warmup, options.Connections);
            looks.Add(await Look(server, tellsHeap));
            await Prepare(strategy, connections, _warmup, options.Connections);
            looks.Add(await Look(server, tellsHeap));
            return connections.Count(connection => connection.IsLost) is > 0 and var lost
                ? throw new InvalidOperationException($"The server closed {lost} of {all} idle connections.")
                : looks;
        }
        finally
        {
            foreach (var connection in connections)
                connection?.Dispose();
        }
    }

    private static async Task Connect(ServerProcess server, IdleConnection[] connections, int first, int count)
    {
        using var late = new CancellationTokenSource(Patience);
        await Workers.Run(32, count, async i =>
        {
            var source = new IPAddress([127, 0, 0, (byte)(1 + ((first + i) / ConnectionsPerAddress))]);
            connections[first + i] = new IdleConnection(await FrameSocket.Connect(server.Address, source, cancellation: late.Token));
        });
    }

    private static async Task Prepare(string strategy, IdleConnection[] connections, int first, int count)
    {
        using var late = new CancellationTokenSource(Patience);
        await Workers.Run(32, count, i => connections[first + i].Prepare(string.Create(CultureInfo.InvariantCulture, $"idle-{first + i}"), strategy, late.Token));
    }

    private static async Task<MemoryLook> Look(ServerProcess server, bool tellsHeap)
    {
        await SettledMemory.Resident(server);
        var heap = tellsHeap ? await server.CollectedHeap() : 0;
        return new MemoryLook(await SettledMemory.Resident(server), heap);
    }

    /// <summary>The runtime lifts the soft limit to the hard one by itself, here and in the server.</summary>
    private void CheckOpenFiles()
    {
        var line = File.ReadLines("/proc/self/limits").First(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        var hard = line["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        if (long.TryParse(hard, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit < options.Connections + _warmup + SpareFiles)
            throw new ArgumentException($"A process may have {limit} files open here, too few for {options.Connections} connections: ulimit -Hn {options.Connections + _warmup + SpareFiles}.");
    }
}
