using System.Globalization;
using Runs.Checkers.Auditing;
using Runs.Domain.Identity;
using Runs.Simulation.Clients;
using Runs.Simulation.Plants;
using Runs.Simulation.Strategies;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Worlds;

/// <summary>
/// Some nodes over one journal, some clients with random strategies. Nodes crash, freeze and lose each other, the journal fails in every
/// way, handlers misbehave. Then the faults end, every run must end too, and everything that was promised is checked.
/// </summary>
internal sealed class ClusterWorld
{
    private readonly SimulationKernel _kernel;
    private readonly SimulatedCluster _cluster;
    private readonly FaultDriver _faults;
    private readonly SeededRandom _random;
    private readonly List<(RunClient Client, RunViewer Viewer)> _clients = [];
    private readonly WorldChecks _checks;
    private readonly long _maxSteps;

    public ClusterWorld(WorldSeed seed, TextWriter? trace = null, Plant? plant = null)
    {
        _maxSteps = plant is null ? 2_000_000 : 200_000;
        _kernel = new SimulationKernel(seed.Seed, (SimulationSchedule)(seed.Seed % 3));
        _cluster = new SimulatedCluster(_kernel, seed.Nodes, new WorldTrace(_kernel, trace), new PlantedParts(plant?.Bug ?? PlantedBug.None, seed.Seed));
        _faults = new FaultDriver(_cluster);
        _random = _kernel.Random.Fork();
        _checks = new WorldChecks(_cluster);
        _cluster.Parts.Sprung = () => EndIfFound(plant!);
        var strategies = new StrategyGenerator(_kernel.Random.Fork(), _cluster.Limits);
        for (var i = 0; i < _random.Next(1, seed.Nodes == 1 ? 4 : 6); i++)
        {
            var run = RunId.Parse("run-" + i.ToString(CultureInfo.InvariantCulture));
            var client = Add(run, strategies);
            if (_random.Chance(0.3))
                Add(RunId.Parse($"fork-of-{run}"), strategies, client);
        }
    }

    /// <summary>A planted bug has struck, and who must find it may have done so already.</summary>
    private void EndIfFound(Plant plant)
    {
        var violations = _checks.Violations(isOver: false).GetAwaiter().GetResult();
        if (violations.Any(violation => violation.Checker == plant.Checker))
            throw new CheckFailedException($"{plant.Bug} was found.", violations);
    }

    private RunClient Add(RunId run, StrategyGenerator strategies, RunClient? source = null)
    {
        var viewer = new RunViewer(_cluster, run);
        var client = new RunClient(_cluster, run, strategies.Next(), _kernel.Random.Fork(), viewer, source);
        _clients.Add((client, viewer));
        return client;
    }

    /// <summary>Runs the world to its end.</summary>
    /// <exception cref="CheckFailedException">A promise was broken.</exception>
    public WorldReport Run()
    {
        var began = _kernel.Now;
        try
        {
            _kernel.Run(Scenario, _maxSteps, maxTime: TimeSpan.FromDays(30));
        }
        // Whatever ended it too early: the checkers may know why.
        catch (Exception error) when (error is not CheckFailedException { Violations.Count: > 0 })
        {
            var isStuck = error is TimeoutException;
            var message = isStuck ? $"{error.Message}\n{string.Join('\n', _clients.Select(Describe))}" : $"{error.GetType().Name}: {error.Message}";
            throw new CheckFailedException(message, _checks.Violations(isOver: isStuck).GetAwaiter().GetResult(), error);
        }

        return new WorldReport(_kernel.Trace.ToString(), _kernel.Now - began, [.. Counts()]);
    }

    private IEnumerable<(string What, long Count)> Counts()
    {
        var journal = _cluster.Journal;
        return
        [
            ("continuations", _kernel.Steps),
            ("crashes", _faults.Crashes),
            ("shutdowns", _faults.Restarts),
            ("freezes", _faults.Freezes),
            ("partitions", _faults.Partitions),
            ("cut off from journal", _faults.Isolations),
            ("connections reset", _faults.Resets),
            ("frames between nodes", _cluster.Network.Sent),
            ("frames lost", _cluster.Network.Lost),
            ("shards taken over", journal.Takeovers),
            ("unknown outcomes", journal.UnknownOutcomes),
            ("fenced appends", journal.FencedAppends),
            ("fenced in flight", journal.FencedInFlight),
            ("runs", _clients.Count),
            ("segments", _clients.Sum(pair => pair.Client.Segments)),
            ("attempts", _cluster.Witness.Attempts),
            ("pieces of live text", _clients.Sum(pair => pair.Viewer.Pieces)),
            .. _checks.Counts(),
        ];
    }

    private string Describe((RunClient Client, RunViewer Viewer) pair)
    {
        var head = _cluster.Journal.Contents.Find(new("run", pair.Client.Run.Value), default).AsTask().GetAwaiter().GetResult();
        return $"{pair.Client.Run}: journal to {head?.LastSeq}, viewer at {pair.Viewer.Seen}, last seen as\n"
            + (pair.Client.Last is { } last ? StateDump.Of(last) : "nothing");
    }

    private async Task Scenario()
    {
        _faults.Begin();
        using var over = new CancellationTokenSource();
        var viewers = _clients.Select(pair => pair.Viewer.Live(over.Token)).ToList();
        // In the world's own keeping: the first that fails ends it, while others would wait for that one.
        foreach (var (client, _) in _clients)
            _kernel.World.Start(client.Live);
        _kernel.World.Start(EndFaults);
        while (_clients.Any(pair => !pair.Client.IsDone))
            await _cluster.Pass(TimeSpan.FromSeconds(5));
        foreach (var (client, viewer) in _clients)
            await _checks.Settle(client, viewer);
        foreach (var (client, _) in _clients)
            await _checks.Delete(client);
        // A sub-run that was left may tell its parent late, and that is an event to be seen.
        await _checks.AllIsStill([.. _clients.Select(pair => pair.Client)]);
        foreach (var (client, viewer) in _clients)
            await _checks.SeesAll(client, viewer);
        over.Cancel();
        await Task.WhenAll(viewers);
        await _checks.NothingIsLeft();
        if (await _checks.Violations(isOver: true) is { Count: > 0 } violations)
            throw new CheckFailedException("Not every promise was kept.", violations);
    }

    /// <summary>After a while everything works, and whatever is left must end.</summary>
    private async Task EndFaults()
    {
        await _cluster.Pass(TimeSpan.FromMinutes(10) + _random.NextTime(TimeSpan.FromMinutes(30)));
        await _faults.End();
    }
}
